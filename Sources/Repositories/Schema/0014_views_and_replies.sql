-- Views and canned replies, everybody's and one's own.
SET LOCAL ROLE riad_owner;

CREATE TABLE riad.saved_views (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    -- Null: everybody's.
    owner_id uuid REFERENCES public.profiles (user_id) ON DELETE CASCADE,
    name text NOT NULL CHECK (
        char_length(name) BETWEEN 1 AND 60 AND name = btrim(name)
        AND name !~ '[\u0001-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]'
    ),
    query text NOT NULL CHECK (
        char_length(query) BETWEEN 1 AND 1000 AND query = btrim(query)
        AND query !~ '[\u0001-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]'
    ),
    -- Where it stands among the views of its owner; equal places go by name.
    place smallint NOT NULL CHECK (place BETWEEN 1 AND 999),
    version integer NOT NULL DEFAULT 1,
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
ALTER TABLE riad.saved_views ENABLE ROW LEVEL SECURITY;

CREATE UNIQUE INDEX saved_views_by_name ON riad.saved_views
    (coalesce(owner_id, '00000000-0000-0000-0000-000000000000'), lower(name));

CREATE TABLE riad.canned_replies (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    -- Null: everybody's.
    owner_id uuid,
    name text NOT NULL CHECK (
        char_length(name) BETWEEN 1 AND 60 AND name = btrim(name)
        AND name !~ '[\u0001-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]'
    ),
    -- Null: in no language, or in any.
    language text COLLATE "C" CHECK (language ~ '^[a-z]{2,3}$'),
    -- Line breaks and tabs, but nothing that steers a terminal or turns what stands beside it round.
    body text NOT NULL CHECK (
        char_length(body) BETWEEN 1 AND 4000 AND body ~ '\S'
        AND body !~ '[\u0001-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]'
    ),
    updated_by uuid NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
ALTER TABLE riad.canned_replies ENABLE ROW LEVEL SECURITY;

CREATE UNIQUE INDEX canned_replies_by_name ON riad.canned_replies
    (coalesce(owner_id, '00000000-0000-0000-0000-000000000000'), lower(name), coalesce(language, ''));
