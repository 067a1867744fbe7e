-- Entry points for riad_integration alone: a guest's message, and one that went out beside the console.
SET LOCAL ROLE riad_owner;

-- With the columns by which a reader is held to what they may read, so that asking for a guest is one short index walk.
CREATE INDEX conversations_by_guest ON public.conversations (guest_id, channel_account, created_at)
    INCLUDE (zone_id, assigned_agent_id, transferred_to_role);

CREATE TYPE riad.received AS (conversation_id uuid, message_id uuid, seq bigint, already_received boolean);

-- The message that this channel brought before; null where it is new.
CREATE FUNCTION riad.earlier_of_channel(_channel_account text, _channel_message_id text) RETURNS riad.received
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT m.conversation_id, m.id, m.seq, true FROM public.conversation_messages m
    WHERE m.channel_account = _channel_account AND m.channel_message_id = _channel_message_id;
END;

-- Keeps the files that a message names: [{"name", "content_type", "byte_size", "url"}, …]. Null where there are none.
CREATE FUNCTION riad.keep_attachments(_conversation_id uuid, _attachments jsonb) RETURNS uuid[]
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH kept AS (
        INSERT INTO riad.attachments (conversation_id, name, content_type, byte_size, url)
        SELECT _conversation_id, coalesce(file.value ->> 'name', 'file'), file.value ->> 'content_type',
            (file.value ->> 'byte_size')::numeric::bigint, file.value ->> 'url'
        FROM jsonb_array_elements(coalesce(_attachments, '[]')) file
        RETURNING id
    )
    SELECT array_agg(kept.id) FROM kept;
END;

-- Whether it is a list of at most 50 files as `keep_attachments` takes them.
CREATE FUNCTION riad.is_attachment_list(_attachments jsonb) RETURNS boolean
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

-- Refuses what cannot be a channel's message (RI010).
CREATE FUNCTION riad.require_channel_message(
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

-- The guest's conversation on this account, locked: the latest that isn't archived, else a new one that goes on from
-- the archived one.
CREATE FUNCTION riad.conversation_with(
    _guest_id uuid, _channel_account text, _channel_type text, _res_id uuid, _subject text
) RETURNS public.conversations
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    talk public.conversations;
    archived uuid;
BEGIN
    -- A guest of two addresses has one conversation all the same.
    PERFORM FROM public.guest g WHERE g.guest_id = _guest_id FOR NO KEY UPDATE;
    SELECT c.* INTO talk FROM public.conversations c
    WHERE c.guest_id = _guest_id AND c.channel_account = _channel_account AND c.state <> 'ARCHIVÉE'
    ORDER BY c.created_at DESC LIMIT 1 FOR NO KEY UPDATE;
    IF FOUND THEN
        RETURN talk;
    END IF;
    SELECT c.id INTO archived FROM public.conversations c
    WHERE c.guest_id = _guest_id AND c.channel_account = _channel_account
    ORDER BY c.created_at DESC LIMIT 1;
    INSERT INTO public.conversations AS c (
        guest_id, reservation_id, channel_type, channel_account, subject, continues_id, journey_phase, created_at
    ) VALUES (
        _guest_id, _res_id, _channel_type, _channel_account, _subject, archived,
        riad.journey_phase(_res_id, riad.local_today()), clock_timestamp()
    ) RETURNING c.* INTO talk;
    RETURN talk;
END
$$;

-- Takes a guest's message in, once for each (account, channel's message id): finds or makes guest and conversation,
-- moves the state, starts the answer time. RI010 where it cannot be a message.
CREATE FUNCTION public.receive_guest_message(
    _channel_account text, _channel_message_id text, _channel_type text, _guest_address text, _body text,
    _guest_name text DEFAULT NULL, _guest_email text DEFAULT NULL, _guest_phone text DEFAULT NULL,
    _guest_country text DEFAULT NULL, _booking_source text DEFAULT NULL, _reservation_ext_id text DEFAULT NULL,
    _subject text DEFAULT NULL, _message_type text DEFAULT 'text', _attachments jsonb DEFAULT '[]',
    _metadata jsonb DEFAULT '{}'
) RETURNS riad.received
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    earlier riad.received;
    stay public.reservation;
    writer uuid;
    talk public.conversations;
    goal text;
    moment timestamptz;
    message uuid := gen_random_uuid();
