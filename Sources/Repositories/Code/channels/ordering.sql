-- When a message was sent, and its place in the thread by that.

-- Returns when a message was sent: as the channel says, but never in the future, nor more than twenty years ago.
CREATE OR REPLACE FUNCTION riad.sending_time(_sent_at timestamptz, _received_at timestamptz) RETURNS timestamptz
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT least(greatest(coalesce(_sent_at, _received_at), _received_at - interval '20 years'), _received_at);
END;

-- Returns whether a message that comes in now belongs to the past and asks for no answer: it is older than a week, or
-- older than a day and somebody has answered since.
CREATE OR REPLACE FUNCTION riad.is_history(_conversation_id uuid, _sent_at timestamptz, _received_at timestamptz) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN _sent_at < _received_at - interval '7 days' OR _sent_at < _received_at - interval '1 day' AND EXISTS (
        SELECT FROM public.conversation_messages m
        WHERE m.conversation_id = _conversation_id AND m.created_at > _sent_at AND NOT m.is_internal
            AND m.sender_type IN ('agent', 'chatbot', 'ai')
    );
END
$$;

-- Returns the number of a message sent at that moment in its conversation, which is locked: after everything sent before.
-- Makes room for it. Behind more than a thousand later ones it comes last: moving those would hold up the house.
CREATE OR REPLACE FUNCTION riad.make_room(conversation public.conversations, _sent_at timestamptz, _is_read boolean)
RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    place bigint := conversation.last_seq + 1;
BEGIN
    IF conversation.last_seq > 0 AND riad.message_time(conversation.id, conversation.last_seq) > _sent_at THEN
        place := 1 + coalesce((
            SELECT m.seq FROM public.conversation_messages m
            WHERE m.conversation_id = conversation.id AND m.created_at <= _sent_at ORDER BY m.seq DESC LIMIT 1
        ), 0);
        IF conversation.last_seq - place >= 1000 THEN
            RETURN conversation.last_seq + 1;
        END IF;
        PERFORM riad.renumber_messages(conversation.id, place, 1);
        -- What comes in late counts as unread, also among what is read; history counts as read there.
        UPDATE riad.read_marks r SET last_read_seq = r.last_read_seq + 1
        WHERE _is_read AND r.conversation_id = conversation.id AND r.last_read_seq >= place;
        PERFORM riad.bump_thread_version(conversation);
    ELSIF (conversation.members > 0 OR conversation.merged_into IS NOT NULL) AND EXISTS (
        SELECT FROM public.conversations c
        WHERE (c.id = coalesce(conversation.merged_into, conversation.id)
                OR c.merged_into = coalesce(conversation.merged_into, conversation.id))
            AND c.id <> conversation.id AND riad.message_time(c.id, c.last_seq) > _sent_at
    ) THEN
        PERFORM riad.bump_thread_version(conversation);
    END IF;
    RETURN place;
END
$$;

-- Adds `_by` to the numbers of a conversation's messages from `_from` on, and to whatever names them.
CREATE OR REPLACE FUNCTION riad.renumber_messages(_conversation_id uuid, _from bigint, _by bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    moved record;
BEGIN
    -- One by one, away from the gap: each number is unique.
    FOR moved IN
        SELECT m.id, m.seq FROM public.conversation_messages m
        WHERE m.conversation_id = _conversation_id AND m.seq >= _from ORDER BY m.seq * -sign(_by)
    LOOP
        UPDATE public.conversation_messages m SET seq = moved.seq + _by WHERE m.id = moved.id;
        UPDATE riad.responses r SET seq = moved.seq + _by WHERE r.conversation_id = _conversation_id AND r.seq = moved.seq;
        UPDATE riad.outgoing_messages o SET seq = moved.seq + _by WHERE o.message_id = moved.id;
    END LOOP;
END
$$;

-- Consoles read a thread anew whose messages have other numbers than before.
CREATE OR REPLACE FUNCTION riad.bump_thread_version(conversation public.conversations) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE public.conversations c SET thread_version = c.thread_version + 1
    WHERE c.id IN (conversation.id, conversation.merged_into);
END
$$;
