-- Whoever loses the right to have conversations hands the open ones over, to the queue or to a colleague: a step when
-- the right ends, whatever ended it, and the rest step by step. A conversation that opens again while its assignee has
-- no rights goes to the queue at once.
-- requires: rights/session

-- Returns the role by which a person works here at this moment; null without one.
CREATE OR REPLACE FUNCTION riad.working_role(_user_id uuid) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN (
        SELECT ur.role::text FROM public.user_roles ur
        JOIN public.profiles p ON p.user_id = ur.user_id AND p.is_active
        WHERE ur.user_id = _user_id AND ur.is_active AND (ur.expires_at IS NULL OR ur.expires_at > clock_timestamp())
    );
END
$$;

-- Returns whether the person keeps conversations that they have: of the desk whoever works, of others whoever still has
-- the role in which they got them. `_earlier_role` is the one that ended; null for none.
CREATE OR REPLACE FUNCTION riad.keeps_conversations(_user_id uuid, _earlier_role text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    present text := riad.working_role(_user_id);
BEGIN
    RETURN present IS NOT NULL AND (
        present IS NOT DISTINCT FROM coalesce(_earlier_role, present)
        OR EXISTS (SELECT FROM riad.roles r WHERE r.role::text = present AND r.is_desk)
    );
END
$$;

-- RI010 unless that colleague can be given the conversations of this person; null is the queue.
CREATE OR REPLACE FUNCTION riad.require_handover_target(_user_id uuid, _assignee_id uuid) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF _assignee_id = _user_id OR _assignee_id IS NOT NULL AND NOT riad.is_assignable(_assignee_id, NULL) THEN
        RAISE EXCEPTION 'conversations cannot be handed over to this person' USING ERRCODE = 'RI010';
    END IF;
END
$$;

-- Hands over up to `_limit` open conversations of a person: in id order as bulk changes lock them, and without those that
-- somebody is changing, so that nobody holds up the loss of a right. Returns how many. Callers have checked rights.
CREATE OR REPLACE FUNCTION riad.hand_over_step(_user_id uuid, _limit integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    target uuid := (SELECT h.assignee_id FROM riad.handovers h WHERE h.user_id = _user_id);
    ids uuid[] := ARRAY(
        SELECT c.id FROM public.conversations c
        WHERE c.assigned_agent_id = _user_id AND c.is_open ORDER BY c.id LIMIT _limit FOR NO KEY UPDATE SKIP LOCKED
    );
BEGIN
    IF target IS NOT NULL AND NOT riad.is_assignable(target, NULL) THEN
        target := NULL;
    END IF;
    IF ids <> '{}' THEN
        PERFORM riad.begin_action('rights_ended', NULL);
        UPDATE public.conversations c
        SET assigned_agent_id = target, state = CASE WHEN target IS NULL THEN 'NOUVELLE' ELSE c.state END,
            transferred_to_role = NULL, assign_version = c.assign_version + 1, updated_at = clock_timestamp()
        WHERE c.id = ANY (ids);
        PERFORM riad.end_action();
    END IF;
    IF NOT EXISTS (SELECT FROM public.conversations c WHERE c.assigned_agent_id = _user_id AND c.is_open) THEN
        DELETE FROM riad.handovers h WHERE h.user_id = _user_id;
    END IF;
    RETURN cardinality(ids);
END
$$;

-- Begins to hand over what the person has open, to that colleague or the queue (null). Returns how many there are; the
-- first 500 go at once. Callers have checked rights.
CREATE OR REPLACE FUNCTION riad.begin_handover(_user_id uuid, _assignee_id uuid) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    total integer := (
        SELECT count(*) FROM public.conversations c WHERE c.assigned_agent_id = _user_id AND c.is_open
    );
BEGIN
    IF total > 0 THEN
        INSERT INTO riad.handovers (user_id, assignee_id) VALUES (_user_id, _assignee_id)
        ON CONFLICT (user_id) DO UPDATE SET assignee_id = excluded.assignee_id;
        PERFORM riad.hand_over_step(_user_id, 500);
    END IF;
    RETURN total;
END
$$;

-- Returns to the queue up to `_limit` conversations that wait for a role which nobody has any more. Returns how many.
CREATE OR REPLACE FUNCTION riad.release_orphaned_escalations(_limit integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    ids uuid[] := ARRAY(
        SELECT c.id FROM public.conversations c
        WHERE c.is_open AND c.transferred_to_role IS NOT NULL AND c.transferred_to_role NOT IN (
            SELECT ur.role::text FROM public.user_roles ur
            JOIN public.profiles p ON p.user_id = ur.user_id AND p.is_active
            WHERE ur.is_active AND (ur.expires_at IS NULL OR ur.expires_at > clock_timestamp())
        )
        ORDER BY c.id LIMIT _limit FOR NO KEY UPDATE SKIP LOCKED
    );
BEGIN
    IF ids <> '{}' THEN
        PERFORM riad.begin_action('rights_ended', NULL);
        UPDATE public.conversations c
        SET transferred_to_role = NULL, state = 'NOUVELLE', assign_version = c.assign_version + 1,
            updated_at = clock_timestamp()
        WHERE c.id = ANY (ids);
        PERFORM riad.end_action();
    END IF;
    RETURN cardinality(ids);
END
$$;

-- The next step for everybody whose conversations are being handed over, or whose rights ended by time. Returns how
-- many went.
CREATE OR REPLACE FUNCTION riad.hand_over_abandoned() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    gone uuid;
    passed_on integer := 0;
BEGIN
    FOR gone IN
        SELECT h.user_id FROM riad.handovers h
        UNION
        SELECT a.user_id FROM (
            SELECT DISTINCT c.assigned_agent_id FROM public.conversations c
            WHERE c.is_open AND c.assigned_agent_id IS NOT NULL
        ) a (user_id)
        WHERE riad.working_role(a.user_id) IS NULL
        ORDER BY 1
    LOOP
        passed_on := passed_on + riad.hand_over_step(gone, 500);
    END LOOP;
    RETURN passed_on + riad.release_orphaned_escalations(500);
END
$$;

-- Hands over the next 500 of a person who lost a right. Call it after the change that took the right is committed, until it
-- returns 0; a worker does the rest otherwise. RI001: not the caller's to manage.
CREATE OR REPLACE FUNCTION riad.continue_handover(_user_id uuid) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me riad.rights := riad.session_rights();
BEGIN
    IF me.supervises IS NOT TRUE OR me.user_id = _user_id OR NOT riad.can_manage_person(me, _user_id) THEN
        RAISE EXCEPTION 'not permitted to hand over these conversations' USING ERRCODE = 'RI001';
    END IF;
    PERFORM riad.enforce_change_limit();
    IF NOT EXISTS (SELECT FROM riad.handovers h WHERE h.user_id = _user_id) THEN
        RETURN 0;
    END IF;
    RETURN riad.hand_over_step(_user_id, 500);
END
$$;
GRANT EXECUTE ON FUNCTION riad.continue_handover TO riad_console;

-- At the end of a transaction that took a right, whoever wrote it.
CREATE OR REPLACE FUNCTION riad.hand_over_after_lost_right() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT riad.keeps_conversations(OLD.user_id, CASE TG_TABLE_NAME WHEN 'user_roles' THEN to_jsonb(OLD) ->> 'role' END)
        AND NOT EXISTS (SELECT FROM riad.handovers h WHERE h.user_id = OLD.user_id)
    THEN
        PERFORM riad.begin_handover(OLD.user_id, NULL);
    END IF;
    PERFORM riad.release_orphaned_escalations(500);
    RETURN NULL;
END
$$;

CREATE CONSTRAINT TRIGGER conversations_handed_over AFTER UPDATE ON public.profiles DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (OLD.is_active AND NEW.is_active IS NOT TRUE) EXECUTE FUNCTION riad.hand_over_after_lost_right();

CREATE CONSTRAINT TRIGGER conversations_handed_over AFTER UPDATE ON public.user_roles DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (OLD.is_active AND (NEW.is_active IS NOT TRUE OR NEW.role <> OLD.role OR NEW.user_id <> OLD.user_id))
    EXECUTE FUNCTION riad.hand_over_after_lost_right();

CREATE CONSTRAINT TRIGGER conversations_handed_over_on_delete AFTER DELETE ON public.user_roles
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.is_active) EXECUTE FUNCTION riad.hand_over_after_lost_right();

-- Before a profile is deleted its conversations name nobody: the open ones wait in the queue, the finished ones keep
-- their state.
CREATE OR REPLACE FUNCTION riad.clear_deleted_assignee() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM FROM public.conversations c WHERE c.assigned_agent_id = OLD.user_id ORDER BY c.id FOR NO KEY UPDATE;
    PERFORM riad.begin_action('rights_ended', NULL);
    UPDATE public.conversations c
    SET assigned_agent_id = NULL, state = CASE WHEN c.is_open THEN 'NOUVELLE' ELSE c.state END,
        assign_version = c.assign_version + 1, updated_at = clock_timestamp()
    WHERE c.assigned_agent_id = OLD.user_id;
    PERFORM riad.end_action();
    RETURN OLD;
END
$$;

CREATE TRIGGER assignee_cleared BEFORE DELETE ON public.profiles
    FOR EACH ROW EXECUTE FUNCTION riad.clear_deleted_assignee();

-- Of a conversation that opens again, or is given to somebody: to the queue where they have no rights.
CREATE OR REPLACE FUNCTION riad.release_without_rights() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT riad.is_finished(NEW.state) AND riad.working_role(NEW.assigned_agent_id) IS NULL THEN
        NEW.assigned_agent_id := NULL;
        NEW.state := 'NOUVELLE';
        NEW.assign_version := greatest(NEW.assign_version, OLD.assign_version + 1);
    END IF;
    RETURN NEW;
END
$$;