BEGIN
    PERFORM riad.require_channel_message(_channel_account, _channel_message_id, _body, _message_type, _attachments,
        _metadata);
    IF coalesce(_guest_address, '') = '' OR octet_length(_guest_address) > 500
        OR coalesce(_channel_type, '') NOT IN ('whatsapp', 'email', 'beds24', 'direct', 'sms')
    THEN
        RAISE EXCEPTION 'a guest''s message needs an address and a known channel type' USING ERRCODE = 'RI010';
    END IF;
    earlier := riad.earlier_of_channel(_channel_account, _channel_message_id);
    IF earlier.message_id IS NOT NULL THEN
        RETURN earlier;
    END IF;
    _guest_name := left(_guest_name, 200);
    SELECT r.* INTO stay FROM public.reservation r
    WHERE r.org_id = riad.organisation_id() AND r.source = coalesce(_booking_source, 'direct')
        AND r.ext_id = _reservation_ext_id;
    -- A booking channel knows whose reservation it speaks of; elsewhere anybody may quote somebody else's number.
    writer := riad.guest_at(_channel_account, _guest_address, _channel_type,
        CASE WHEN _channel_type = 'beds24' THEN stay.guest_id END, _guest_name, left(_guest_email, 320),
        left(_guest_phone, 100), left(_guest_country, 100));
    IF _channel_type <> 'beds24' AND stay.guest_id <> writer THEN
        stay := NULL;
    END IF;
    earlier := riad.earlier_of_channel(_channel_account, _channel_message_id);
    IF earlier.message_id IS NOT NULL THEN
        RETURN earlier;
    END IF;

    stay.res_id := coalesce(stay.res_id, riad.likely_stay(writer, riad.local_today()));
    talk := riad.conversation_with(writer, _channel_account, _channel_type, stay.res_id,
        left(_subject, 1000));
    moment := clock_timestamp();
    SELECT t.to_state INTO goal FROM riad.state_transitions t
    WHERE t.from_state = talk.state AND t.act = CASE
        WHEN talk.assigned_agent_id IS NULL THEN 'guest_message_unassigned' ELSE 'guest_message_assigned' END;
    -- A stay that is over makes room for the one that the guest writes about now.
    IF talk.reservation_id IS NULL OR riad.journey_phase(talk.reservation_id, riad.local_today()) = 'POST_CHECKOUT' THEN
        talk.reservation_id := coalesce(stay.res_id, talk.reservation_id);
    END IF;
    UPDATE public.conversations c
    SET last_seq = talk.last_seq + 1, last_message_at = greatest(moment, c.last_message_at),
        last_message_content = left(_body, 500), last_sender_type = 'guest', updated_at = moment,
        state = coalesce(goal, c.state), reservation_id = talk.reservation_id,
        journey_phase = riad.journey_phase(talk.reservation_id, riad.local_today()),
        sla_due_at = least(c.sla_due_at, riad.answer_due(c.priority, moment))
    WHERE c.id = talk.id;
    INSERT INTO public.conversation_messages (
        id, conversation_id, seq, sender_type, sender_name, message_content, message_type, attachment_ids, metadata,
        created_at, channel_account, channel_message_id
    ) VALUES (
        message, talk.id, talk.last_seq + 1, 'guest',
        coalesce(_guest_name, (SELECT nullif(concat_ws(' ', g.first_name, g.last_name), '')
            FROM public.guest g WHERE g.guest_id = writer)),
        _body, _message_type, riad.keep_attachments(talk.id, _attachments), coalesce(_metadata, '{}'),
        moment, _channel_account, _channel_message_id
    );
    RETURN ROW(talk.id, message, talk.last_seq + 1, false)::riad.received;
