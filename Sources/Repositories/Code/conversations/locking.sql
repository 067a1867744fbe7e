-- Locks a conversation for a change, with checks.

-- Returns the conversation, locked with its head. RI002: not visible to the user. RI001: no rights. RI012: merged while
-- waiting for the lock.
CREATE OR REPLACE FUNCTION riad.lock_readable(_user riad.rights, _conversation_id uuid) RETURNS public.conversations
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    head_id uuid;
    found_one public.conversations;
BEGIN
    IF _user.user_id IS NULL THEN
        RAISE EXCEPTION 'this login has no rights' USING ERRCODE = 'RI001';
    END IF;
    PERFORM riad.enforce_change_limit();
    SELECT c.merged_into INTO head_id FROM public.conversations c WHERE c.id = _conversation_id;
    IF head_id IS NOT NULL THEN
        PERFORM FROM public.conversations h WHERE h.id = head_id FOR NO KEY UPDATE;
    END IF;
    SELECT c.* INTO found_one FROM public.conversations c
    WHERE c.id = _conversation_id AND (
        _user.can_read_all OR c.zone_id = ANY (_user.readable_zones) OR c.assigned_agent_id = _user.user_id
        OR c.transferred_to_role = _user.role
    )
    FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such conversation' USING ERRCODE = 'RI002';
    ELSIF found_one.merged_into IS NOT NULL AND found_one.merged_into IS DISTINCT FROM head_id THEN
        RAISE EXCEPTION 'the conversation was merged into another' USING ERRCODE = 'RI012';
    END IF;
    RETURN found_one;
END
$$;

-- Returns the conversation, locked, if the current user may change its state, priority and tags.
CREATE OR REPLACE FUNCTION riad.lock_changeable(_conversation_id uuid) RETURNS public.conversations
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me riad.rights := riad.session_rights();
    conversation public.conversations := riad.lock_readable(me, _conversation_id);
BEGIN
    IF NOT me.supervises AND conversation.assigned_agent_id IS DISTINCT FROM me.user_id THEN
        RAISE EXCEPTION 'only its assignee may change this conversation' USING ERRCODE = 'RI001';
    END IF;
    IF conversation.state = 'ARCHIVÉE' THEN
        RAISE EXCEPTION 'an archived conversation is read-only' USING ERRCODE = 'RI005';
    END IF;
    RETURN conversation;
END
$$;

-- Locks a member's head: locks within a thread start with its head.
CREATE OR REPLACE FUNCTION riad.lock_thread_head(_conversation_id uuid) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    head_id uuid;
BEGIN
    SELECT c.merged_into INTO head_id FROM public.conversations c WHERE c.id = _conversation_id;
    IF head_id IS NOT NULL THEN
        PERFORM FROM public.conversations h WHERE h.id = head_id FOR NO KEY UPDATE;
    END IF;
    RETURN head_id;
END
$$;

-- Locks conversations and their heads: heads first, each in the order of their ids.
CREATE OR REPLACE FUNCTION riad.lock_threads(_conversation_ids uuid[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM FROM public.conversations c
    WHERE c.id = ANY (_conversation_ids || ARRAY(
        SELECT m.merged_into FROM public.conversations m
        WHERE m.id = ANY (_conversation_ids) AND m.merged_into IS NOT NULL
    ))
    ORDER BY c.merged_into IS NOT NULL, c.id FOR NO KEY UPDATE;
END
$$;

-- Returns a conversation as changes return it.
CREATE OR REPLACE FUNCTION riad.change_result(conversation public.conversations) RETURNS riad.change_result
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT conversation.state, conversation.priority, conversation.tags, conversation.assigned_agent_id,
        conversation.assign_version, conversation.last_seq, nullif(conversation.sla_due_at, 'infinity');
END;

-- Returns whether the action may change the state this way.
CREATE OR REPLACE FUNCTION riad.is_allowed_transition(_action text, _from text, _to text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM riad.state_transitions t WHERE t.action = _action AND t.from_state = _from AND t.to_state = _to
    );
END
$$;

-- Returns whether the state is a finished one.
CREATE OR REPLACE FUNCTION riad.is_finished(_state text) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT _state IN ('RÉSOLUE', 'CLÔTURÉE', 'ARCHIVÉE');
END;
