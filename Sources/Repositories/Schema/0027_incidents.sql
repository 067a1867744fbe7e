-- Incidents, and what a run of a workflow needs to be reported late.
SET LOCAL ROLE riad_owner;

-- Something that went wrong and that people should look at. Of a kind and subject one is open at a time.
CREATE TABLE riad.incidents (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    kind text COLLATE "C" NOT NULL CHECK (kind IN (
        'conversation_volume', 'workflow_failures', 'webhook_exhausted', 'webhook_gone', 'late_first_responses'
    )),
    -- What it is about: a webhook's id, a zone's label; '' for the whole house.
    subject text NOT NULL,
    severity text COLLATE "C" NOT NULL CHECK (severity IN ('low', 'medium', 'high', 'critical')),
    -- The measured value and the threshold that it passed.
    value bigint NOT NULL,
    threshold bigint NOT NULL,
    opened_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- When its condition was last seen; it closes by itself once that is 15 minutes ago.
    seen_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    acknowledged_at timestamptz,
    acknowledged_by uuid REFERENCES public.profiles (user_id),
    assigned_to uuid REFERENCES public.profiles (user_id),
    closed_at timestamptz,
    -- Null where it closed by itself.
    closed_by uuid REFERENCES public.profiles (user_id)
);
ALTER TABLE riad.incidents ENABLE ROW LEVEL SECURITY;

CREATE UNIQUE INDEX incidents_open ON riad.incidents (kind, subject) WHERE closed_at IS NULL;

CREATE INDEX incidents_by_time ON riad.incidents (opened_at DESC, id);

-- What happened to an incident: opened, acknowledged, assigned, noted, closed.
CREATE TABLE riad.incident_history (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    incident_id uuid NOT NULL REFERENCES riad.incidents ON DELETE CASCADE,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    action text COLLATE "C" NOT NULL CHECK (action IN ('opened', 'acknowledged', 'assigned', 'noted', 'closed')),
    -- Null where the monitor did it.
    user_id uuid REFERENCES public.profiles (user_id),
    -- Whom it was assigned to.
    assigned_to uuid REFERENCES public.profiles (user_id),
    note text CHECK (char_length(note) BETWEEN 1 AND 4000)
);
ALTER TABLE riad.incident_history ENABLE ROW LEVEL SECURITY;

CREATE INDEX incident_history_by_incident ON riad.incident_history (incident_id, id);

-- The thresholds of the monitor. What is late is in percent of a zone's open conversations.
ALTER TABLE riad.settings
    ADD CHECK (key NOT IN ('incident_conversations', 'incident_workflow_failures')
        OR jsonb_typeof(value) = 'number' AND (value #>> '{}')::integer BETWEEN 1 AND 1000000),
    ADD CHECK (key <> 'incident_late_percent' OR jsonb_typeof(value) = 'number' AND (value #>> '{}')::integer BETWEEN 1 AND 100),
    ADD CHECK (key <> 'workflow_stale_minutes' OR jsonb_typeof(value) = 'number' AND (value #>> '{}')::integer BETWEEN 1 AND 100000);
INSERT INTO riad.settings (key, category, value) VALUES
    ('incident_conversations', 'incidents', '100'), ('incident_workflow_failures', 'incidents', '5'),
    ('incident_late_percent', 'incidents', '20'), ('workflow_stale_minutes', 'workflows', '60');

-- Whether the house gave a run up because its end was never reported; a late report takes that back.
ALTER TABLE public.workflow_metrics
    ADD COLUMN is_stale boolean NOT NULL DEFAULT false,
    ALTER COLUMN is_stale SET STATISTICS 0;

CREATE INDEX workflow_metrics_by_execution ON public.workflow_metrics (workflow_name, execution_id);

CREATE INDEX workflow_metrics_running ON public.workflow_metrics (started_at) WHERE status IN ('pending', 'running');

-- What a run worked on may hold secrets and guests' data: it is shown masked, by a function.
REVOKE SELECT ON public.workflow_metrics FROM riad_console;
