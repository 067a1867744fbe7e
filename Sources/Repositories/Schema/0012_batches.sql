-- Changes of many conversations at once, each kept with what it changed until it can't be taken back any more.
SET LOCAL ROLE riad_owner;

CREATE TABLE riad.batches (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    made_by uuid NOT NULL REFERENCES public.profiles (user_id) ON DELETE CASCADE,
    change text COLLATE "C" NOT NULL CHECK (change IN (
        'assign', 'release', 'priority', 'add_tags', 'remove_tags', 'state', 'undo', 'spread'
    )),
    made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- Until when it can be taken back; null for an undoing.
    undo_until timestamptz,
    -- From when the outside is told: later than that, so that an undoing in its last moment still finds the events.
    events_at timestamptz,
    -- How many more matched the filter than were taken.
    beyond_limit bigint NOT NULL DEFAULT 0 CHECK (beyond_limit >= 0),
    undone_at timestamptz
);
ALTER TABLE riad.batches ENABLE ROW LEVEL SECURITY;

CREATE INDEX batches_by_age ON riad.batches (made_at);

-- A row a conversation: why it was left alone, or what it was and what it became.
CREATE TABLE riad.batch_rows (
    batch_id uuid NOT NULL REFERENCES riad.batches ON DELETE CASCADE,
    conversation_id uuid NOT NULL,
    skipped text COLLATE "C" CHECK (skipped IN (
        'moved', 'guest_wrote', 'illegal', 'archived', 'not_found', 'already', 'not_allowed', 'no_agent'
    )),
    old_state text COLLATE "C", new_state text COLLATE "C",
    old_priority text COLLATE "C", new_priority text COLLATE "C",
    old_tags text[], new_tags text[],
    old_agent_id uuid, new_agent_id uuid,
    old_chatbot_id uuid, new_chatbot_id uuid,
    old_role text COLLATE "C", new_role text COLLATE "C",
    new_version integer,
    last_seq bigint,
    PRIMARY KEY (batch_id, conversation_id)
);
ALTER TABLE riad.batch_rows ENABLE ROW LEVEL SECURITY;

-- A row for each reason for which conversations were left alone, one without a reason where none was; and who got how many
-- of what was spread, the most first, null for every other change.
CREATE TYPE riad.batch_report AS (
    batch_id uuid, done bigint, beyond_limit bigint, undo_until timestamptz, skipped text, count bigint, ids uuid[],
    assignees uuid[], names text[], given uuid[], given_names text[], given_counts bigint[]
);
