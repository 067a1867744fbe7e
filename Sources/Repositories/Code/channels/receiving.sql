-- Receiving guests' messages.
-- requires: channels/contents

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

-- Returns the stored message with this channel id, if it is a guest's, or the house's, as said; null if it is new.
-- RI006: it is the other's.
CREATE OR REPLACE FUNCTION riad.earlier_message(_channel_account text, _channel_message_id text, _is_guests boolean)
RETURNS riad.received_message
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    earlier riad.received_message := riad.find_channel_message(_channel_account, _channel_message_id);
BEGIN
    IF EXISTS (
        SELECT FROM public.conversation_messages m
        WHERE m.id = earlier.message_id AND (m.sender_type = 'guest') <> _is_guests
    ) THEN
        RAISE EXCEPTION 'this channel message id belongs to a message of the other side' USING ERRCODE = 'RI006';
    END IF;
    RETURN earlier;
END
$$;

-- Returns whether this is a channel that riad knows; null for null.
CREATE OR REPLACE FUNCTION riad.is_channel_type(_channel_type text) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT _channel_type IN ('whatsapp', 'email', 'beds24', 'direct', 'sms');
END;

-- Returns whether this is a list of files in the form that `store_attachments` takes.
CREATE OR REPLACE FUNCTION riad.is_attachment_list(_attachments jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT CASE WHEN jsonb_typeof(_attachments) <> 'array' OR octet_length(_attachments::text) > 262144 THEN false
        ELSE NOT EXISTS (
            SELECT FROM jsonb_array_elements(_attachments) file
            WHERE jsonb_typeof(file.value) <> 'object' OR file.value -> 'byte_size' NOT IN ('null', '""')
                AND (riad.content_number(file.value -> 'byte_size') BETWEEN 0 AND 9223372036854775807) IS NOT TRUE
        ) END;
END;

-- Stores a message's files, the first fifty: [{"name", "content_type", "byte_size", "url"}, …]. Of more, a last one
-- says how many were left out. Returns null if there are none.
CREATE OR REPLACE FUNCTION riad.store_attachments(_conversation_id uuid, _attachments jsonb) RETURNS uuid[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    ids uuid[];
BEGIN
    IF coalesce(_attachments, '[]') IN ('[]', 'null') THEN
        RETURN NULL;
    END IF;
    IF jsonb_array_length(_attachments) > 50 THEN
        _attachments := jsonb_path_query_array(_attachments, '$[0 to 49]') || jsonb_build_object(
            'name', format('(+%s)', jsonb_array_length(_attachments) - 50));
    END IF;
    WITH kept AS (
        INSERT INTO riad.attachments (conversation_id, name, content_type, byte_size, url)
        SELECT _conversation_id, coalesce(file ->> 'name', 'file'), file ->> 'content_type',
            riad.content_number(file -> 'byte_size')::bigint, file ->> 'url'
        FROM jsonb_array_elements(_attachments) AS file
        RETURNING attachments.id
    )
    SELECT array_agg(kept.id) INTO ids FROM kept;
    RETURN ids;
END
$$;

-- RI010 unless this can be a channel's message. It may be without text; JSON's null is as good as nothing.
CREATE OR REPLACE FUNCTION riad.require_channel_message(
    _channel_account text, _channel_message_id text, _body text, _attachments jsonb, _metadata jsonb, _content jsonb
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF coalesce(_channel_account, '') = '' OR octet_length(_channel_account) > 200 THEN
        RAISE EXCEPTION 'a channel message needs an account, of at most 200 bytes' USING ERRCODE = 'RI010';
    ELSIF coalesce(_channel_message_id, '') = '' OR octet_length(_channel_message_id) > 1000 THEN
        RAISE EXCEPTION 'a channel message needs the channel''s id, of at most 1,000 bytes' USING ERRCODE = 'RI010';
    ELSIF octet_length(_body) > 1048576 THEN
        RAISE EXCEPTION 'a channel message has at most 1 MiB of text' USING ERRCODE = 'RI010';
    ELSIF NOT riad.is_attachment_list(coalesce(nullif(_attachments, 'null'), '[]')) THEN
        RAISE EXCEPTION 'attachments are a list of objects of at most 256 KiB, whose byte_size is a number'
            USING ERRCODE = 'RI010';
    ELSIF jsonb_typeof(coalesce(nullif(_metadata, 'null'), '{}')) <> 'object'
        OR octet_length(_metadata::text) > 262144
    THEN
        RAISE EXCEPTION 'metadata is an object of at most 256 KiB' USING ERRCODE = 'RI010';
    ELSIF NOT riad.is_message_content(coalesce(nullif(_content, 'null'), '{}')) THEN
        RAISE EXCEPTION 'content is an object of at most 64 KiB: numbers, texts and options as the guide lists them'
            USING ERRCODE = 'RI010';
    END IF;
END
$$;

-- Returns the address that a mail is from, and whether it is verified. What a booking site or another machine sends for
-- somebody is from the address that it names in Reply-To: without that, all guests of a site would be one. It is as
-- good as verified if it is of the verified sender's own domain, as a site's relay address is; else it is a claim.
CREATE OR REPLACE FUNCTION riad.mail_sender(
    _from text, _reply_to text, _is_authenticated boolean, OUT address text, OUT is_authenticated boolean
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    machine text := riad.normalized_address('email', _from);
    writer text := riad.normalized_address('email', _reply_to);
BEGIN
    IF writer <> machine AND riad.is_shared_contact(machine) AND NOT riad.is_shared_contact(writer) THEN
        address := _reply_to;
        is_authenticated := _is_authenticated
            AND ('.' || split_part(writer, '@', 2)) LIKE '%.' || split_part(machine, '@', 2);
    ELSE
        address := _from;
        is_authenticated := _is_authenticated;
    END IF;
END
$$;

-- Returns the guest's conversation on this channel and account, locked: the latest that isn't archived, else a new one
-- that continues the archived one. `_is_quiet`: a new one begins closed, as nobody need look at it.
CREATE OR REPLACE FUNCTION riad.find_or_create_conversation(
    _guest_id uuid, _channel_account text, _channel_type text, _res_id uuid, _subject text, _is_quiet boolean,
    _sent_at timestamptz
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
        WHERE c.guest_id = _guest_id AND c.channel_account = _channel_account AND c.channel_type = _channel_type
            AND c.state <> 'ARCHIVÉE'
        ORDER BY c.created_at DESC LIMIT 1
    ));
    SELECT c.* INTO conversation FROM public.conversations c
    WHERE c.guest_id = _guest_id AND c.channel_account = _channel_account AND c.channel_type = _channel_type
        AND c.state <> 'ARCHIVÉE'
    ORDER BY c.created_at DESC LIMIT 1 FOR NO KEY UPDATE;
    IF FOUND THEN
        RETURN conversation;
    END IF;
    SELECT c.id INTO archived FROM public.conversations c
    WHERE c.guest_id = _guest_id AND c.channel_account = _channel_account AND c.channel_type = _channel_type
    ORDER BY c.created_at DESC LIMIT 1;
    INSERT INTO public.conversations AS c (
        guest_id, reservation_id, channel_type, channel_account, subject, continues_id, journey_phase, state, created_at,
        last_message_at
    ) VALUES (
        _guest_id, _res_id, _channel_type, _channel_account, _subject, archived,
        riad.journey_phase(_res_id, riad.local_today()), CASE WHEN _is_quiet THEN 'CLÔTURÉE' ELSE 'NOUVELLE' END,
        _sent_at, _sent_at
    ) RETURNING c.* INTO conversation;
    RETURN conversation;
END
$$;

-- Returns the guest whom the booking system means by this reservation; null if nothing but an e-mail address or
-- telephone number given with the booking made it that guest's, or another of the guest's bookings.
CREATE OR REPLACE FUNCTION riad.booking_guest(reservation public.reservation) RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN CASE WHEN NOT EXISTS (
        SELECT FROM riad.contact_matched_reservations m JOIN public.reservation r ON r.res_id = m.res_id
        WHERE r.guest_id = reservation.guest_id
    ) THEN reservation.guest_id END;
END
$$;

-- Gives a guest without a name the one that their booking states.
CREATE OR REPLACE FUNCTION riad.learn_name_of_booking(_guest_id uuid, named public.reservation) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF named.guest_id <> _guest_id AND NOT EXISTS (
        SELECT FROM riad.names_of(_guest_id) AS known (name) WHERE riad.name_words(known.name) <> '{}'
    ) THEN
        PERFORM riad.learn_guest(
            _guest_id, riad.voice_of(named.res_id), riad.booked_name(named.res_id), NULL, NULL, NULL);
    END IF;
END
$$;

-- Returns the booking that a message names: by source and id there, or by the id alone if only one source has it.
CREATE OR REPLACE FUNCTION riad.named_reservation(_booking_source text, _reservation_ext_id text) RETURNS public.reservation
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    named public.reservation[] := ARRAY(
        SELECT r FROM riad.booking_sources() AS s (source)
        JOIN public.reservation r
            ON r.org_id = riad.organisation_id() AND r.source = s.source AND r.ext_id = _reservation_ext_id
        WHERE _booking_source IS NULL OR s.source = _booking_source
    );
BEGIN
    RETURN CASE WHEN cardinality(named) = 1 THEN named[1] END;
END
$$;

-- The systems that bookings come from.
CREATE OR REPLACE FUNCTION riad.booking_sources() RETURNS SETOF text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT s.source FROM unnest('{booking,airbnb,expedia,ctrip,direct}'::text[]) AS s (source);
END;

-- Returns the stay that a conversation is about after a message: the one that the message names; otherwise the one it was
-- about, unless that is over or cancelled.
CREATE OR REPLACE FUNCTION riad.current_stay(_current uuid, named public.reservation, _likely uuid) RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF named.status <> 'cancelled' THEN
        RETURN named.res_id;
    ELSIF riad.is_current_stay(_current) THEN
        RETURN _current;
    END IF;
    RETURN coalesce(_likely, _current, named.res_id);
END
$$;

-- Returns whether a stay is neither over nor cancelled.
CREATE OR REPLACE FUNCTION riad.is_current_stay(_res_id uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM public.reservation r
        WHERE r.res_id = _res_id AND r.status <> 'cancelled' AND r.check_out >= riad.local_today()
    );
END
$$;

-- Returns whether a guest's text is a machine's that answers a machine: the fourth time within ten minutes the same text,
-- each time after something automatic of ours.
CREATE OR REPLACE FUNCTION riad.is_loop(_conversation_id uuid, _body text, _moment timestamptz) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN coalesce(_body, '') <> '' AND 3 = (
        SELECT count(*) FROM (
            SELECT m.sender_type, m.message_content, m.created_at,
                lag(m.sender_type) OVER (ORDER BY m.seq) AS sender_before
            FROM (
                SELECT * FROM public.conversation_messages l
                WHERE l.conversation_id = _conversation_id AND NOT l.is_internal ORDER BY l.seq DESC LIMIT 7
            ) m
        ) pair
        WHERE pair.sender_type = 'guest' AND pair.message_content = _body
            AND pair.created_at > _moment - interval '10 minutes'
            AND (pair.sender_before IS NULL OR pair.sender_before IN ('chatbot', 'ai'))
    ) AND (
        SELECT l.sender_type IN ('chatbot', 'ai') FROM public.conversation_messages l
        WHERE l.conversation_id = _conversation_id AND NOT l.is_internal ORDER BY l.seq DESC LIMIT 1
    );
END
$$;

-- Stores a guest's message, idempotent per (account, channel message id): finds or creates guest and conversation,
-- changes the state, starts the SLA target. Any sender's address is accepted; one that isn't in its channel's form
-- identifies the same sender again, but nobody else. `_is_authenticated`: a mail server verified the From address
-- (DMARC: SPF or DKIM, aligned). Otherwise the address is only a claim, as for SMS and the company's site.
-- `_sent_at` orders the message and starts its clocks. What is history, automatic (`_is_automatic`: an auto-reply, a
-- bounce) or a reaction reopens nothing and is owed no answer.
-- `_other_addresses`: what the channel says are further addresses of the same sender, such as WhatsApp's LID beside the
-- number. RI006: the id is that of a message of the house. RI010: invalid message. RI014: the guest or the conversation
-- is locked; try again.
CREATE OR REPLACE FUNCTION public.receive_guest_message(
    _channel_account text, _channel_message_id text, _channel_type text, _guest_address text, _body text,
    _guest_name text DEFAULT NULL, _guest_email text DEFAULT NULL, _guest_phone text DEFAULT NULL,
    _guest_country text DEFAULT NULL, _booking_source text DEFAULT NULL, _reservation_ext_id text DEFAULT NULL,
    _subject text DEFAULT NULL, _message_type text DEFAULT 'text', _attachments jsonb DEFAULT '[]',
    _metadata jsonb DEFAULT '{}', _is_authenticated boolean DEFAULT false, _sent_at timestamptz DEFAULT NULL,
    _is_automatic boolean DEFAULT false, _content jsonb DEFAULT NULL, _cc text[] DEFAULT NULL,
    _reply_to text DEFAULT NULL, _in_reply_to text DEFAULT NULL, _mail_message_id text DEFAULT NULL,
    _other_addresses text[] DEFAULT '{}'
) RETURNS riad.received_message
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '4s'
AS $$
DECLARE
    earlier riad.received_message;
    named public.reservation;
    writer uuid;
    conversation public.conversations;
    target_state text;
    received timestamptz;
    sent timestamptz;
    is_history boolean;
    is_quiet boolean;
    kind text := riad.message_kind(_message_type);
    content jsonb;
    files uuid[];
    place bigint;
    message uuid := gen_random_uuid();
BEGIN
    PERFORM riad.require_channel_message(_channel_account, _channel_message_id, _body, _attachments, _metadata, _content);
    IF riad.is_channel_type(_channel_type) IS NOT TRUE THEN
        RAISE EXCEPTION 'a guest''s message needs a known channel type' USING ERRCODE = 'RI010';
    END IF;
    PERFORM riad.end_stale_sessions();
    earlier := riad.earlier_message(_channel_account, _channel_message_id, true);
    IF earlier.message_id IS NOT NULL THEN
        RETURN earlier;
    END IF;
    _guest_name := nullif(btrim(left(_guest_name, 200), E' \t\r\n'), '');
    _subject := left(riad.header_text(_subject), 1000);
    _reply_to := riad.sendable_address(_reply_to);
    _booking_source := nullif(btrim(_booking_source), '');
    IF _channel_type = 'email' THEN
        SELECT s.address, s.is_authenticated INTO _guest_address, _is_authenticated
        FROM riad.mail_sender(_guest_address, _reply_to, _is_authenticated) s;
    END IF;
    named := riad.named_reservation(_booking_source, _reservation_ext_id);
    -- A booking channel knows its reservations; on other channels anybody can quote a reservation number.
    writer := riad.find_or_create_sender(_channel_account, _channel_type, _guest_address,
        _other_addresses[:10], _is_authenticated,
        CASE WHEN _channel_type = 'beds24' THEN riad.booking_guest(named) END, _guest_name, left(_guest_email, 320),
        left(_guest_phone, 100), left(_guest_country, 100), CASE WHEN _channel_type = 'beds24' THEN named.res_id END);
    IF _channel_type = 'beds24' THEN
        PERFORM riad.learn_name_of_booking(writer, named);
    ELSIF named.guest_id <> writer THEN
        named := NULL;
    END IF;
    earlier := riad.earlier_message(_channel_account, _channel_message_id, true);
    IF earlier.message_id IS NOT NULL THEN
        RETURN earlier;
    END IF;

    received := clock_timestamp();
    sent := riad.sending_time(_sent_at, received);
    is_quiet := coalesce(_is_automatic, false) OR kind = 'reaction';
    conversation := riad.find_or_create_conversation(writer, _channel_account, _channel_type,
        riad.current_stay(NULL, named, riad.likely_reservation(writer, riad.local_today())), _subject,
        is_quiet OR riad.is_history(NULL, sent, received), sent);
    received := clock_timestamp();
    sent := riad.sending_time(_sent_at, received);
    is_history := riad.is_history(conversation.id, sent, received);
    _is_automatic := coalesce(_is_automatic, false) OR riad.is_loop(conversation.id, _body, received);
    is_quiet := is_quiet OR _is_automatic OR is_history;
    SELECT t.to_state INTO target_state FROM riad.state_transitions t
    WHERE t.from_state = conversation.state AND NOT is_quiet AND t.action = CASE
        WHEN conversation.assigned_agent_id IS NULL THEN 'guest_message_unassigned' ELSE 'guest_message_assigned' END;
    IF NOT is_history THEN
        conversation.reservation_id := riad.current_stay(conversation.reservation_id, named,
            riad.likely_reservation(writer, riad.local_today()));
    END IF;
    content := riad.kept_content(_content);
    IF kind = 'reaction' THEN
        content := riad.with_reaction_target(content, conversation);
    END IF;
    files := riad.store_attachments(conversation.id, _attachments);
    place := riad.make_room(conversation, sent, is_history);
    UPDATE public.conversations c
    SET last_seq = conversation.last_seq + 1, last_message_at = greatest(sent, c.last_message_at),
        last_message_content = CASE WHEN sent >= c.last_message_at THEN left(coalesce(_body, ''), 500)
            ELSE c.last_message_content END,
        last_message_details = CASE WHEN sent >= c.last_message_at
            THEN riad.message_details(kind, content, files, _is_automatic) ELSE c.last_message_details END,
        last_sender_type = CASE WHEN sent >= c.last_message_at THEN 'guest' ELSE c.last_sender_type END,
        updated_at = received, state = coalesce(target_state, c.state), reservation_id = conversation.reservation_id,
        journey_phase = riad.journey_phase(conversation.reservation_id, riad.local_today()),
        last_guest_at = CASE WHEN _is_automatic OR kind = 'reaction' THEN c.last_guest_at
            ELSE greatest(sent, c.last_guest_at) END,
        owed_since = CASE WHEN is_quiet THEN c.owed_since
            WHEN riad.expects_answer(c.state) THEN least(c.owed_since, sent) ELSE sent END
    WHERE c.id = conversation.id;
    INSERT INTO public.conversation_messages (
        id, conversation_id, seq, sender_type, sender_name, message_content, message_type, attachment_ids, is_automated,
        metadata, created_at, received_at, channel_account, channel_message_id, reservation_id, content, subject, cc,
        reply_to, in_reply_to, mail_message_id, guest_address
    ) VALUES (
        message, conversation.id, place, 'guest',
        coalesce(_guest_name, (SELECT nullif(concat_ws(' ', g.first_name, g.last_name), '')
            FROM public.guest g WHERE g.guest_id = writer)),
        coalesce(_body, ''), kind, files, _is_automatic, coalesce(nullif(_metadata, 'null'), '{}'), sent,
        nullif(received, sent), _channel_account, _channel_message_id,
        coalesce(named.res_id, conversation.reservation_id), content,
        _subject, (SELECT array_agg(riad.sendable_address(a.address) ORDER BY a.place)
            FROM unnest(_cc[1:50]) WITH ORDINALITY AS a (address, place)
            WHERE riad.sendable_address(a.address) IS NOT NULL),
        _reply_to, riad.header_id(_in_reply_to), riad.header_id(_mail_message_id),
        riad.sendable_address(riad.written_address(_channel_type, _guest_address))
    );
    RETURN ROW(conversation.id, message, place, false)::riad.received_message;
EXCEPTION
    WHEN unique_violation THEN
        RAISE EXCEPTION 'this channel message is being received from another address' USING ERRCODE = 'RI006';
    WHEN lock_not_available OR deadlock_detected THEN
        PERFORM riad.raise_lock_conflict();
END
$$;
GRANT EXECUTE ON FUNCTION public.receive_guest_message(
    text, text, text, text, text, text, text, text, text, text, text, text, text, jsonb, jsonb, boolean, timestamptz,
    boolean, jsonb, text[], text, text, text, text[]
) TO riad_integration;
