-- Assignment: claim, release, assign, transfer.

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
    UPDATE public.conversations c
    SET assigned_agent_id = me.user_id, assigned_chatbot_id = NULL, transferred_to_role = NULL, state = target_state,
        assign_version = c.assign_version + 1, updated_at = clock_timestamp()
    WHERE c.id = conversation.id
    RETURNING c.* INTO conversation;
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
BEGIN
    IF conversation.assigned_agent_id IS DISTINCT FROM me.user_id THEN
        RAISE EXCEPTION 'only its assignee may release this conversation' USING ERRCODE = 'RI001';
    END IF;
    IF NOT riad.is_allowed_transition('release', conversation.state, 'NOUVELLE') THEN
        RAISE EXCEPTION 'a conversation that is % cannot be released', conversation.state USING ERRCODE = 'RI004';
    END IF;
    UPDATE public.conversations c
    SET assigned_agent_id = NULL, state = 'NOUVELLE', assign_version = c.assign_version + 1,
        updated_at = clock_timestamp()
    WHERE c.id = conversation.id
    RETURNING c.* INTO conversation;
    RETURN riad.change_result(conversation);
END
$$;
GRANT EXECUTE ON FUNCTION riad.release TO riad_console;

-- Claims the most urgent waiting conversation that the caller may claim: own zones first, then the other readable ones.
-- `_zones` restricts the zones; '{}' doesn't. Escalations go to their role only. Returns null if none is waiting.
-- RI001: no rights.
CREATE OR REPLACE FUNCTION riad.take_next(_zones smallint[]) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me riad.rights := riad.session_rights();
    wanted smallint[] := coalesce(_zones, '{}');
    own smallint[];
    rest smallint[];
    next_one uuid;
    target_state text;
BEGIN
    IF me.user_id IS NULL THEN
        RAISE EXCEPTION 'this login has no rights' USING ERRCODE = 'RI001';
    END IF;
    PERFORM riad.enforce_change_limit();
    SELECT s.zone_ids INTO own FROM riad.effective_rights s WHERE s.user_id = me.user_id;
    IF NOT me.is_desk THEN
        next_one := riad.lock_next_for_role(me.role, own, wanted);
    ELSE
        own := ARRAY(SELECT z FROM unnest(own) z WHERE wanted = '{}' OR z = ANY (wanted));
        rest := CASE WHEN me.can_read_all THEN nullif(wanted, '{}') ELSE me.readable_zones END;
        rest := ARRAY(
            SELECT DISTINCT z FROM unnest(rest) z WHERE z <> ALL (own) AND (wanted = '{}' OR z = ANY (wanted))
        );
        next_one := coalesce(
            riad.lock_next(own, '{}', me.role),
            riad.lock_next(CASE WHEN NOT me.can_read_all OR wanted <> '{}' THEN rest END, own, me.role)
        );
    END IF;
    IF next_one IS NOT NULL THEN
        SELECT t.to_state INTO target_state FROM public.conversations c
        JOIN riad.state_transitions t ON t.action = 'claim' AND t.from_state = c.state
        WHERE c.id = next_one;
        PERFORM riad.begin_action('take_next', NULL);
        PERFORM riad.assign(next_one, me.user_id, target_state);
        PERFORM riad.end_action();
    END IF;
    RETURN next_one;
END
$$;
GRANT EXECUTE ON FUNCTION riad.take_next TO riad_console;

-- Locks and returns the most urgent waiting conversation of the zones ('{}': none; null: all but `_except`); null if
-- there is none. Includes escalations to `_role` only. Skips rows locked by others.
CREATE OR REPLACE FUNCTION riad.lock_next(_zones smallint[], _except smallint[], _role text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    reach integer := 40;
    looked_at bigint;
    next_one uuid;
BEGIN
    IF _zones IS NULL THEN
        WITH next AS MATERIALIZED (
            SELECT c.id FROM public.conversations c
            WHERE c.is_open AND c.assigned_agent_id IS NULL AND c.zone_id <> ALL (_except)
                AND (c.transferred_to_role IS NULL OR c.transferred_to_role = _role)
            ORDER BY c.prio DESC, c.last_message_at, c.id
            LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED
        )
        SELECT next.id INTO next_one FROM next;
        RETURN next_one;
    END IF;
    -- Merges the heads of the zones' queues; goes further down only if all of those are locked.
    LOOP
        WITH head AS MATERIALIZED (
            SELECT h.id, h.prio, h.last_message_at
            FROM unnest(_zones) AS z (id)
            CROSS JOIN LATERAL (
                SELECT c.id, c.prio, c.last_message_at FROM public.conversations c
                WHERE c.is_open AND c.assigned_agent_id IS NULL AND c.zone_id = z.id
                    AND (c.transferred_to_role IS NULL OR c.transferred_to_role = _role)
                ORDER BY c.prio DESC, c.last_message_at, c.id
                LIMIT reach
            ) h
            ORDER BY h.prio DESC, h.last_message_at, h.id
            LIMIT reach
        ), next AS MATERIALIZED (
            SELECT c.id FROM head h
            JOIN public.conversations c ON c.id = h.id
            WHERE c.is_open AND c.assigned_agent_id IS NULL
                AND (c.transferred_to_role IS NULL OR c.transferred_to_role = _role)
            ORDER BY h.prio DESC, h.last_message_at, h.id
            LIMIT 1 FOR NO KEY UPDATE OF c SKIP LOCKED
        )
        SELECT (SELECT count(*) FROM head), (SELECT next.id FROM next) INTO looked_at, next_one;
        EXIT WHEN next_one IS NOT NULL OR looked_at < reach;
        reach := reach * 4;
    END LOOP;
    RETURN next_one;
END
$$;

-- For roles outside the desk: conversations transferred to the role, own zones first; of a merged thread its head.
CREATE OR REPLACE FUNCTION riad.lock_next_for_role(_role text, _own_zones smallint[], _zones smallint[]) RETURNS uuid
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT c.id FROM public.conversations c
    WHERE c.transferred_to_role = _role AND c.state = 'TRANSFÉRÉE' AND c.assigned_agent_id IS NULL
        AND c.merged_into IS NULL AND (_zones = '{}' OR c.zone_id = ANY (_zones))
    ORDER BY c.zone_id = ANY (_own_zones) DESC, c.prio DESC, c.last_message_at, c.id
    LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED;
END;

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
    PERFORM riad.begin_action(CASE WHEN _role IS NULL THEN 'transfer' ELSE 'escalation' END, reason);
    IF _assignee_id IS NOT NULL THEN
        conversation := riad.assign(conversation.id, _assignee_id, 'EN_COURS');
    ELSE
        UPDATE public.conversations c
        SET assigned_agent_id = NULL, assigned_chatbot_id = NULL, transferred_to_role = _role, state = 'TRANSFÉRÉE',
            assign_version = c.assign_version + 1, updated_at = clock_timestamp()
        WHERE c.id = conversation.id
        RETURNING c.* INTO conversation;
    END IF;
    PERFORM riad.end_action();
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
