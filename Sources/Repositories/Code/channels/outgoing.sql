-- Messages sent outside the console.

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

-- Returns a new conversation with the guest whom somebody wrote to outside the console first: who is known at that
-- address of the account, or alone has booked with it. It begins closed, as nobody need look at it before they answer.
-- The address is noted as a claim: it is theirs for certain once the channel brings a message from it. Null if there is
-- no such guest, or if nothing says which channel it is.
CREATE OR REPLACE FUNCTION riad.begin_outgoing(
    _channel_account text, _channel_type text, _guest_address text, _sent_at timestamptz
) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    channel text := coalesce(_channel_type, riad.channel_of_account(_channel_account, NULL));
    addresses text[] := array_remove(riad.address_candidates(_guest_address), NULL);
    guest uuid := (
        SELECT a.guest_id FROM riad.guest_addresses a
        WHERE a.channel_account = _channel_account AND a.address = ANY (addresses)
        ORDER BY a.vouched_by = 'nobody' LIMIT 1
    );
    conversation public.conversations;
BEGIN
    IF channel IS NULL OR addresses = '{}' THEN
        RETURN NULL;
    END IF;
    guest := riad.lock_guest(coalesce(guest,
        riad.match_guest_by_contact(riad.organisation_id(), riad.contacts_at(addresses), NULL, false)));
    IF guest IS NULL THEN
        RETURN NULL;
    END IF;
    INSERT INTO riad.guest_addresses (channel_account, address, vouched_by, guest_id)
    SELECT _channel_account, coalesce(riad.normalized_address(channel, _guest_address), addresses[1]), 'nobody', guest
    WHERE NOT EXISTS (
        SELECT FROM riad.guest_addresses a
        WHERE a.channel_account = _channel_account AND a.address = ANY (addresses) AND a.guest_id = guest
    )
    ON CONFLICT DO NOTHING;
    conversation := riad.find_or_create_conversation(guest, _channel_account, channel,
        riad.likely_reservation(guest, riad.local_today()), NULL, true,
        riad.sending_time(_sent_at, clock_timestamp()));
    RETURN conversation.id;
END
$$;

-- Records a message sent outside the console: by a chatbot or an AI, or by an agent in the channel's own app.
-- Idempotent per (account, channel message id). The echo of a reply that the console sent is that reply: it gets the
-- channel's id and is returned. The conversation is given by id or found by the guest's address, of `_channel_type` if
-- an account has several; an address that the channel vouches for comes before a claimed one. What is written to a
-- guest who has booked with that address, or is known at it, and has no conversation on the account yet begins one.
-- RI002: no such conversation or guest. RI005: archived. RI006: the id is that of a guest's message. RI010: invalid
-- message. RI014: the conversation is locked; try again.
CREATE OR REPLACE FUNCTION public.record_outgoing_message(
    _channel_account text, _channel_message_id text, _sender_type text, _body text,
    _conversation_id uuid DEFAULT NULL, _guest_address text DEFAULT NULL, _sender_name text DEFAULT NULL,
    _chatbot_id uuid DEFAULT NULL, _message_type text DEFAULT 'text', _attachments jsonb DEFAULT '[]',
    _metadata jsonb DEFAULT '{}', _sent_at timestamptz DEFAULT NULL, _content jsonb DEFAULT NULL,
    _subject text DEFAULT NULL, _channel_type text DEFAULT NULL
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
    content jsonb;
    files uuid[];
    place bigint;
    message uuid := gen_random_uuid();
BEGIN
    PERFORM riad.require_channel_message(_channel_account, _channel_message_id, _body, _attachments, _metadata, _content);
    IF coalesce(_sender_type, '') NOT IN ('chatbot', 'ai', 'agent') THEN
        RAISE EXCEPTION 'an outgoing message is a chatbot''s, an ai''s or an agent''s' USING ERRCODE = 'RI010';
    ELSIF riad.is_channel_type(_channel_type) IS FALSE THEN
        RAISE EXCEPTION 'the channel is not a known one' USING ERRCODE = 'RI010';
    END IF;
    PERFORM riad.lock_channel_id(_channel_account, _channel_message_id);
    earlier := riad.earlier_message(_channel_account, _channel_message_id, false);
    IF earlier.message_id IS NOT NULL THEN
        RETURN earlier;
    END IF;
    content := riad.kept_content(_content);
    _conversation_id := coalesce(_conversation_id, (
        SELECT latest.id FROM riad.guest_addresses a
        JOIN public.conversations latest
            ON latest.guest_id = a.guest_id AND latest.channel_account = a.channel_account
                AND (_channel_type IS NULL OR latest.channel_type = _channel_type)
        WHERE a.channel_account = _channel_account AND a.address = ANY (riad.address_candidates(_guest_address))
        ORDER BY a.vouched_by = 'nobody', a.vouched_by = latest.channel_type DESC, (latest.state <> 'ARCHIVÉE') DESC,
            latest.created_at DESC LIMIT 1
    ), riad.begin_outgoing(_channel_account, _channel_type, _guest_address, _sent_at));
    PERFORM riad.lock_thread_head(_conversation_id);
    SELECT c.* INTO conversation FROM public.conversations c
    WHERE c.id = _conversation_id AND coalesce(c.channel_account, _channel_account) = _channel_account
    FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such conversation' USING ERRCODE = 'RI002';
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
            PERFORM riad.apply_early_reports(echoed.id);
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
            _sender_type <> 'agent', coalesce(nullif(_metadata, 'null'), '{}'), sent, nullif(recorded, sent),
            _channel_account, _channel_message_id, 'sent', sent, conversation.reservation_id, content,
            left(riad.header_text(_subject), 1000)
        );
    EXCEPTION WHEN unique_violation THEN
        RAISE EXCEPTION 'this channel message was recorded in another conversation' USING ERRCODE = 'RI006';
    END;
    PERFORM riad.apply_early_reports(message);
    RETURN ROW(conversation.id, message, place, false)::riad.received_message;
EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
    PERFORM riad.raise_lock_conflict();
END
$$;
GRANT EXECUTE ON FUNCTION public.record_outgoing_message(
    text, text, text, text, uuid, text, text, uuid, text, jsonb, jsonb, timestamptz, jsonb, text,
    text
) TO riad_integration;
