-- Messages sent outside the console, and delivery reports.

-- Returns whether two texts are the same message: channels change blanks and line breaks.
CREATE OR REPLACE FUNCTION riad.is_same_text(_one text, _other text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN btrim(regexp_replace(_one, '\s+', ' ', 'g')) = btrim(regexp_replace(_other, '\s+', ' ', 'g'));
END
$$;

-- Returns the console's reply that a channel's echo brings back: the oldest of the last minutes with that text whose id on
-- the channel isn't known yet. Null if there is none.
CREATE OR REPLACE FUNCTION riad.echoed_message(_conversation_id uuid, _body text, _sent_at timestamptz)
RETURNS public.conversation_messages
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    reply public.conversation_messages;
BEGIN
    SELECT m.* INTO reply FROM public.conversation_messages m
    JOIN public.conversations c ON c.id = m.conversation_id
    WHERE m.conversation_id = _conversation_id AND m.seq > c.last_seq - 100 AND m.sender_type = 'agent'
        AND m.sender_id IS NOT NULL AND NOT m.is_internal AND m.channel_message_id IS NULL
        AND m.delivery_state IN ('queued', 'sent')
        -- The channel's clock may be a little behind.
        AND m.created_at BETWEEN _sent_at - interval '15 minutes' AND _sent_at + interval '1 minute'
        AND (riad.is_same_text(m.message_content, _body)
            OR riad.is_same_text(riad.signed_text(m.message_content, m.signature), _body))
    ORDER BY m.seq LIMIT 1;
    RETURN reply;
END
$$;

-- Records a message sent outside the console: by a chatbot or an AI, or by an agent in the channel's own app.
-- Idempotent per (account, channel message id). The echo of a reply that the console sent is that reply: it gets the
-- channel's id and is returned. The conversation is given by id or found by the guest's address; an address that the
-- channel vouches for comes before a claimed one. RI002: no such conversation. RI005: archived. RI010: invalid message.
-- RI014: the conversation is locked; try again.
CREATE OR REPLACE FUNCTION public.record_outgoing_message(
    _channel_account text, _channel_message_id text, _sender_type text, _body text,
    _conversation_id uuid DEFAULT NULL, _guest_address text DEFAULT NULL, _sender_name text DEFAULT NULL,
    _chatbot_id uuid DEFAULT NULL, _message_type text DEFAULT 'text', _attachments jsonb DEFAULT '[]',
    _metadata jsonb DEFAULT '{}', _sent_at timestamptz DEFAULT NULL, _content jsonb DEFAULT NULL,
    _subject text DEFAULT NULL
) RETURNS riad.received_message
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '4s'
AS $$
DECLARE
    earlier riad.received_message;
    echoed public.conversation_messages;
    conversation public.conversations;
    recorded timestamptz;
    sent timestamptz;
    kind text := riad.message_kind(_message_type);
    content jsonb := riad.kept_content(_content);
    files uuid[];
    place bigint;
    message uuid := gen_random_uuid();
BEGIN
    PERFORM riad.require_channel_message(_channel_account, _channel_message_id, _body, _attachments, _metadata, _content);
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
    recorded := clock_timestamp();
    sent := riad.sending_time(_sent_at, recorded);
    IF _sender_type = 'agent' THEN
        echoed := riad.echoed_message(conversation.id, _body, sent);
        IF echoed.id IS NOT NULL THEN
            UPDATE public.conversation_messages m
            SET channel_account = _channel_account, channel_message_id = _channel_message_id, delivery_state = 'sent',
                sent_at = coalesce(m.sent_at, sent)
            WHERE m.id = echoed.id;
            UPDATE public.conversations c SET updated_at = recorded WHERE c.id = conversation.id;
            RETURN ROW(conversation.id, echoed.id, echoed.seq, true)::riad.received_message;
        END IF;
    END IF;
    IF conversation.state = 'ARCHIVÉE' THEN
        RAISE EXCEPTION 'an archived conversation takes no message' USING ERRCODE = 'RI005';
    END IF;

    place := riad.make_room(conversation, sent, true);
    -- A chatbot's answer is no response of a person, but leaves no answer owed. Nothing answers what was asked after it.
    IF _sender_type = 'agent' AND (conversation.owed_since > sent) IS NOT TRUE THEN
        PERFORM riad.record_response(conversation, place, sent, NULL);
    END IF;
    files := riad.store_attachments(conversation.id, _attachments);
    UPDATE public.conversations c
    SET last_seq = conversation.last_seq + 1, last_message_at = greatest(sent, c.last_message_at),
        last_message_content = CASE WHEN sent >= c.last_message_at THEN left(coalesce(_body, ''), 500)
            ELSE c.last_message_content END,
        last_message_details = CASE WHEN sent >= c.last_message_at
            THEN riad.message_details(kind, content, files, false) ELSE c.last_message_details END,
        last_sender_type = CASE WHEN sent >= c.last_message_at THEN _sender_type ELSE c.last_sender_type END,
        updated_at = recorded, owed_since = CASE WHEN c.last_guest_at > sent THEN c.owed_since END, failed_since = NULL,
        assigned_chatbot_id = CASE
            WHEN c.assigned_agent_id IS NULL THEN coalesce(_chatbot_id, c.assigned_chatbot_id) END
    WHERE c.id = conversation.id;
    BEGIN
        INSERT INTO public.conversation_messages (
            id, conversation_id, seq, sender_type, sender_name, message_content, message_type, attachment_ids,
            is_automated, metadata, created_at, received_at, channel_account, channel_message_id, delivery_state, sent_at,
            reservation_id, content, subject
        ) VALUES (
            message, conversation.id, place, _sender_type, left(_sender_name, 200), coalesce(_body, ''), kind, files,
            _sender_type <> 'agent', coalesce(_metadata, '{}'), sent, nullif(recorded, sent), _channel_account,
            _channel_message_id, 'sent', sent, conversation.reservation_id, content, left(_subject, 1000)
        );
    EXCEPTION WHEN unique_violation THEN
        RAISE EXCEPTION 'this channel message was recorded in another conversation' USING ERRCODE = 'RI006';
    END;
    RETURN ROW(conversation.id, message, place, false)::riad.received_message;
EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
    PERFORM riad.raise_lock_conflict();
END
$$;
GRANT EXECUTE ON FUNCTION public.record_outgoing_message(
    text, text, text, text, uuid, text, text, uuid, text, jsonb, jsonb, timestamptz, jsonb, text
) TO riad_integration;

-- Returns the position of a delivery state in its sequence; null for an unknown state.
CREATE OR REPLACE FUNCTION riad.delivery_rank(_state text) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT array_position(ARRAY['queued', 'sent', 'failed', 'delivered', 'read'], _state);
END;

-- Removes an echo that was recorded as a message of its own before it was known to be this reply. Both are of one
-- conversation, which is locked.
CREATE OR REPLACE FUNCTION riad.absorb_echo(reply public.conversation_messages, _echo_id uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    echo public.conversation_messages;
    conversation public.conversations;
BEGIN
    DELETE FROM public.conversation_messages m
    WHERE m.id = _echo_id AND m.id <> reply.id AND m.conversation_id = reply.conversation_id AND m.sender_type = 'agent'
        AND m.sender_id IS NULL AND NOT m.is_internal AND reply.channel_message_id IS NULL
        AND m.created_at BETWEEN reply.created_at - interval '15 minutes' AND reply.created_at + interval '15 minutes'
    RETURNING m.* INTO echo;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    DELETE FROM riad.responses r WHERE r.conversation_id = echo.conversation_id AND r.seq = echo.seq;
    PERFORM riad.renumber_messages(echo.conversation_id, echo.seq + 1, -1);
    UPDATE riad.read_marks r SET last_read_seq = r.last_read_seq - 1
    WHERE r.conversation_id = echo.conversation_id AND r.last_read_seq >= echo.seq;
    UPDATE public.conversations c
    SET last_seq = c.last_seq - 1, updated_at = clock_timestamp(),
        last_message_at = CASE WHEN c.last_message_at = echo.created_at
            THEN greatest(reply.created_at, c.last_guest_at) ELSE c.last_message_at END
    WHERE c.id = echo.conversation_id
    RETURNING c.* INTO conversation;
    PERFORM riad.bump_thread_version(conversation);
END
$$;

-- Records the delivery of an outgoing message. Reports may be repeated and arrive in any order: the state only moves
-- forward (queued, sent, failed, delivered, read), and the first timestamp of each state is kept. The message is given
-- by its id, by the channel's id, or by both, which stores the channel's id; an echo recorded under that id meanwhile
-- is the same message. An account reports on its own messages only. A reply that failed is owed again. Who fetched the
-- message names the lease: a failure of a lease that ended is not believed, as somebody else has the message. Returns
-- the current state. RI002: no such message, or another account's. RI006: the channel's id belongs to another message.
-- RI010: unknown state or impossible time. RI014: the message is locked; try again.
CREATE OR REPLACE FUNCTION public.report_delivery(
    _state text, _message_id uuid DEFAULT NULL, _channel_account text DEFAULT NULL,
    _channel_message_id text DEFAULT NULL, _at timestamptz DEFAULT NULL, _error text DEFAULT NULL,
    _lease_token uuid DEFAULT NULL
) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '4s'
AS $$
DECLARE
    sent_one uuid;
    reply public.conversation_messages;
    moment timestamptz := coalesce(_at, clock_timestamp());
    before public.conversation_messages;
    new_state text;
BEGIN
    IF coalesce(_state, '') NOT IN ('sent', 'delivered', 'read', 'failed')
        OR moment NOT BETWEEN '2000-01-01' AND clock_timestamp() + interval '1 day'
        OR octet_length(_channel_account) > 200 OR octet_length(_channel_message_id) > 1000
    THEN
        RAISE EXCEPTION 'a delivery is sent, delivered, read or failed, at a time that is not in the future' USING ERRCODE = 'RI010';
    END IF;
    IF _message_id IS NOT NULL AND _channel_message_id IS NOT NULL THEN
        SELECT m.* INTO reply FROM public.conversation_messages m WHERE m.id = _message_id;
        PERFORM riad.lock_thread_head(reply.conversation_id);
        PERFORM FROM public.conversations c WHERE c.id = reply.conversation_id FOR NO KEY UPDATE;
    END IF;
    SELECT m.id INTO sent_one FROM public.conversation_messages m
    JOIN public.conversations c ON c.id = m.conversation_id
    WHERE m.sender_type <> 'guest' AND NOT m.is_internal AND m.withdrawn_at IS NULL AND m.id = coalesce(_message_id, (
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
    IF reply.id IS NOT NULL THEN
        SELECT m.* INTO reply FROM public.conversation_messages m WHERE m.id = _message_id;
        PERFORM riad.absorb_echo(reply, (
            riad.find_channel_message(coalesce(_channel_account, reply.channel_account), _channel_message_id)
        ).message_id);
    END IF;
    SELECT m.* INTO before FROM public.conversation_messages m WHERE m.id = sent_one;
    IF _state = 'failed' AND EXISTS (
        SELECT FROM riad.outgoing_messages o
        WHERE o.message_id = sent_one AND o.lease_token <> _lease_token
    ) THEN
        RETURN before.delivery_state;
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
    IF new_state = 'failed' AND before.delivery_state IS DISTINCT FROM 'failed' THEN
        PERFORM riad.reopen_after_failure(before, moment);
    ELSIF before.delivery_state = 'failed' AND new_state <> 'failed' THEN
        PERFORM riad.settle_failure(before);
    END IF;
    IF before.resends_id IS NOT NULL AND new_state IS DISTINCT FROM before.delivery_state THEN
        PERFORM riad.settle_resent(before, new_state);
    END IF;
    RETURN new_state;
EXCEPTION
    WHEN unique_violation THEN
        RAISE EXCEPTION 'this channel message id belongs to another message' USING ERRCODE = 'RI006';
    WHEN lock_not_available OR deadlock_detected THEN
        PERFORM riad.raise_lock_conflict();
END
$$;
GRANT EXECUTE ON FUNCTION public.report_delivery(text, uuid, text, text, timestamptz, text, uuid) TO riad_integration;

-- Returns a mail's subject as an answer has it.
CREATE OR REPLACE FUNCTION riad.answering_subject(_subject text) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN CASE WHEN btrim(_subject) = '' THEN NULL
        WHEN _subject ~* '^\s*(re|aw|sv|antw|tr|rif|odp)\s*(\[[0-9]+\])?\s*:' THEN btrim(_subject)
        ELSE 'Re: ' || btrim(_subject) END;
END
$$;

-- Returns what a workflow needs to send a message: channel, account, the guest's address there, the text with its
-- signature, and the template if it is made of one; of an e-mail also the subject, the id of the mail that it answers,
-- its Reply-To and Cc; of a stay the booking. The address is that of the conversation's last message of the guest;
-- where none is known, the guest's on this account, one that the channel vouches for before a claimed one; null where
-- there is none.
CREATE OR REPLACE FUNCTION riad.message_contents(_message_ids uuid[]) RETURNS TABLE (
    message_id uuid, conversation_id uuid, channel_type text, channel_account text, guest_address text, guest_name text,
    body text, message_type text, subject text, in_reply_to text, reply_to text, cc text[], booking_source text,
    reservation_ext_id text, template_name text, template_language text, template_variables text[], resends_id uuid
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT m.id, m.conversation_id, c.channel_type, coalesce(m.channel_account, c.channel_account), coalesce((
            SELECT said.guest_address FROM public.conversation_messages said
            WHERE said.conversation_id = m.conversation_id AND said.sender_type = 'guest' ORDER BY said.seq DESC LIMIT 1
        ), (
            SELECT a.address FROM riad.guest_addresses a
            WHERE a.guest_id = c.guest_id AND a.channel_account = coalesce(m.channel_account, c.channel_account)
            ORDER BY a.vouched_by = 'nobody', a.created_at DESC LIMIT 1
        )), c.shown_guest_name, riad.signed_text(m.message_content, m.signature), m.message_type,
        CASE WHEN c.channel_type = 'email' THEN riad.answering_subject(coalesce(asked.subject, c.subject)) END,
        asked.mail_message_id, asked.reply_to, asked.cc, r.source, r.ext_id, m.template_name, m.template_language,
        m.template_variables, m.resends_id
    FROM public.conversation_messages m
    JOIN public.conversations c ON c.id = m.conversation_id
    LEFT JOIN LATERAL (
        SELECT g.subject, g.mail_message_id, g.reply_to, g.cc FROM public.conversation_messages g
        WHERE g.conversation_id = m.conversation_id AND g.seq < m.seq AND g.sender_type = 'guest'
            AND c.channel_type = 'email'
        ORDER BY g.seq DESC LIMIT 1
    ) asked ON true
    LEFT JOIN public.reservation r ON r.res_id = m.reservation_id
    WHERE m.id = ANY (_message_ids) AND m.sender_type = 'agent' AND NOT m.is_internal AND m.delivery_state = 'queued'
    ORDER BY m.created_at, m.id;
END
$$;
