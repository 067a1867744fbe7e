-- Deliveries: the worker's view of each endpoint, what ties a log's attempts to their event, and events that nobody receives.
SET LOCAL ROLE riad_owner;

-- How an endpoint does, shared by all workers; a row from its first attempt on.
CREATE TABLE riad.webhook_health (
    webhook_config_id uuid PRIMARY KEY REFERENCES public.webhook_configs ON DELETE CASCADE,
    -- Consecutive failed attempts that tell of the endpoint, not of one payload.
    failures integer NOT NULL DEFAULT 0 CHECK (failures >= 0),
    -- The circuit breaker: nothing is claimed before this moment, and then one event to try; null while it is closed.
    paused_until timestamptz,
    -- Whether that one event is on its way.
    is_probing boolean NOT NULL DEFAULT false,
    succeeded_at timestamptz,
    failed_at timestamptz,
    -- Why the worker switched the configuration off; null where it didn't.
    switched_off_because text COLLATE "C" CHECK (switched_off_because IN ('gone'))
);
ALTER TABLE riad.webhook_health ENABLE ROW LEVEL SECURITY;

-- A secret that was replaced and still signs beside the new one for a while.
CREATE TABLE riad.retired_secrets (
    webhook_config_id uuid PRIMARY KEY REFERENCES public.webhook_configs ON DELETE CASCADE,
    secret_token text NOT NULL,
    valid_until timestamptz NOT NULL
);
ALTER TABLE riad.retired_secrets ENABLE ROW LEVEL SECURITY;

-- The event whose attempt it was, and its conversation.
ALTER TABLE public.webhook_logs
    ADD COLUMN event_id uuid,
    ADD COLUMN conversation_id uuid,
    ALTER COLUMN event_id SET STATISTICS 0,
    ALTER COLUMN conversation_id SET STATISTICS 0;

CREATE INDEX webhook_logs_by_event ON public.webhook_logs (event_id, attempt_number);

CREATE INDEX webhook_logs_by_config ON public.webhook_logs (webhook_config_id, created_at);

CREATE INDEX webhook_logs_by_conversation ON public.webhook_logs (conversation_id, created_at) WHERE conversation_id IS NOT NULL;

-- Events of no conversation wait for nobody.
CREATE INDEX outbox_without_conversation ON riad.outbox (webhook_config_id, visible_at, id) WHERE conversation_id IS NULL;

ALTER TABLE riad.outbox_dead
    ADD COLUMN reason text COLLATE "C" NOT NULL DEFAULT 'attempts' CHECK (reason IN ('attempts', 'gone', 'unsendable', 'expired'));

CREATE INDEX outbox_dead_by_config ON riad.outbox_dead (webhook_config_id, died_at);

CREATE INDEX outbox_dead_by_conversation ON riad.outbox_dead (conversation_id) WHERE conversation_id IS NOT NULL;

CREATE INDEX outbox_dead_by_event ON riad.outbox_dead (event_id);

-- How many events of each type no active configuration received. Sequences, because a row would make every change of the
-- house wait for every other.
DO $$
BEGIN
    FOR position IN 1 .. 9 LOOP
        EXECUTE format('CREATE SEQUENCE riad.unreceived_%s', (ARRAY['message_created', 'state_changed', 'conversation_assigned',
            'escalation_created', 'profile_updated', 'workflow_completed', 'incident_created', 'setting_changed', 'other'])[position]);
    END LOOP;
END
$$;

ALTER TABLE riad.settings ADD CHECK (
    key <> 'webhook_networks' OR jsonb_typeof(value) = 'array' AND jsonb_array_length(value) <= 100
        AND (jsonb_path_query_array(value, '$[*] ? (@.type() != "string")') = '[]')
);
INSERT INTO riad.settings (key, category, value) VALUES ('webhook_networks', 'webhooks', '[]');
