-- Changing a conversation: state, priority, tags, who has it, and how far somebody has read.
SET LOCAL ROLE riad_owner;

-- What a change leaves; sla_due_at is null where no answer is owed.
CREATE TYPE riad.conversation_head AS (
    state text, priority text, tags text[], assigned_agent_id uuid, assign_version integer, last_seq bigint,
    sla_due_at timestamptz
);

CREATE FUNCTION riad.head(conversation public.conversations) RETURNS riad.conversation_head
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT conversation.state, conversation.priority, conversation.tags, conversation.assigned_agent_id,
        conversation.assign_version, conversation.last_seq, nullif(conversation.sla_due_at, 'infinity');
END;

-- The conversation, locked, where the session's person may change its state, priority or tags.
CREATE FUNCTION riad.lock_changeable(_conversation_id uuid) RETURNS public.conversations
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me riad.rights := riad.session_rights();
    talk public.conversations := riad.lock_readable(me, _conversation_id);
BEGIN
    IF NOT me.supervises AND talk.assigned_agent_id IS DISTINCT FROM me.user_id THEN
        RAISE EXCEPTION 'only its assignee may change this conversation' USING ERRCODE = 'RI001';
    END IF;
    IF talk.state = 'ARCHIVÉE' THEN
        RAISE EXCEPTION 'an archived conversation is read-only' USING ERRCODE = 'RI005';
    END IF;
    RETURN talk;
END
$$;

-- RI001, RI002, RI004 where this state may not follow by hand, RI005 archived.
CREATE FUNCTION riad.set_state(_conversation_id uuid, _state text) RETURNS riad.conversation_head
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    talk public.conversations := riad.lock_changeable(_conversation_id);
BEGIN
    IF talk.state = _state THEN
        RETURN riad.head(talk);
    END IF;
    IF NOT riad.is_legal('by_hand', talk.state, _state) THEN
        RAISE EXCEPTION 'this state may not follow %', talk.state USING ERRCODE = 'RI004';
    END IF;
    IF _state = 'ARCHIVÉE' AND NOT riad.supervises() THEN
        RAISE EXCEPTION 'only a superviseur may archive' USING ERRCODE = 'RI001';
    END IF;
    UPDATE public.conversations c
    SET state = _state, updated_at = clock_timestamp(),
        -- NOUVELLE means that nobody is on it; a finished conversation owes no answer.
        assigned_agent_id = CASE WHEN _state <> 'NOUVELLE' THEN c.assigned_agent_id END,
        assign_version = c.assign_version + (_state = 'NOUVELLE' AND c.assigned_agent_id IS NOT NULL)::integer,
        transferred_to_role = NULL,
        sla_due_at = CASE WHEN _state IN ('RÉSOLUE', 'CLÔTURÉE', 'ARCHIVÉE') THEN 'infinity' ELSE c.sla_due_at END
    WHERE c.id = talk.id
    RETURNING c.* INTO talk;
    RETURN riad.head(talk);
END
$$;

-- A running answer time becomes the new priority's, counted from the same moment. RI010: no such priority.
CREATE FUNCTION riad.set_priority(_conversation_id uuid, _priority text) RETURNS riad.conversation_head
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    talk public.conversations := riad.lock_changeable(_conversation_id);
BEGIN
    IF _priority IS NULL OR NOT EXISTS (SELECT FROM riad.sla_targets t WHERE t.priority = _priority) THEN
        RAISE EXCEPTION 'there is no such priority' USING ERRCODE = 'RI010';
    END IF;
    UPDATE public.conversations c
    SET priority = _priority, updated_at = clock_timestamp(),
        sla_due_at = c.sla_due_at
            + (riad.answer_due(_priority, talk.last_message_at) - riad.answer_due(talk.priority, talk.last_message_at))
    WHERE c.id = talk.id
    RETURNING c.* INTO talk;
    RETURN riad.head(talk);
END
$$;

-- Puts these tags in place of the present ones. RI010: more than 20, or one that is empty, longer than 50 or has
-- characters that steer a terminal or the direction of text.
CREATE FUNCTION riad.set_tags(_conversation_id uuid, _tags text[]) RETURNS riad.conversation_head
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    talk public.conversations := riad.lock_changeable(_conversation_id);
BEGIN
    IF _tags IS NULL OR cardinality(_tags) > 20 OR EXISTS (
        SELECT FROM unnest(_tags) AS t (tag)
        WHERE tag IS NULL OR btrim(tag) = '' OR char_length(tag) > 50 
            OR tag ~ '[\u0001-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]'
    ) THEN
        RAISE EXCEPTION 'at most 20 tags of 1 to 50 characters' USING ERRCODE = 'RI010';
    END IF;
    UPDATE public.conversations c
    SET updated_at = clock_timestamp(), tags = ARRAY(
        SELECT btrim(t.tag) FROM unnest(_tags) WITH ORDINALITY AS t (tag, place)
        GROUP BY btrim(t.tag) ORDER BY min(t.place)
    )
    WHERE c.id = talk.id
    RETURNING c.* INTO talk;
    RETURN riad.head(talk);
