-- Who has which conversation on the screen.
SET LOCAL ROLE riad_owner;

-- A row a console, told by its own session. None of it is worth anything once the session has ended, hence unlogged; there
-- is room on the page for a row's next version and no index on what changes, so that an update stays on its page.
CREATE UNLOGGED TABLE riad.consoles (
    pid integer PRIMARY KEY,
    -- With the process number and the login it tells one session from a later one of the same number.
    backend_start timestamptz NOT NULL,
    login oid NOT NULL,
    user_id uuid NOT NULL,
    -- The conversation on the screen; null where none is.
    conversation_id uuid,
    act text COLLATE "C" NOT NULL CHECK (act IN ('reading', 'typing', 'editing')),
    -- Since when there and so.
    since timestamptz NOT NULL,
    -- When the last key was pressed, where that is long ago; null for who is here.
    idle_since timestamptz
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 1000);
ALTER TABLE riad.consoles ENABLE ROW LEVEL SECURITY;
