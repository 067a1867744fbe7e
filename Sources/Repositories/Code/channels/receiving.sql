-- Receiving guests' messages.

-- Returns the stored message with this channel id; null if it is new.
CREATE OR REPLACE FUNCTION riad.find_channel_message(_channel_account text, _channel_message_id text)
RETURNS riad.received_message
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    earlier riad.received_message;
BEGIN
    SELECT m.conversation_id, m.id, m.seq, true INTO earlier FROM public.conversation_messages m
    WHERE m.channel_account = _channel_account AND riad.opaque_text(m.channel_message_id) = _channel_message_id;
    RETURN earlier;
END
$$;

-- Returns whether this is a list of at most 50 files in the form that `store_attachments` takes.
CREATE OR REPLACE FUNCTION riad.is_attachment_list(_attachments jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT CASE WHEN jsonb_typeof(_attachments) <> 'array' OR octet_length(_attachments::text) > 262144 THEN false
        ELSE jsonb_array_length(_attachments) <= 50 AND NOT EXISTS (
            SELECT FROM jsonb_array_elements(_attachments) file
            WHERE jsonb_typeof(file.value) <> 'object' OR CASE jsonb_typeof(file.value -> 'byte_size')
                WHEN 'number' THEN (file.value ->> 'byte_size')::numeric NOT BETWEEN 0 AND 9223372036854775807
                WHEN 'null' THEN false
                ELSE file.value ? 'byte_size' END
        ) END;
END;

-- Stores a message's files: [{"name", "content_type", "byte_size", "url"}, …]. Returns null if there are none.
CREATE OR REPLACE FUNCTION riad.store_attachments(_conversation_id uuid, _attachments jsonb) RETURNS uuid[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    ids uuid[];
BEGIN
    IF coalesce(_attachments, '[]') = '[]' THEN
        RETURN NULL;
    END IF;
    WITH kept AS (
        INSERT INTO riad.attachments (conversation_id, name, content_type, byte_size, url)
        SELECT _conversation_id, coalesce(file ->> 'name', 'file'), file ->> 'content_type',
            (file ->> 'byte_size')::numeric::bigint, file ->> 'url'
        FROM jsonb_array_elements(_attachments) AS file
        RETURNING attachments.id
    )
    SELECT array_agg(kept.id) INTO ids FROM kept;
    RETURN ids;
END
$$;

-- RI010 unless this can be a channel's message.
CREATE OR REPLACE FUNCTION riad.require_channel_message(
    _channel_account text, _channel_message_id text, _body text, _message_type text, _attachments jsonb,
    _metadata jsonb
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF coalesce(_channel_account, '') = '' OR coalesce(_channel_message_id, '') = '' OR _body IS NULL
        OR octet_length(_channel_account) > 200 OR octet_length(_channel_message_id) > 1000
        OR octet_length(_body) > 1048576
        OR coalesce(_message_type, '') NOT IN ('text', 'image', 'file', 'video', 'audio', 'system')
        OR NOT riad.is_attachment_list(coalesce(_attachments, '[]'))
        OR jsonb_typeof(coalesce(_metadata, '{}')) <> 'object' OR octet_length(_metadata::text) > 262144
    THEN
        RAISE EXCEPTION 'a channel message needs an account, an id, a known type and at most 1 MiB of text'
            USING ERRCODE = 'RI010';
    END IF;
END
$$;

-- Returns the guest's conversation on this account, locked: the latest that isn't archived, else a new one that
-- continues the archived one.
CREATE OR REPLACE FUNCTION riad.find_or_create_conversation(
    _guest_id uuid, _channel_account text, _channel_type text, _res_id uuid, _subject text
) RETURNS public.conversations
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    conversation public.conversations;
    archived uuid;
BEGIN
    -- The guest is locked: one with two addresses still gets one conversation, and no merge or join comes between.
    PERFORM riad.lock_thread_head((
        SELECT c.id FROM public.conversations c
        WHERE c.guest_id = _guest_id AND c.channel_account = _channel_account AND c.state <> 'ARCHIVÉE'
        ORDER BY c.created_at DESC LIMIT 1
    ));
    SELECT c.* INTO conversation FROM public.conversations c
    WHERE c.guest_id = _guest_id AND c.channel_account = _channel_account AND c.state <> 'ARCHIVÉE'
    ORDER BY c.created_at DESC LIMIT 1 FOR NO KEY UPDATE;
    IF FOUND THEN
        RETURN conversation;
    END IF;
    SELECT c.id INTO archived FROM public.conversations c
    WHERE c.guest_id = _guest_id AND c.channel_account = _channel_account
    ORDER BY c.created_at DESC LIMIT 1;
    INSERT INTO public.conversations AS c (
        guest_id, reservation_id, channel_type, channel_account, subject, continues_id, journey_phase, created_at
    ) VALUES (
        _guest_id, _res_id, _channel_type, _channel_account, _subject, archived,
        riad.journey_phase(_res_id, riad.local_today()), clock_timestamp()
    ) RETURNING c.* INTO conversation;
    RETURN conversation;
END
$$;

-- Returns the guest whom the booking system means by this reservation; null if the reservation was matched to its guest
-- only by an e-mail address or telephone number given with the booking.
CREATE OR REPLACE FUNCTION riad.booking_guest(reservation public.reservation) RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN CASE WHEN NOT EXISTS (
        SELECT FROM riad.contact_matched_reservations m WHERE m.res_id = reservation.res_id
    ) THEN reservation.guest_id END;
END
$$;

-- Stores a guest's message, idempotent per (account, channel message id): finds or creates guest and conversation,
-- changes the state, starts the SLA target. Any sender's address is accepted; one that isn't in its channel's form
-- identifies the same sender again, but nobody else. `_is_authenticated`: a mail server verified the From address
-- (DMARC: SPF or DKIM, aligned). Otherwise the address is only a claim, as for SMS and the company's site.
-- `_other_addresses`: what the channel says are further addresses of the same sender, such as WhatsApp's LID beside the
-- number. RI010: invalid message. RI014: the guest or the conversation is locked; try again.
CREATE OR REPLACE FUNCTION public.receive_guest_message(
    _channel_account text, _channel_message_id text, _channel_type text, _guest_address text, _body text,
    _guest_name text DEFAULT NULL, _guest_email text DEFAULT NULL, _guest_phone text DEFAULT NULL,
    _guest_country text DEFAULT NULL, _booking_source text DEFAULT NULL, _reservation_ext_id text DEFAULT NULL,
    _subject text DEFAULT NULL, _message_type text DEFAULT 'text', _attachments jsonb DEFAULT '[]',
    _metadata jsonb DEFAULT '{}', _is_authenticated boolean DEFAULT false, _other_addresses text[] DEFAULT '{}'
) RETURNS riad.received_message
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '4s'
AS $$
DECLARE
    earlier riad.received_message;
    reservation public.reservation;
    writer uuid;
    conversation public.conversations;
    target_state text;
    moment timestamptz;
    message uuid := gen_random_uuid();
BEGIN
    PERFORM riad.require_channel_message(_channel_account, _channel_message_id, _body, _message_type, _attachments,
        _metadata);
    IF coalesce(_channel_type, '') NOT IN ('whatsapp', 'email', 'beds24', 'direct', 'sms') THEN
        RAISE EXCEPTION 'a guest''s message needs a known channel type' USING ERRCODE = 'RI010';
    END IF;
    PERFORM riad.end_stale_sessions();
    earlier := riad.find_channel_message(_channel_account, _channel_message_id);
    IF earlier.message_id IS NOT NULL THEN
        RETURN earlier;
    END IF;
    _guest_name := left(_guest_name, 200);
    SELECT r.* INTO reservation FROM public.reservation r
    WHERE r.org_id = riad.organisation_id() AND r.source = coalesce(_booking_source, 'direct')
        AND r.ext_id = _reservation_ext_id;
    -- A booking channel knows its reservations; on other channels anybody can quote a reservation number.
    writer := riad.find_or_create_sender(_channel_account, _channel_type, _guest_address,
        _other_addresses[:10], _is_authenticated,
        CASE WHEN _channel_type = 'beds24' THEN riad.booking_guest(reservation) END, _guest_name, left(_guest_email, 320),
        left(_guest_phone, 100), left(_guest_country, 100));
    IF _channel_type <> 'beds24' AND reservation.guest_id <> writer THEN
        reservation := NULL;
    END IF;
    earlier := riad.find_channel_message(_channel_account, _channel_message_id);
    IF earlier.message_id IS NOT NULL THEN
        RETURN earlier;
    END IF;

    reservation.res_id := coalesce(reservation.res_id, riad.likely_reservation(writer, riad.local_today()));
    conversation := riad.find_or_create_conversation(writer, _channel_account, _channel_type, reservation.res_id,
        left(_subject, 1000));
    moment := clock_timestamp();
    SELECT t.to_state INTO target_state FROM riad.state_transitions t
    WHERE t.from_state = conversation.state AND t.action = CASE
        WHEN conversation.assigned_agent_id IS NULL THEN 'guest_message_unassigned' ELSE 'guest_message_assigned' END;
    -- A past reservation is replaced by the one that the guest writes about now.
    IF conversation.reservation_id IS NULL
        OR riad.journey_phase(conversation.reservation_id, riad.local_today()) = 'POST_CHECKOUT'
    THEN
        conversation.reservation_id := coalesce(reservation.res_id, conversation.reservation_id);
    END IF;
    UPDATE public.conversations c
    SET last_seq = conversation.last_seq + 1, last_message_at = greatest(moment, c.last_message_at),
        last_message_content = left(_body, 500), last_sender_type = 'guest', updated_at = moment,
        state = coalesce(target_state, c.state), reservation_id = conversation.reservation_id,
        journey_phase = riad.journey_phase(conversation.reservation_id, riad.local_today()),
        last_guest_at = greatest(moment, c.last_guest_at),
        owed_since = CASE WHEN riad.expects_answer(c.state) THEN coalesce(c.owed_since, moment) ELSE moment END
    WHERE c.id = conversation.id;
    INSERT INTO public.conversation_messages (
        id, conversation_id, seq, sender_type, sender_name, message_content, message_type, attachment_ids, metadata,
        created_at, channel_account, channel_message_id, guest_address
    ) VALUES (
        message, conversation.id, conversation.last_seq + 1, 'guest',
        coalesce(_guest_name, (SELECT nullif(concat_ws(' ', g.first_name, g.last_name), '')
            FROM public.guest g WHERE g.guest_id = writer)),
        _body, _message_type, riad.store_attachments(conversation.id, _attachments), coalesce(_metadata, '{}'),
        moment, _channel_account, _channel_message_id, riad.written_address(_channel_type, _guest_address)
    );
    RETURN ROW(conversation.id, message, conversation.last_seq + 1, false)::riad.received_message;
EXCEPTION
    WHEN unique_violation THEN
        RAISE EXCEPTION 'this channel message is being received from another address' USING ERRCODE = 'RI006';
    WHEN lock_not_available OR deadlock_detected THEN
        PERFORM riad.raise_lock_conflict();
END
$$;
GRANT EXECUTE ON FUNCTION public.receive_guest_message(
    text, text, text, text, text, text, text, text, text, text, text, text, text, jsonb, jsonb, boolean, text[]
) TO riad_integration;
