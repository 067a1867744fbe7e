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
    -- From when the outside is told: later than that, so that an undoing in its last moment still finds the events. Of an
    -- undoing, from when it would have been told of what is taken back.
    events_at timestamptz,
    -- How many more matched the filter than were taken.
    beyond_limit bigint NOT NULL DEFAULT 0 CHECK (beyond_limit >= 0),
    undone_at timestamptz,
    -- By what it is done.
    value text,
    tags text[],
    reason text,
    -- When the caller saw the list, where it was a list; null where each row has its own last message.
    seen_at timestamptz,
    -- Which one it takes back.
    undoes uuid REFERENCES riad.batches ON DELETE CASCADE,
    -- Of an undoing: that one's events were not told yet, so that neither its nor these are.
    is_silent boolean
);
ALTER TABLE riad.batches ENABLE ROW LEVEL SECURITY;

CREATE INDEX batches_by_age ON riad.batches (made_at);

CREATE INDEX batches_by_undone ON riad.batches (undoes) WHERE undoes IS NOT NULL;

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

-- What a change has still to do.
CREATE TABLE riad.batch_queue (
    batch_id uuid NOT NULL REFERENCES riad.batches ON DELETE CASCADE,
    conversation_id uuid NOT NULL,
    -- As the caller saw it; null where nobody asks.
    version integer,
    seq bigint,
    -- Who gets it, where it is given to somebody.
    person uuid,
    -- Somebody else held it when its turn came, so the others come first.
    was_busy boolean NOT NULL DEFAULT false,
    PRIMARY KEY (batch_id, was_busy, conversation_id)
) WITH (autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 1000);
ALTER TABLE riad.batch_queue ENABLE ROW LEVEL SECURITY;
