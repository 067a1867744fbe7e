-- Workers have no more rights than they use; consoles hear of no change that they may not see; that no worker is there is an
-- incident; and the health of webhooks doesn't cost more the more is delivered.
SET LOCAL ROLE riad_owner;

DO $$
BEGIN
    -- A schema that is only compared with has no record of its migrations.
    IF to_regclass('riad.migrations') IS NOT NULL THEN
        REVOKE SELECT ON riad.migrations, riad.code_files FROM riad_worker;
    END IF;
END
$$;
REVOKE USAGE ON TYPE public.geographical_zone, public.user_profile, public.app_role FROM riad_worker;

-- The secret that the names of channels are made of, see `riad.channel_name`. Another one replaces it with every change
-- of rights.
CREATE TABLE riad.channel_key (
    is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
    key bytea NOT NULL DEFAULT uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())
);
ALTER TABLE riad.channel_key ENABLE ROW LEVEL SECURITY;

INSERT INTO riad.channel_key DEFAULT VALUES;

-- Who could read the conversation before and after the change: they are told, and nobody else.
TRUNCATE riad.changed_conversations;
ALTER TABLE riad.changed_conversations
    ADD COLUMN zone_id smallint NOT NULL,
    ADD COLUMN assigned_agent_id uuid,
    ADD COLUMN transferred_to_role text COLLATE "C";

ALTER TABLE riad.incidents
    DROP CONSTRAINT incidents_kind_check,
    ADD CONSTRAINT incidents_kind_check CHECK (kind IN (
        'conversation_volume', 'workflow_failures', 'webhook_exhausted', 'webhook_gone', 'late_first_responses', 'worker_missing'
    ));

-- The attempts of each hour that is over, of the last two days. How long successful ones took is kept in steps of 5 %:
-- `counts` has how many of each of `steps`.
CREATE TABLE riad.webhook_hours (
    webhook_config_id uuid NOT NULL REFERENCES public.webhook_configs ON DELETE CASCADE,
    hour timestamptz NOT NULL,
    attempts integer NOT NULL,
    successes integer NOT NULL,
    steps smallint[] NOT NULL,
    counts integer[] NOT NULL,
    PRIMARY KEY (hour, webhook_config_id)
);
ALTER TABLE riad.webhook_hours ENABLE ROW LEVEL SECURITY;
