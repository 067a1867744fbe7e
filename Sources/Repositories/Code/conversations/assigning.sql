-- Assignment: claim, release, assign, transfer.
-- requires: filters/pages

-- Assigns a locked conversation and sets its state; clears chatbot and role.
CREATE OR REPLACE FUNCTION riad.assign(_conversation_id uuid, _user_id uuid, _state text) RETURNS public.conversations
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    assigned public.conversations;
BEGIN
    UPDATE public.conversations c
    SET assigned_agent_id = _user_id, assigned_chatbot_id = NULL, transferred_to_role = NULL, state = _state,
        assign_version = c.assign_version + 1, updated_at = clock_timestamp()
    WHERE c.id = _conversation_id
    RETURNING c.* INTO assigned;
    RETURN assigned;
END
$$;

-- Claims an unassigned conversation; does nothing if the caller already has it. RI007: assigned to somebody else.
-- RI001: not permitted. RI004: finished.
CREATE OR REPLACE FUNCTION riad.claim(_conversation_id uuid) RETURNS riad.change_result
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me riad.rights := riad.session_rights();
    conversation public.conversations := riad.lock_readable(me, _conversation_id);
    target_state text;
    undo riad.undo_entries;
BEGIN
    IF conversation.assigned_agent_id = me.user_id THEN
        RETURN riad.change_result(conversation);
    END IF;
    IF conversation.assigned_agent_id IS NOT NULL THEN
        RAISE EXCEPTION 'somebody else has this conversation' USING ERRCODE = 'RI007';
    END IF;
    IF NOT me.is_desk AND conversation.transferred_to_role IS DISTINCT FROM me.role THEN
        RAISE EXCEPTION 'not permitted to claim this conversation' USING ERRCODE = 'RI001';
    END IF;
    SELECT t.to_state INTO target_state FROM riad.state_transitions t
    WHERE t.action = 'claim' AND t.from_state = conversation.state;
    IF target_state IS NULL THEN
        RAISE EXCEPTION 'a conversation that is % cannot be claimed', conversation.state USING ERRCODE = 'RI004';
    END IF;
    undo := riad.begin_undoable(me, 'claim', conversation);
    UPDATE public.conversations c
    SET assigned_agent_id = me.user_id, assigned_chatbot_id = NULL, transferred_to_role = NULL, state = target_state,
        assign_version = c.assign_version + 1, updated_at = clock_timestamp()
    WHERE c.id = conversation.id
    RETURNING c.* INTO conversation;
    PERFORM riad.end_undoable(undo, conversation);
    RETURN riad.change_result(conversation);
END
$$;
GRANT EXECUTE ON FUNCTION riad.claim TO riad_console;

-- Returns one of the caller's conversations to the queue. RI001: not the assignee. RI004: finished.
CREATE OR REPLACE FUNCTION riad.release(_conversation_id uuid) RETURNS riad.change_result
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me riad.rights := riad.session_rights();
    conversation public.conversations := riad.lock_readable(me, _conversation_id);
    undo riad.undo_entries;
BEGIN
    IF conversation.assigned_agent_id IS DISTINCT FROM me.user_id THEN
        RAISE EXCEPTION 'only its assignee may release this conversation' USING ERRCODE = 'RI001';
    END IF;
    IF NOT riad.is_allowed_transition('release', conversation.state, 'NOUVELLE') THEN
        RAISE EXCEPTION 'a conversation that is % cannot be released', conversation.state USING ERRCODE = 'RI004';
    END IF;
    undo := riad.begin_undoable(me, 'release', conversation);
    UPDATE public.conversations c
    SET assigned_agent_id = NULL, state = 'NOUVELLE', assign_version = c.assign_version + 1,
        updated_at = clock_timestamp()
    WHERE c.id = conversation.id
    RETURNING c.* INTO conversation;
    PERFORM riad.end_undoable(undo, conversation);
    RETURN riad.change_result(conversation);
END
$$;
GRANT EXECUTE ON FUNCTION riad.release TO riad_console;

-- Claims the most urgent waiting conversation that the caller may claim, in the inbox's order by deadline: the late
-- ones of own zones, then of the common queue, then likewise those with a deadline ahead, then those that owe no
-- answer; at last the other zones that they read. `_zones` restricts the zones; '{}' doesn't. Escalations go to their
-- role only. Returns null if none is waiting. RI001: no rights.
CREATE OR REPLACE FUNCTION riad.take_next(_zones smallint[]) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me riad.rights := riad.session_rights();
    wanted smallint[] := coalesce(_zones, '{}');
    own smallint[];
    readable smallint[];
    place smallint[];
    part text;
    next_one uuid;
    conversation public.conversations;
    target_state text;
    undo riad.undo_entries;
