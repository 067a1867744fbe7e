-- Events for webhooks: one outbox row per event and active configuration of its name, written in the transaction of the
-- change. An error here fails the change, so that no event is lost.

-- The types of events that the house has.
CREATE OR REPLACE FUNCTION riad.event_types() RETURNS text[] LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
    SELECT ARRAY['message_created', 'state_changed', 'conversation_assigned', 'escalation_created', 'profile_updated',
        'workflow_completed', 'incident_created', 'setting_changed'];
END;

-- Inserts a row for each active configuration of that name, due now or, for what can be undone, once it can't any more.
-- Counts an event that no configuration receives.
CREATE OR REPLACE FUNCTION public.trigger_webhook_notification(webhook_name text, event_type text, payload jsonb)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
DECLARE
    action riad.current_actions := riad.current_action();
BEGIN
    IF action.is_silent THEN
        RETURN;
    END IF;
    -- The nil id is no conversation's: such an event waits for nobody.
    INSERT INTO riad.outbox AS o (webhook_config_id, conversation_id, event_type, payload, batch_id, visible_at)
    SELECT wc.id, nullif((payload ->> 'conversation_id')::uuid, '00000000-0000-0000-0000-000000000000'), event_type, payload,
        coalesce(action.batch_id, action.undo_id),
        coalesce(action.events_at, clock_timestamp())
    FROM public.webhook_configs wc
    -- What a worker switched off is somebody's to mend: its events wait.
    WHERE wc.name = webhook_name AND (wc.is_active OR EXISTS (
        SELECT FROM riad.webhook_health h WHERE h.webhook_config_id = wc.id AND h.switched_off_because IS NOT NULL
    ));
    IF NOT FOUND THEN
        PERFORM nextval(('riad.unreceived_' || CASE WHEN event_type = ANY (riad.event_types()) THEN event_type ELSE 'other' END)::regclass);
    END IF;
END
$$;

-- Returns whether nobody outside is told of a message: it is history, or a machine has written more than three messages
-- within ten minutes, which an answer by another machine would keep going.
CREATE OR REPLACE FUNCTION riad.is_untold(message public.conversation_messages) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN message.sender_type = 'guest' AND (
        message.received_at > message.created_at + interval '1 day'
            AND riad.is_history(message.conversation_id, message.created_at, message.received_at)
        OR message.is_automated AND 3 < (
            SELECT count(*) FROM public.conversation_messages m
            WHERE m.conversation_id = message.conversation_id AND m.seq > message.seq - 40 AND m.is_automated
                AND m.sender_type = 'guest' AND m.created_at > message.created_at - interval '10 minutes'
        )
    );
END
$$;

-- Publishes message_created. Internal notes are never published.
CREATE OR REPLACE FUNCTION public.notify_conversation_update() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC'
AS $$
BEGIN
    IF riad.is_untold(NEW) THEN
        RETURN NULL;
    END IF;
    PERFORM public.trigger_webhook_notification('conversation-update', 'message_created', jsonb_build_object(
        'message_id', NEW.id,
        'conversation_id', NEW.conversation_id,
        'sender_type', NEW.sender_type,
        'message_content', NEW.message_content,
        'created_at', NEW.created_at
    ) || CASE WHEN NEW.is_automated AND NEW.sender_type = 'guest' THEN '{"is_automatic": true}' ELSE '{}' END::jsonb);
    RETURN NULL;
END
$$;

-- Publishes state_changed.
CREATE OR REPLACE FUNCTION riad.notify_state_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC'
AS $$
BEGIN
    PERFORM public.trigger_webhook_notification('conversation-update', 'state_changed', jsonb_build_object(
        'conversation_id', NEW.id,
        'old_state', OLD.state,
        'new_state', NEW.state,
        'assigned_agent_id', NEW.assigned_agent_id,
        'updated_at', NEW.updated_at
    ));
    RETURN NULL;
END
$$;

-- Publishes conversation_assigned.
CREATE OR REPLACE FUNCTION riad.notify_assigned() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC'
AS $$
BEGIN
    PERFORM public.trigger_webhook_notification('conversation-update', 'conversation_assigned', jsonb_build_object(
        'conversation_id', NEW.id,
        'from_agent_id', OLD.assigned_agent_id,
        'to_agent_id', NEW.assigned_agent_id,
        'assigned_by', riad.current_user_id(),
        'updated_at', NEW.updated_at
    ));
    RETURN NULL;
END
$$;

-- Publishes profile_updated.
CREATE OR REPLACE FUNCTION riad.notify_profile_updated() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC'
AS $$
BEGIN
    PERFORM public.trigger_webhook_notification('user-management', 'profile_updated', jsonb_build_object(
        'user_id', NEW.user_id,
        'profile_id', NEW.id,
        'profile_type', NEW.profile_type,
        'is_active', NEW.is_active,
        'geographical_zones', NEW.geographical_zones,
        'updated_at', NEW.updated_at
    ));
    RETURN NULL;
END
$$;

-- Publishes workflow_completed.
CREATE OR REPLACE FUNCTION riad.notify_workflow_completed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC'
AS $$
BEGIN
    PERFORM public.trigger_webhook_notification('metrics-collector', 'workflow_completed', jsonb_build_object(
        'workflow_name', NEW.workflow_name,
        'execution_id', NEW.execution_id,
        'status', NEW.status,
        'duration_ms', NEW.duration_ms,
        'error_message', NEW.error_message,
        'completed_at', NEW.completed_at
    ));
    RETURN NULL;
END
$$;

-- Publishes setting_changed.
CREATE OR REPLACE FUNCTION riad.notify_setting_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC'
AS $$
BEGIN
    PERFORM public.trigger_webhook_notification('settings-sync', 'setting_changed', jsonb_build_object(
        'setting_key', NEW.key,
        'category', NEW.category,
        'old_value', OLD.value,
        'new_value', NEW.value,
        'updated_at', NEW.updated_at
    ));
    RETURN NULL;
END
$$;

-- Internal notes are never published.
CREATE TRIGGER conversation_message_webhook AFTER INSERT ON public.conversation_messages
    FOR EACH ROW WHEN (NOT NEW.is_internal) EXECUTE FUNCTION public.notify_conversation_update();

CREATE TRIGGER profile_webhook AFTER UPDATE ON public.profiles
    FOR EACH ROW WHEN (NEW.* IS DISTINCT FROM OLD.*) EXECUTE FUNCTION riad.notify_profile_updated();

CREATE TRIGGER setting_webhook AFTER UPDATE OF value ON riad.settings
    FOR EACH ROW WHEN (NEW.value IS DISTINCT FROM OLD.value) EXECUTE FUNCTION riad.notify_setting_changed();

CREATE TRIGGER workflow_completed_on_insert AFTER INSERT ON public.workflow_metrics
    FOR EACH ROW WHEN (NEW.status IN ('completed', 'failed')) EXECUTE FUNCTION riad.notify_workflow_completed();

CREATE TRIGGER workflow_completed_on_update AFTER UPDATE OF status ON public.workflow_metrics
    FOR EACH ROW WHEN (NEW.status IN ('completed', 'failed') AND OLD.status NOT IN ('completed', 'failed'))
    EXECUTE FUNCTION riad.notify_workflow_completed();
