-- Changes of many conversations at once, each kept with what it changed until it can't be taken back any more, and the
-- events of such a change, which wait as long.
SET LOCAL ROLE riad_owner;

CREATE TABLE riad.batches (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    made_by uuid NOT NULL REFERENCES public.profiles (user_id) ON DELETE CASCADE,
    change text COLLATE "C" NOT NULL CHECK (change IN (
        'assign', 'release', 'priority', 'add_tags', 'remove_tags', 'state', 'undo'
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
CREATE INDEX batches_by_age ON riad.batches (made_at);

-- A row a conversation: why it was left alone, or what it was and what it became.
CREATE TABLE riad.batch_rows (
    batch_id uuid NOT NULL REFERENCES riad.batches ON DELETE CASCADE,
    conversation_id uuid NOT NULL,
    skipped text COLLATE "C" CHECK (skipped IN ('moved', 'illegal', 'archived', 'not_found', 'already', 'not_allowed')),
    old_state text COLLATE "C", new_state text COLLATE "C",
    old_priority text COLLATE "C", new_priority text COLLATE "C",
    old_tags text[], new_tags text[],
    old_agent_id uuid, new_agent_id uuid,
    old_chatbot_id uuid, new_chatbot_id uuid,
    old_role text COLLATE "C", new_role text COLLATE "C",
    old_due_at timestamptz, new_due_at timestamptz,
    new_version integer,
    last_seq bigint,
    PRIMARY KEY (batch_id, conversation_id)
);

ALTER TABLE riad.batches ENABLE ROW LEVEL SECURITY;
ALTER TABLE riad.batch_rows ENABLE ROW LEVEL SECURITY;

ALTER TABLE riad.outbox ADD COLUMN batch_id uuid;
CREATE INDEX outbox_by_batch ON riad.outbox (batch_id, conversation_id) WHERE batch_id IS NOT NULL;

-- What a function of the house is doing at this moment, so that triggers know: a row that is there only while it runs,
-- and so never seen by another transaction. A setting would do, were it not for sessions that set it themselves.
CREATE UNLOGGED TABLE riad.deeds (
    transaction_id xid8 PRIMARY KEY,
    act text COLLATE "C" NOT NULL,
    reason text,
    batch_id uuid,
    -- When the outside is told of it; null for now.
    events_at timestamptz,
    -- The outside isn't told at all: it never heard of what is being taken back.
    is_silent boolean NOT NULL DEFAULT false
) WITH (autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 1000);
ALTER TABLE riad.deeds ENABLE ROW LEVEL SECURITY;

CREATE FUNCTION riad.begin_deed(_act text, _reason text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    INSERT INTO riad.deeds (transaction_id, act, reason) VALUES (pg_current_xact_id(), _act, _reason);
END;

CREATE FUNCTION riad.end_deed() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    DELETE FROM riad.deeds d WHERE d.transaction_id = pg_current_xact_id();
END;

-- All null where no function said what it does.
CREATE FUNCTION riad.present_deed() RETURNS riad.deeds
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    deed riad.deeds;
BEGIN
    SELECT d.* INTO deed FROM riad.deeds d WHERE d.transaction_id = pg_current_xact_id();
    RETURN deed;
END
$$;

-- A row for each active configuration of that name, to be sent now, or once a batch can't be taken back any more. An
-- error is the writer's error: no event is lost silently.
CREATE OR REPLACE FUNCTION public.trigger_webhook_notification(webhook_name text, event_type text, payload jsonb)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
DECLARE
    deed riad.deeds := riad.present_deed();
BEGIN
    IF deed.is_silent THEN
        RETURN;
    END IF;
    INSERT INTO riad.outbox AS o (webhook_config_id, conversation_id, event_type, payload, batch_id, visible_at)
    SELECT wc.id, (payload ->> 'conversation_id')::uuid, event_type, payload, deed.batch_id,
        coalesce(deed.events_at, clock_timestamp())
    FROM public.webhook_configs wc
    WHERE wc.name = webhook_name AND wc.is_active;
END
$$;