EXCEPTION WHEN unique_violation THEN
    RAISE EXCEPTION 'this channel message is being received from another address' USING ERRCODE = 'RI006';
END
$$;

-- Records what went out beside the console: a chatbot's or an AI's answer, or one that an agent wrote in the channel's
-- own app. Once for each (account, channel's message id). The conversation is named, or found by the guest's address.
-- RI002 no such conversation; RI005 archived; RI010 cannot be such a message.
CREATE FUNCTION public.record_outgoing_message(
    _channel_account text, _channel_message_id text, _sender_type text, _body text,
    _conversation_id uuid DEFAULT NULL, _guest_address text DEFAULT NULL, _sender_name text DEFAULT NULL,
    _chatbot_id uuid DEFAULT NULL, _message_type text DEFAULT 'text', _attachments jsonb DEFAULT '[]',
    _metadata jsonb DEFAULT '{}'
) RETURNS riad.received
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    earlier riad.received;
    talk public.conversations;
    moment timestamptz;
    message uuid := gen_random_uuid();
BEGIN
    PERFORM riad.require_channel_message(_channel_account, _channel_message_id, _body, _message_type, _attachments,
        _metadata);
    IF coalesce(_sender_type, '') NOT IN ('chatbot', 'ai', 'agent') THEN
        RAISE EXCEPTION 'an outgoing message is a chatbot''s, an ai''s or an agent''s' USING ERRCODE = 'RI010';
    END IF;
    SELECT c.* INTO talk FROM public.conversations c
    WHERE c.id = coalesce(_conversation_id, (
        SELECT latest.id FROM riad.guest_addresses a
        JOIN public.conversations latest
            ON latest.guest_id = a.guest_id AND latest.channel_account = a.channel_account
        WHERE a.channel_account = _channel_account AND a.address = _guest_address
        ORDER BY (latest.state <> 'ARCHIVÉE') DESC, latest.created_at DESC LIMIT 1
    )) AND coalesce(c.channel_account, _channel_account) = _channel_account
    FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such conversation' USING ERRCODE = 'RI002';
    END IF;
    earlier := riad.earlier_of_channel(_channel_account, _channel_message_id);
    IF earlier.message_id IS NOT NULL THEN
        RETURN earlier;
    END IF;
    IF talk.state = 'ARCHIVÉE' THEN
        RAISE EXCEPTION 'an archived conversation takes no message' USING ERRCODE = 'RI005';
    END IF;

    moment := clock_timestamp();
    UPDATE public.conversations c
    SET last_seq = talk.last_seq + 1, last_message_at = greatest(moment, c.last_message_at),
        last_message_content = left(_body, 500), last_sender_type = _sender_type, updated_at = moment,
        sla_due_at = 'infinity',
        assigned_chatbot_id = CASE
            WHEN c.assigned_agent_id IS NULL THEN coalesce(_chatbot_id, c.assigned_chatbot_id) END
    WHERE c.id = talk.id;
    BEGIN
        INSERT INTO public.conversation_messages (
            id, conversation_id, seq, sender_type, sender_name, message_content, message_type, attachment_ids,
            is_automated, metadata, created_at, channel_account, channel_message_id, delivery_state, sent_at
        ) VALUES (
            message, talk.id, talk.last_seq + 1, _sender_type, left(_sender_name, 200), _body, _message_type,
            riad.keep_attachments(talk.id, _attachments), _sender_type <> 'agent', coalesce(_metadata, '{}'), moment,
            _channel_account, _channel_message_id, 'sent', moment
        );
    EXCEPTION WHEN unique_violation THEN
        RAISE EXCEPTION 'this channel message was recorded in another conversation' USING ERRCODE = 'RI006';
    END;
    RETURN ROW(talk.id, message, talk.last_seq + 1, false)::riad.received;
END
$$;

GRANT EXECUTE ON FUNCTION public.receive_guest_message, public.record_outgoing_message TO riad_integration;