BEGIN
    IF me.user_id IS NULL THEN
        RAISE EXCEPTION 'this login has no rights' USING ERRCODE = 'RI001';
    END IF;
    PERFORM riad.enforce_change_limit();
    readable := ARRAY(
        SELECT z.id FROM riad.zones z
        WHERE (NOT me.is_desk OR me.can_read_all OR z.id = ANY (me.readable_zones)) AND (wanted = '{}' OR z.id = ANY (wanted))
    );
    own := ARRAY(
        SELECT z FROM riad.effective_rights s CROSS JOIN unnest(s.zone_ids) z
        WHERE s.user_id = me.user_id AND z = ANY (readable)
    );
    <<looking>>
    FOREACH part IN ARRAY '{late,due,no_deadline}'::text[] LOOP
        FOR place IN
            SELECT p.zones FROM (VALUES (1, own), (2, ARRAY(SELECT z FROM unnest(readable) z WHERE z = 0))) AS p (nth, zones)
            ORDER BY p.nth
        LOOP
            next_one := riad.lock_next(me, place, part);
            EXIT looking WHEN next_one IS NOT NULL;
        END LOOP;
    END LOOP;
    IF next_one IS NULL THEN
        place := ARRAY(SELECT z FROM unnest(readable) z WHERE z <> 0 AND z <> ALL (own));
        next_one := coalesce(riad.lock_next(me, place, 'due'), riad.lock_next(me, place, 'no_deadline'));
    END IF;
    IF next_one IS NOT NULL THEN
        SELECT c.* INTO conversation FROM public.conversations c WHERE c.id = next_one;
        SELECT t.to_state INTO target_state FROM riad.state_transitions t
        WHERE t.action = 'claim' AND t.from_state = conversation.state;
        undo := riad.begin_undoable(me, 'take_next', conversation, NULL, 'take_next');
        PERFORM riad.end_undoable(undo, riad.assign(next_one, me.user_id, target_state));
    END IF;
    RETURN next_one;
END
$$;
GRANT EXECUTE ON FUNCTION riad.take_next TO riad_console;