END
$$;

-- Moves the reader's mark forward, never back, never past the last message. Returns where it stands. RI010: no number.
CREATE FUNCTION riad.mark_read(_conversation_id uuid, _seq bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me riad.rights := riad.session_rights();
    last_one bigint;
    mark bigint;
BEGIN
    IF _seq IS NULL THEN
        RAISE EXCEPTION 'a mark needs a message''s number' USING ERRCODE = 'RI010';
    END IF;
    SELECT c.last_seq INTO last_one FROM public.conversations c
    WHERE c.id = _conversation_id AND riad.may_read(me, c);
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such conversation' USING ERRCODE = 'RI002';
    END IF;
    INSERT INTO riad.read_marks AS m (user_id, conversation_id, last_read_seq)
    VALUES (me.user_id, _conversation_id, greatest(least(_seq, last_one), 0))
    ON CONFLICT (user_id, conversation_id) DO UPDATE
        SET last_read_seq = greatest(m.last_read_seq, excluded.last_read_seq), read_at = clock_timestamp()
    RETURNING m.last_read_seq INTO mark;
    RETURN mark;
END
$$;

-- Takes a conversation that is nobody's. Whoever has it already keeps it; RI007 where somebody else was first, RI001
-- where it isn't the caller's to take, RI004 where it is finished.
CREATE FUNCTION riad.claim(_conversation_id uuid) RETURNS riad.conversation_head
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me riad.rights := riad.session_rights();
    talk public.conversations := riad.lock_readable(me, _conversation_id);
    goal text;
BEGIN
    IF talk.assigned_agent_id = me.user_id THEN
        RETURN riad.head(talk);
    END IF;
    IF talk.assigned_agent_id IS NOT NULL THEN
        RAISE EXCEPTION 'somebody else has this conversation' USING ERRCODE = 'RI007';
    END IF;
    IF NOT me.is_desk AND talk.transferred_to_role IS DISTINCT FROM me.role THEN
        RAISE EXCEPTION 'not permitted to claim this conversation' USING ERRCODE = 'RI001';
    END IF;
    SELECT t.to_state INTO goal FROM riad.state_transitions t WHERE t.act = 'claim' AND t.from_state = talk.state;
    IF goal IS NULL THEN
        RAISE EXCEPTION 'a conversation that is % cannot be claimed', talk.state USING ERRCODE = 'RI004';
    END IF;
    UPDATE public.conversations c
    SET assigned_agent_id = me.user_id, assigned_chatbot_id = NULL, transferred_to_role = NULL, state = goal,
        assign_version = c.assign_version + 1, updated_at = clock_timestamp()
    WHERE c.id = talk.id
    RETURNING c.* INTO talk;
    RETURN riad.head(talk);
END
$$;

-- Gives an own conversation back to the queue. RI001 where it isn't the caller's, RI004 where it is finished.
CREATE FUNCTION riad.release(_conversation_id uuid) RETURNS riad.conversation_head
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me riad.rights := riad.session_rights();
    talk public.conversations := riad.lock_readable(me, _conversation_id);
BEGIN
    IF talk.assigned_agent_id IS DISTINCT FROM me.user_id THEN
        RAISE EXCEPTION 'only its assignee may release a conversation' USING ERRCODE = 'RI001';
    END IF;
    IF NOT riad.is_legal('release', talk.state, 'NOUVELLE') THEN
        RAISE EXCEPTION 'a conversation that is % cannot be released', talk.state USING ERRCODE = 'RI004';
    END IF;
    UPDATE public.conversations c
    SET assigned_agent_id = NULL, state = 'NOUVELLE', assign_version = c.assign_version + 1,
        updated_at = clock_timestamp()
    WHERE c.id = talk.id
    RETURNING c.* INTO talk;
    RETURN riad.head(talk);
END
$$;

-- RI001 for everybody below administrateur; RI002 for a key that isn't there; RI010 for a value that it can't have.
CREATE FUNCTION riad.set_setting(_key text, _value jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT riad.administers() THEN
        RAISE EXCEPTION 'not permitted to change settings' USING ERRCODE = 'RI001';
    END IF;
    UPDATE riad.settings s SET value = _value, updated_at = clock_timestamp() WHERE s.key = _key;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such setting' USING ERRCODE = 'RI002';
    END IF;
EXCEPTION WHEN check_violation OR not_null_violation OR invalid_text_representation THEN
    RAISE EXCEPTION 'this setting cannot have this value' USING ERRCODE = 'RI010';
END
$$;

GRANT EXECUTE ON FUNCTION riad.set_state, riad.set_priority, riad.set_tags, riad.mark_read, riad.claim, riad.release,
    riad.set_setting TO riad_console;
