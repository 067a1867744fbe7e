-- What workers do beside delivering: jobs, the relay of changes, and who of them is there.
SET LOCAL ROLE riad_owner;

-- Workers that run, or ran within the last day. A row a start.
CREATE TABLE riad.workers (
    id uuid PRIMARY KEY,
    host text NOT NULL,
    process_id integer NOT NULL,
    started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    seen_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
ALTER TABLE riad.workers ENABLE ROW LEVEL SECURITY;

-- What is done again and again, by one worker at a time.
CREATE TABLE riad.jobs (
    name text COLLATE "C" PRIMARY KEY,
    every interval NOT NULL CHECK (every >= interval '1 second'),
    next_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- Held by a worker until then; a worker that ended without a word loses it.
    lease_token uuid,
    lease_until timestamptz,
    started_at timestamptz,
    finished_at timestamptz,
    -- Of the last run that ended: how long it took, what it removed or changed, and why it failed.
    ms integer,
    count bigint,
    error text
);
ALTER TABLE riad.jobs ENABLE ROW LEVEL SECURITY;

INSERT INTO riad.jobs (name, every) VALUES
    ('sessions', interval '20 seconds'),
    ('monitor', interval '30 seconds'),
    ('stale_workflows', interval '1 minute'),
    ('retention', interval '1 hour'),
    ('partitions', interval '6 hours'),
    ('deadlines', interval '1 day'),
    ('statistics', interval '1 day');

-- What retention removed, kept for a year.
CREATE TABLE riad.removals (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    removed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    what text COLLATE "C" NOT NULL,
    count bigint NOT NULL
);
ALTER TABLE riad.removals ENABLE ROW LEVEL SECURITY;

ALTER TABLE riad.settings
    ADD CHECK (key <> 'webhook_log_days' OR jsonb_typeof(value) = 'number' AND (value #>> '{}')::integer BETWEEN 7 AND 3650),
    ADD CHECK (key <> 'metric_days' OR jsonb_typeof(value) = 'number' AND (value #>> '{}')::integer BETWEEN 30 AND 3650),
    ADD CHECK (key <> 'dead_letter_days' OR jsonb_typeof(value) = 'number' AND (value #>> '{}')::integer BETWEEN 30 AND 3650);
INSERT INTO riad.settings (key, category, value) VALUES
    ('webhook_log_days', 'retention', '30'), ('metric_days', 'retention', '90'), ('dead_letter_days', 'retention', '90');

-- Conversations that changed and of which the consoles weren't told yet. Unlogged: after a crash of the server consoles read
-- everything anew anyway. Filled while a worker relays, see `riad.relay_clock`.
CREATE UNLOGGED TABLE riad.changed_conversations (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    conversation_id uuid NOT NULL,
    -- The session that changed it, which knows already.
    process_id integer NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_cost_delay = 0);
ALTER TABLE riad.changed_conversations ENABLE ROW LEVEL SECURITY;

-- The second at which a worker last relayed changes. A sequence, so that nobody waits for who writes it.
CREATE SEQUENCE riad.relay_clock;
