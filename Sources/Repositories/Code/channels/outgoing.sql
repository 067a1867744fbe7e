-- Messages sent outside the console, and delivery reports.

-- Records a message sent outside the console: by a chatbot or an AI, or by an agent in the channel's own app.
-- Idempotent per (account, channel message id). The conversation is given by id or found by the guest's address; an
-- address that the channel vouches for comes before a claimed one. RI002: no such conversation. RI005: archived. RI010:
-- invalid message. RI014: the conversation is locked; try again.
CREATE OR REPLACE FUNCTION public.record_outgoing_message(
    _channel_account text, _channel_message_id text, _sender_type text, _body text,
    _conversation_id uuid DEFAULT NULL, _guest_address text DEFAULT NULL, _sender_name text DEFAULT NULL,
    _chatbot_id uuid DEFAULT NULL, _message_type text DEFAULT 'text', _attachments jsonb DEFAULT '[]',
    _metadata jsonb DEFAULT '{}'
) RETURNS riad.received_message
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '4s'
AS $$
DECLARE
    earlier riad.received_message;
    conversation public.conversations;
    moment timestamptz;
    message uuid := gen_random_uuid();
BEGIN
    PERFORM riad.require_channel_message(_channel_account, _channel_message_id, _body, _message_type, _attachments,
        _metadata);
    IF coalesce(_sender_type, '') NOT IN ('chatbot', 'ai', 'agent') THEN
        RAISE EXCEPTION 'an outgoing message is a chatbot''s, an ai''s or an agent''s' USING ERRCODE = 'RI010';
    END IF;
    _conversation_id := coalesce(_conversation_id, (
        SELECT latest.id FROM riad.guest_addresses a
        JOIN public.conversations latest
            ON latest.guest_id = a.guest_id AND latest.channel_account = a.channel_account
        WHERE a.channel_account = _channel_account AND a.address = ANY (riad.address_candidates(_guest_address))
        ORDER BY a.vouched_by = 'nobody', (latest.state <> 'ARCHIVÉE') DESC, latest.created_at DESC LIMIT 1
    ));
    PERFORM riad.lock_thread_head(_conversation_id);
    SELECT c.* INTO conversation FROM public.conversations c
    WHERE c.id = _conversation_id AND coalesce(c.channel_account, _channel_account) = _channel_account
    FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such conversation' USING ERRCODE = 'RI002';
    END IF;
    earlier := riad.find_channel_message(_channel_account, _channel_message_id);
    IF earlier.message_id IS NOT NULL THEN
        RETURN earlier;
    END IF;
    IF conversation.state = 'ARCHIVÉE' THEN
        RAISE EXCEPTION 'an archived conversation takes no message' USING ERRCODE = 'RI005';
    END IF;

    moment := clock_timestamp();
    -- A chatbot's answer is no response of a person, but leaves no answer owed.
    IF _sender_type = 'agent' THEN
        PERFORM riad.record_response(conversation, conversation.last_seq + 1, moment, NULL);
    END IF;
    UPDATE public.conversations c
    SET last_seq = conversation.last_seq + 1, last_message_at = greatest(moment, c.last_message_at),
        last_message_content = left(_body, 500), last_sender_type = _sender_type, updated_at = moment,
        owed_since = NULL,
        assigned_chatbot_id = CASE
            WHEN c.assigned_agent_id IS NULL THEN coalesce(_chatbot_id, c.assigned_chatbot_id) END
    WHERE c.id = conversation.id;
    BEGIN
        INSERT INTO public.conversation_messages (
            id, conversation_id, seq, sender_type, sender_name, message_content, message_type, attachment_ids,
            is_automated, metadata, created_at, channel_account, channel_message_id, delivery_state, sent_at
        ) VALUES (
            message, conversation.id, conversation.last_seq + 1, _sender_type, left(_sender_name, 200), _body,
            _message_type, riad.store_attachments(conversation.id, _attachments), _sender_type <> 'agent',
            coalesce(_metadata, '{}'), moment, _channel_account, _channel_message_id, 'sent', moment
        );
    EXCEPTION WHEN unique_violation THEN
        RAISE EXCEPTION 'this channel message was recorded in another conversation' USING ERRCODE = 'RI006';
    END;
    RETURN ROW(conversation.id, message, conversation.last_seq + 1, false)::riad.received_message;
EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
    PERFORM riad.raise_lock_conflict();
END
$$;
GRANT EXECUTE ON FUNCTION public.record_outgoing_message(
    text, text, text, text, uuid, text, text, uuid, text, jsonb, jsonb
) TO riad_integration;

-- Returns the position of a delivery state in its sequence; null for an unknown state.
CREATE OR REPLACE FUNCTION riad.delivery_rank(_state text) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT array_position(ARRAY['queued', 'sent', 'failed', 'delivered', 'read'], _state);
END;