-- Locks and returns the first conversation of a part of the inbox's order by deadline (`late`, `due`, `no_deadline`)
-- that waits in these zones for the user: unassigned, or for roles outside the desk, and of escalations, transferred to
-- their role. Null if there is none. Skips rows locked by others.
CREATE OR REPLACE FUNCTION riad.lock_next(_user riad.rights, _zones smallint[], _part text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    scope riad.inbox_scope;
    moment timestamptz := CASE _part WHEN 'late' THEN clock_timestamp() ELSE 'infinity' END;
    reach integer := 40;
    -- Before the first of either part.
    next_prio smallint := 32767;
    next_at timestamptz := '-infinity';
    next_id uuid := '00000000-0000-0000-0000-000000000000';
    step record;
    found_one uuid;
BEGIN
    IF _zones = '{}' THEN
        RETURN NULL;
    END IF;
    scope.user_id := _user.user_id;
    scope.role := _user.role;
    IF NOT _user.is_desk THEN
        scope.by_role := _zones;
    ELSIF cardinality(_zones) <= 3 THEN
        scope.unassigned_by_zone := _zones;
    ELSE
        scope.unassigned := _zones;
    END IF;
    LOOP
        SELECT array_agg(s.id) AS ids, count(*) AS rows, (array_agg(s.prio))[count(*)] AS prio,
            (array_agg(coalesce(s.sla_due_at, s.last_message_at)))[count(*)] AS at
        INTO step
        FROM riad.run_inbox_scans(scope, '{NOUVELLE,EN_COURS,EN_ATTENTE,TRANSFÉRÉE}', '{0,1,2,3}',
            CASE _part WHEN 'late' THEN 'due' ELSE _part END, false, false, next_prio, next_at, next_id, reach) s;
        EXIT WHEN step.rows = 0;
        SELECT c.id INTO found_one
        FROM unnest(step.ids) WITH ORDINALITY AS scan (id, ordinal)
        JOIN public.conversations c ON c.id = scan.id
        WHERE c.is_open AND c.assigned_agent_id IS NULL AND c.sla_due_at <= moment
            AND (c.transferred_to_role = _user.role OR c.transferred_to_role IS NULL AND _user.is_desk)
        ORDER BY scan.ordinal
        LIMIT 1 FOR NO KEY UPDATE OF c SKIP LOCKED;
        EXIT WHEN found_one IS NOT NULL OR step.rows < reach OR step.at > moment;
        next_prio := step.prio;
        next_at := step.at;
        next_id := step.ids[step.rows];
        reach := least(4 * reach, 1000);
    END LOOP;
    RETURN found_one;
END
$$;

-- Transfers a conversation to a person (EN_COURS) or to a role (TRANSFÉRÉE, until a member of it claims it). RI001: not
-- permitted. RI002: no such conversation. RI004: finished. RI005: archived. RI007: reassigned since that version.
-- RI010: no reason, or an impossible target: none, the current assignee, or somebody without rights.
CREATE OR REPLACE FUNCTION riad.transfer(
    _conversation_id uuid, _assignee_id uuid, _role text, _reason text, _assign_version integer
) RETURNS riad.change_result
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me riad.rights := riad.session_rights();
    conversation public.conversations := riad.lock_readable(me, _conversation_id);
    reason text := riad.clean_reason(_reason);
    undo riad.undo_entries;
BEGIN
    IF conversation.state = 'ARCHIVÉE' THEN
        RAISE EXCEPTION 'an archived conversation is read-only' USING ERRCODE = 'RI005';
    ELSIF conversation.assign_version IS DISTINCT FROM _assign_version THEN
        RAISE EXCEPTION 'the conversation was assigned to somebody else' USING ERRCODE = 'RI007';
    ELSIF NOT me.supervises AND conversation.assigned_agent_id IS DISTINCT FROM me.user_id THEN
        RAISE EXCEPTION 'only its assignee may transfer this conversation' USING ERRCODE = 'RI001';
    ELSIF NOT riad.is_allowed_transition('transfer_to_person', conversation.state, 'EN_COURS') THEN
        RAISE EXCEPTION 'a conversation that is % cannot be transferred', conversation.state USING ERRCODE = 'RI004';
    ELSIF num_nonnulls(_assignee_id, _role) <> 1 OR _assignee_id = conversation.assigned_agent_id
        OR _role = conversation.transferred_to_role
        OR _assignee_id IS NOT NULL AND NOT riad.is_assignable(_assignee_id, conversation.transferred_to_role)
        OR _role IS NOT NULL AND NOT EXISTS (
            SELECT FROM riad.effective_rights s
            WHERE s.role = _role AND s.user_id <> me.user_id AND riad.is_assignable(s.user_id, _role)
        )
    THEN
        RAISE EXCEPTION 'this conversation cannot be transferred there' USING ERRCODE = 'RI010';
    END IF;
    undo := riad.begin_undoable(me, 'transfer', conversation, NULL,
        CASE WHEN _role IS NULL THEN 'transfer' ELSE 'escalation' END, reason);
    IF _assignee_id IS NOT NULL THEN
        conversation := riad.assign(conversation.id, _assignee_id, 'EN_COURS');
    ELSE
        UPDATE public.conversations c
        SET assigned_agent_id = NULL, assigned_chatbot_id = NULL, transferred_to_role = _role, state = 'TRANSFÉRÉE',
            assign_version = c.assign_version + 1, updated_at = clock_timestamp()
        WHERE c.id = conversation.id
        RETURNING c.* INTO conversation;
    END IF;
    PERFORM riad.end_undoable(undo, conversation);
    RETURN riad.change_result(conversation);
END
$$;
GRANT EXECUTE ON FUNCTION riad.transfer TO riad_console;

-- Trims the reason. RI010 unless it has 1 to 500 characters, not all blank.
CREATE OR REPLACE FUNCTION riad.clean_reason(_reason text) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF _reason IS NULL OR char_length(btrim(_reason)) NOT BETWEEN 1 AND 500
        OR _reason !~ '[^\s\u00a0\u200b-\u200f\u2028-\u202f\u2060-\u206f\u3000\ufeff]'
    THEN
        RAISE EXCEPTION 'a reason needs 1 to 500 characters' USING ERRCODE = 'RI010';
    END IF;
    RETURN btrim(_reason);
END
$$;

-- Returns whether a conversation can be assigned to this person: current rights, can log in, and of the desk or of the
-- role that it was transferred to.
CREATE OR REPLACE FUNCTION riad.is_assignable(_user_id uuid, _transferred_to_role text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT EXISTS (
        SELECT FROM riad.effective_rights s
        JOIN pg_catalog.pg_roles r ON r.rolname = s.login AND r.rolcanlogin
        WHERE s.user_id = _user_id AND s.expires_at > clock_timestamp() AND (s.is_desk OR s.role = _transferred_to_role)
    );
END;

-- Returns the desk members with current rights who can log in.
CREATE OR REPLACE FUNCTION riad.colleagues() RETURNS TABLE (
    user_id uuid, name text, role text, zone_ids smallint[], load bigint, last_assigned_at timestamptz
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT riad.is_desk() THEN
        RAISE EXCEPTION 'not permitted to see colleagues' USING ERRCODE = 'RI001';
    END IF;
    RETURN QUERY
    SELECT s.user_id, coalesce(riad.person_name(s.user_id), ''), s.role, s.zone_ids, coalesce(busy.load, 0),
        (SELECT max(a.created_at) FROM riad.assignments a WHERE a.to_agent_id = s.user_id)
    FROM riad.effective_rights s
    JOIN pg_catalog.pg_roles r ON r.rolname = s.login AND r.rolcanlogin
    LEFT JOIN (
        SELECT c.assigned_agent_id, count(*) AS load FROM public.conversations c
        WHERE c.is_open AND c.assigned_agent_id IS NOT NULL GROUP BY c.assigned_agent_id
    ) busy ON busy.assigned_agent_id = s.user_id
    WHERE s.is_desk AND s.expires_at > clock_timestamp()
    ORDER BY 2, 1;
END
$$;
GRANT EXECUTE ON FUNCTION riad.colleagues TO riad_console;
