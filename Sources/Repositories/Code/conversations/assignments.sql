-- The assignment history, written by triggers, and the action that a function announces to them.

-- Announces the action to the triggers of this transaction.
CREATE OR REPLACE FUNCTION riad.begin_action(_action text, _reason text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    INSERT INTO riad.current_actions (transaction_id, action, reason) VALUES (pg_current_xact_id(), _action, _reason);
END;

-- Ends the announced action.
CREATE OR REPLACE FUNCTION riad.end_action() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    DELETE FROM riad.current_actions d WHERE d.transaction_id = pg_current_xact_id();
END;

-- Returns the announced action; all null if there is none.
CREATE OR REPLACE FUNCTION riad.current_action() RETURNS riad.current_actions
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    current_action riad.current_actions;
BEGIN
    SELECT d.* INTO current_action FROM riad.current_actions d WHERE d.transaction_id = pg_current_xact_id();
    RETURN current_action;
END
$$;

-- Infers the action from the row if none was announced. Users never write rows directly.
CREATE OR REPLACE FUNCTION riad.inferred_action(
    _user riad.rights, earlier public.conversations, later public.conversations
) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN CASE
        WHEN _user.user_id IS NULL OR earlier.id IS NULL THEN 'direct'
        WHEN later.assigned_agent_id = _user.user_id AND earlier.assigned_agent_id IS NULL
            THEN CASE WHEN later.last_seq > earlier.last_seq THEN 'reply' ELSE 'claim' END
        WHEN earlier.assigned_agent_id = _user.user_id AND later.state = 'NOUVELLE' THEN 'release'
        ELSE 'state_change'
    END;
END
$$;

-- Increments assign_version, so that callers comparing it notice changes by writers that don't increment it.
CREATE OR REPLACE FUNCTION riad.bump_assign_version() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    NEW.assign_version := OLD.assign_version + 1;
    RETURN NEW;
END
$$;

-- Records the assignment. A new escalation also publishes an event.
CREATE OR REPLACE FUNCTION riad.record_assignment() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC'
AS $$
DECLARE
    me riad.rights := riad.session_rights();
    current_action riad.current_actions := riad.current_action();
    entry riad.assignments;
BEGIN
    INSERT INTO riad.assignments AS a (
        conversation_id, action, acted_by, from_agent_id, from_role, to_agent_id, to_role, reason, assign_version,
        batch_id
    ) VALUES (
        NEW.id, coalesce(current_action.action, CASE
            WHEN OLD.assigned_agent_id IS NOT NULL AND NEW.assigned_agent_id IS NULL
                AND riad.working_role(OLD.assigned_agent_id) IS NULL THEN 'rights_ended'
            ELSE riad.inferred_action(me, OLD, NEW) END), me.user_id, OLD.assigned_agent_id,
        OLD.transferred_to_role, NEW.assigned_agent_id, NEW.transferred_to_role, current_action.reason,
        NEW.assign_version, current_action.batch_id
    ) RETURNING a.* INTO entry;
    IF entry.to_role IS DISTINCT FROM entry.from_role AND entry.to_role IS NOT NULL AND NEW.merged_into IS NULL
        AND entry.action NOT IN ('undo', 'merge', 'unmerge') THEN
        PERFORM public.trigger_webhook_notification('escalation-trigger', 'escalation_created', jsonb_build_object(
            'escalation_id', entry.id,
            'conversation_id', entry.conversation_id,
            'from_role', me.role,
            'to_role', entry.to_role,
            'escalation_reason', entry.reason,
            'created_at', entry.created_at
        ));
    END IF;
    RETURN NULL;
END
$$;

-- RI001: the history is append-only.
CREATE OR REPLACE FUNCTION riad.reject_assignment_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RAISE EXCEPTION 'the assignment history is append-only' USING ERRCODE = 'RI001';
END
$$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON riad.assignments
    FOR EACH STATEMENT EXECUTE FUNCTION riad.reject_assignment_change();
