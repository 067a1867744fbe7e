-- Webhooks: configurations, the outbox of calls to make, what could not be delivered, and the log by month.
SET LOCAL ROLE riad_owner;

CREATE TABLE public.webhook_configs (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    name text NOT NULL,
    endpoint_url text NOT NULL,
    secret_token text,
    is_active boolean NOT NULL DEFAULT true,
    retry_count integer NOT NULL DEFAULT 3 CHECK (retry_count >= 0),
    timeout_seconds integer NOT NULL DEFAULT 30 CHECK (timeout_seconds > 0),
    has_secret boolean NOT NULL GENERATED ALWAYS AS (secret_token IS NOT NULL) STORED,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE public.webhook_configs ENABLE ROW LEVEL SECURITY;

CREATE INDEX webhook_configs_by_name ON public.webhook_configs (name) WHERE is_active;

CREATE TABLE public.webhook_logs (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    webhook_config_id uuid REFERENCES public.webhook_configs,
    event_type text NOT NULL,
    payload jsonb NOT NULL,
    response_status integer,
    response_body text,
    error_message text,
    attempt_number integer NOT NULL DEFAULT 1 CHECK (attempt_number > 0),
    processing_time_ms integer CHECK (processing_time_ms >= 0),
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (id, created_at)
) PARTITION BY RANGE (created_at);
ALTER TABLE public.webhook_logs ENABLE ROW LEVEL SECURITY;

CREATE INDEX idx_webhook_logs_webhook_config_id ON public.webhook_logs (webhook_config_id);

CREATE INDEX idx_webhook_logs_created_at ON public.webhook_logs (created_at);

CREATE TABLE riad.webhook_logs_default PARTITION OF public.webhook_logs DEFAULT;
ALTER TABLE riad.webhook_logs_default ENABLE ROW LEVEL SECURITY;

-- A row an event and configuration; event_id is the webhook-id that stays the same over retries.
CREATE TABLE riad.outbox (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_id uuid NOT NULL DEFAULT gen_random_uuid(),
    webhook_config_id uuid NOT NULL REFERENCES public.webhook_configs ON DELETE CASCADE,
    -- Rows of one conversation go out in order.
    conversation_id uuid,
    event_type text NOT NULL,
    payload jsonb NOT NULL,
    attempts integer NOT NULL DEFAULT 0,
    visible_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    lease_token uuid,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- The change of many that it is an event of; null for any other.
    batch_id uuid
) WITH (autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_cost_delay = 0);
ALTER TABLE riad.outbox ENABLE ROW LEVEL SECURITY;

CREATE INDEX outbox_by_visibility ON riad.outbox (visible_at, id);

CREATE INDEX outbox_by_conversation ON riad.outbox (webhook_config_id, conversation_id, id);

CREATE INDEX outbox_by_batch ON riad.outbox (batch_id, conversation_id) WHERE batch_id IS NOT NULL;

CREATE TABLE riad.outbox_dead (
    id bigint PRIMARY KEY,
    event_id uuid NOT NULL,
    webhook_config_id uuid NOT NULL REFERENCES public.webhook_configs ON DELETE CASCADE,
    conversation_id uuid,
    event_type text NOT NULL,
    payload jsonb NOT NULL,
    attempts integer NOT NULL,
    last_error text,
    created_at timestamptz NOT NULL,
    died_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
ALTER TABLE riad.outbox_dead ENABLE ROW LEVEL SECURITY;