-- Records the delivery of an outgoing message. Reports may be repeated and arrive in any order: the state only moves
-- forward (queued, sent, failed, delivered, read), and the first timestamp of each state is kept. The message is given
-- by its id, by the channel's id, or by both, which stores the channel's id. An account reports on its own messages
-- only. Returns the current state. RI002: no such message, or another account's. RI006: the channel's id belongs to
-- another message. RI010: unknown state or impossible time. RI014: the message is locked; try again.
CREATE OR REPLACE FUNCTION public.report_delivery(
    _state text, _message_id uuid DEFAULT NULL, _channel_account text DEFAULT NULL,
    _channel_message_id text DEFAULT NULL, _at timestamptz DEFAULT NULL, _error text DEFAULT NULL
) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '4s'
AS $$
DECLARE
    sent_one uuid;
    moment timestamptz := coalesce(_at, clock_timestamp());
    new_state text;
BEGIN
    IF coalesce(_state, '') NOT IN ('sent', 'delivered', 'read', 'failed')
        OR moment NOT BETWEEN '2000-01-01' AND clock_timestamp() + interval '1 day'
        OR octet_length(_channel_account) > 200 OR octet_length(_channel_message_id) > 1000
    THEN
        RAISE EXCEPTION 'a delivery is sent, delivered, read or failed, at a time that is not in the future' USING ERRCODE = 'RI010';
    END IF;
    SELECT m.id INTO sent_one FROM public.conversation_messages m
    JOIN public.conversations c ON c.id = m.conversation_id
    WHERE m.sender_type <> 'guest' AND NOT m.is_internal AND m.id = coalesce(_message_id, (
        SELECT known.id FROM public.conversation_messages known
        WHERE known.channel_account = _channel_account
            AND riad.opaque_text(known.channel_message_id) = _channel_message_id
    ))
        AND (_channel_account IS NULL
            OR coalesce(m.channel_account, c.channel_account, _channel_account) = _channel_account)
    FOR NO KEY UPDATE OF m;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such outgoing message' USING ERRCODE = 'RI002';
    END IF;
    UPDATE public.conversation_messages m
    SET delivery_state = CASE
            WHEN riad.delivery_rank(_state) > coalesce(riad.delivery_rank(m.delivery_state), 0) THEN _state
            ELSE m.delivery_state END,
        sent_at = CASE WHEN _state = 'sent' THEN coalesce(m.sent_at, moment) ELSE m.sent_at END,
        delivered_at = CASE WHEN _state = 'delivered' THEN coalesce(m.delivered_at, moment) ELSE m.delivered_at END,
        read_at = CASE WHEN _state = 'read' THEN coalesce(m.read_at, moment) ELSE m.read_at END,
        failed_at = CASE WHEN _state = 'failed' THEN coalesce(m.failed_at, moment) ELSE m.failed_at END,
        delivery_error = CASE WHEN _state = 'failed' THEN left(_error, 2000) ELSE m.delivery_error END,
        channel_account = CASE
            WHEN m.channel_message_id IS NULL AND _channel_message_id IS NOT NULL
            THEN coalesce(_channel_account, m.channel_account) ELSE m.channel_account END,
        channel_message_id = CASE
            WHEN coalesce(_channel_account, m.channel_account) IS NOT NULL
            THEN coalesce(m.channel_message_id, _channel_message_id) ELSE m.channel_message_id END
    WHERE m.id = sent_one
    RETURNING m.delivery_state INTO new_state;
    RETURN new_state;
EXCEPTION
    WHEN unique_violation THEN
        RAISE EXCEPTION 'this channel message id belongs to another message' USING ERRCODE = 'RI006';
    WHEN lock_not_available OR deadlock_detected THEN
        PERFORM riad.raise_lock_conflict();
END
$$;
GRANT EXECUTE ON FUNCTION public.report_delivery(text, uuid, text, text, timestamptz, text) TO riad_integration;

-- What a workflow needs to send a message of the console: channel, account, the guest's address there, and the text. No row for
-- a note, a guest's message, or one that isn't queued any more, so that a message is not sent twice. An address that the
-- channel vouches for comes before a claimed one; null where the guest has none on this account.
CREATE OR REPLACE FUNCTION public.message_to_send(_message_id uuid) RETURNS TABLE (
    message_id uuid, conversation_id uuid, channel_type text, channel_account text, guest_address text, guest_name text,
    body text, message_type text
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT m.id, m.conversation_id, c.channel_type, coalesce(m.channel_account, c.channel_account), (
            SELECT a.address FROM riad.guest_addresses a
            WHERE a.guest_id = c.guest_id AND a.channel_account = coalesce(m.channel_account, c.channel_account)
            ORDER BY a.vouched_by = 'nobody', a.created_at DESC LIMIT 1
        ), c.shown_guest_name, m.message_content, m.message_type
    FROM public.conversation_messages m
    JOIN public.conversations c ON c.id = m.conversation_id
    WHERE m.id = _message_id AND m.sender_type = 'agent' AND NOT m.is_internal AND m.delivery_state = 'queued';
END
$$;
GRANT EXECUTE ON FUNCTION public.message_to_send TO riad_integration;
