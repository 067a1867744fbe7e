-- Sending: one function, one transaction, under the conversation's row lock. It never notifies; `riad.announce` does.
SET LOCAL ROLE riad_owner;

-- The conversation, locked, or RI002 where it isn't there for this reader (RI001 where they have no rights at all).
CREATE FUNCTION riad.lock_readable(reader riad.rights, _conversation_id uuid) RETURNS public.conversations
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    found_one public.conversations;
BEGIN
    IF reader.user_id IS NULL THEN
        RAISE EXCEPTION 'this login has no rights' USING ERRCODE = 'RI001';
    END IF;
    SELECT c.* INTO found_one FROM public.conversations c
    WHERE c.id = _conversation_id AND riad.may_read(reader, c)
    FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such conversation' USING ERRCODE = 'RI002';
    END IF;
    RETURN found_one;
END
$$;

CREATE FUNCTION riad.is_legal(_act text, _from text, _to text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT EXISTS (
        SELECT FROM riad.state_transitions t WHERE t.act = _act AND t.from_state = _from AND t.to_state = _to
    );
END;

-- When an answer to a message that came at that moment is due.
CREATE FUNCTION riad.answer_due(_priority text, _since timestamptz) RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT _since + make_interval(mins => t.reply_minutes) FROM riad.sla_targets t WHERE t.priority = _priority;
END;

CREATE FUNCTION riad.name_of(_user_id uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT nullif(concat_ws(' ', nullif(p.first_name, ''), nullif(p.last_name, '')), '')
    FROM public.profiles p WHERE p.user_id = _user_id;
END;

CREATE TYPE riad.receipt AS (
    seq bigint, created_at timestamptz, state text, assigned_agent_id uuid, already_sent boolean
);

-- The first try's receipt where this very message was stored before; null where the id is new; RI006 where it is
-- another message's.
CREATE FUNCTION riad.earlier_receipt(
    reader riad.rights, conversation public.conversations, _message_id uuid, _body text, _internal boolean
) RETURNS riad.receipt
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    earlier public.conversation_messages;
BEGIN
    SELECT m.* INTO earlier FROM public.conversation_messages m WHERE m.id = _message_id;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    IF earlier.sender_id IS DISTINCT FROM reader.user_id OR earlier.conversation_id <> conversation.id
        OR earlier.message_content <> _body OR earlier.is_internal <> _internal
    THEN
        RAISE EXCEPTION 'this message id belongs to another message' USING ERRCODE = 'RI006';
    END IF;
    RETURN ROW(earlier.seq, earlier.created_at, conversation.state, conversation.assigned_agent_id, true)::riad.receipt;
END
$$;

-- What a person's reply makes of the conversation: who has it, and in which state. RI001 where the person may not reply.
CREATE FUNCTION riad.after_reply(reader riad.rights, conversation public.conversations, _and_wait boolean)
RETURNS public.conversations
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF conversation.assigned_agent_id IS NULL AND reader.role = 'agent' THEN
        conversation.assigned_agent_id := reader.user_id;
        conversation.assigned_chatbot_id := NULL;
        conversation.transferred_to_role := NULL;
        conversation.assign_version := conversation.assign_version + 1;
        IF riad.is_legal('claim', conversation.state, 'EN_COURS') THEN
            conversation.state := 'EN_COURS';
        END IF;
    ELSIF NOT reader.supervises AND conversation.assigned_agent_id IS DISTINCT FROM reader.user_id THEN
        RAISE EXCEPTION 'only its assignee may reply to the guest' USING ERRCODE = 'RI001';
    END IF;
    IF _and_wait AND riad.is_legal('reply_and_wait', conversation.state, 'EN_ATTENTE') THEN
        conversation.state := 'EN_ATTENTE';
    END IF;
    RETURN conversation;
END
$$;

-- Stores a reply to the guest, or a note. Sending the same again returns the first receipt.
-- RI001 not permitted; RI002 not there; RI003 the thread moved past expected_seq (null: don't ask); RI005 archived;
-- RI006 the id is another message's; RI010 an empty or too long body.
CREATE FUNCTION riad.send_message(
    _message_id uuid, _conversation_id uuid, _body text, _internal boolean, _expected_seq bigint, _and_wait boolean
) RETURNS riad.receipt
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me riad.rights := riad.session_rights();
    talk public.conversations := riad.lock_readable(me, _conversation_id);
    receipt riad.receipt;
    moment timestamptz := clock_timestamp();
BEGIN
    IF _message_id IS NULL OR _internal IS NULL OR _body IS NULL OR octet_length(_body) > 262144
        OR _body !~ '[^\s\u00a0\u200b-\u200f\u2028-\u202f\u2060-\u206f\u3000\ufeff]'
    THEN
        RAISE EXCEPTION 'a message needs an id and between 1 byte and 256 KiB of text' USING ERRCODE = 'RI010';
    END IF;
    receipt := riad.earlier_receipt(me, talk, _message_id, _body, _internal);
    IF receipt.seq IS NOT NULL THEN
        RETURN receipt;
    END IF;
    IF talk.state = 'ARCHIVÉE' THEN
        RAISE EXCEPTION 'an archived conversation takes no message' USING ERRCODE = 'RI005';
    END IF;
    IF NOT _internal THEN
        talk := riad.after_reply(me, talk, coalesce(_and_wait, false));
        talk.last_message_at := greatest(moment, talk.last_message_at);
        talk.last_message_content := left(_body, 500);
        talk.last_sender_type := 'agent';
        talk.sla_due_at := 'infinity';
    END IF;
    IF _expected_seq <> talk.last_seq THEN
        RAISE EXCEPTION 'the conversation has moved: its last message is %', talk.last_seq USING ERRCODE = 'RI003';
    END IF;

    UPDATE public.conversations c
    SET last_seq = talk.last_seq + 1, updated_at = moment, state = talk.state,
        assigned_agent_id = talk.assigned_agent_id, assigned_chatbot_id = talk.assigned_chatbot_id,
        transferred_to_role = talk.transferred_to_role, assign_version = talk.assign_version,
        last_message_at = talk.last_message_at, last_message_content = talk.last_message_content,
        last_sender_type = talk.last_sender_type, sla_due_at = talk.sla_due_at
    WHERE c.id = talk.id;
    BEGIN
        INSERT INTO public.conversation_messages (
            id, conversation_id, seq, sender_id, sender_type, sender_name, message_content, is_internal, created_at,
            channel_account, delivery_state
        ) VALUES (
            _message_id, talk.id, talk.last_seq + 1, me.user_id, 'agent', riad.name_of(me.user_id), _body, _internal,
            moment, CASE WHEN NOT _internal THEN talk.channel_account END, CASE WHEN NOT _internal THEN 'queued' END
        );
    EXCEPTION WHEN unique_violation THEN
        RAISE EXCEPTION 'this message id belongs to another message' USING ERRCODE = 'RI006';
    END;
    -- Who had read everything has read their own message too; who had not keeps what came in between as unread.
    INSERT INTO riad.read_marks AS mark (user_id, conversation_id, last_read_seq)
    SELECT me.user_id, talk.id, talk.last_seq + 1
    WHERE talk.last_seq = coalesce(_expected_seq, (
        SELECT r.last_read_seq FROM riad.read_marks r WHERE r.user_id = me.user_id AND r.conversation_id = talk.id
    ), 0)
    ON CONFLICT (user_id, conversation_id) DO UPDATE
        SET last_read_seq = excluded.last_read_seq, read_at = moment;
    RETURN ROW(talk.last_seq + 1, moment, talk.state, talk.assigned_agent_id, false)::riad.receipt;
END
$$;

-- Tells the listeners that a conversation changed: a hint, read again under row security. In a small transaction of
-- its own after the write, because a notification holds a lock of the whole database until its commit is on disk.
CREATE FUNCTION riad.announce(_conversation_id uuid) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT pg_notify('riad', _conversation_id::text);
END;

GRANT EXECUTE ON FUNCTION riad.send_message, riad.announce TO riad_console;
GRANT EXECUTE ON FUNCTION riad.announce TO riad_integration, riad_worker;
