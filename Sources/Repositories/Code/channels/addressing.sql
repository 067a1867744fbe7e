-- Where a reply goes: fixed when it is written, from the message that it answers.

-- Returns a text for one line of a message's head: line breaks and other control characters are blanks.
CREATE OR REPLACE FUNCTION riad.header_text(_text text) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN regexp_replace(_text, '[\u0001-\u001f\u007f-\u009f\u2028\u2029]+', ' ', 'g');
END
$$;

-- Returns an id, such as a mail's Message-ID, without control characters.
CREATE OR REPLACE FUNCTION riad.header_id(_text text) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN nullif(btrim(left(regexp_replace(_text, '[\u0001-\u001f\u007f-\u009f\u2028\u2029]+', '', 'g'), 1000)), '');
END
$$;

-- Returns an address that something can be sent to; null for one with control characters, which could add a head line
-- of its own, for the digest of a long one, and for nothing.
CREATE OR REPLACE FUNCTION riad.sendable_address(_address text) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    bare text := btrim(_address, E' \t\r\n');
BEGIN
    RETURN CASE WHEN char_length(bare) BETWEEN 1 AND 320 AND bare !~ '[\u0001-\u001f\u007f-\u009f\u2028\u2029]'
        AND bare !~ '^sha256:[0-9a-f]{64}$' THEN bare END;
END
$$;

-- Returns whether this address is the guest's: they wrote from it, or the desk, a booking or another program says that
-- it is theirs. What a channel said of them stands with their addresses, and goes with them when two guests are parted.
CREATE OR REPLACE FUNCTION riad.is_guests_address(_guest_id uuid, _address text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN _guest_id IS NULL OR EXISTS (
        SELECT FROM riad.guest_addresses a WHERE a.guest_id = _guest_id AND a.address IN (_address, lower(_address))
    ) OR EXISTS (
        SELECT FROM riad.guest_values v
        WHERE v.contact = riad.contact_key(_address) AND v.source NOT IN ('whatsapp', 'email')
            AND v.guest_id IN (SELECT riad.guest_members(_guest_id))
    );
END
$$;

-- Returns what a reply in a conversation answers and where it goes, looking at the messages before a number: the
-- guest's last message, or whatever the desk wrote since to an address that it chose. What came from an address that is
-- another guest's now is passed over. Without any, the guest's own address on this account, one of the conversation's
-- channel first; null where there is none.
CREATE OR REPLACE FUNCTION riad.answered(
    conversation public.conversations, _before bigint, OUT answers_id uuid, OUT guest_address text
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    SELECT CASE m.sender_type WHEN 'guest' THEN m.id ELSE m.answers_id END, m.guest_address
    INTO answers_id, guest_address
    FROM public.conversation_messages m
    WHERE m.conversation_id = conversation.id AND m.seq < _before AND m.withdrawn_at IS NULL
        -- What is sent again goes back to an earlier message.
        AND (m.sender_type = 'guest' OR m.guest_address IS NOT NULL AND (m.resends_id IS NULL OR m.answers_id IS NULL))
        AND (m.guest_address IS NULL OR riad.is_guests_address(conversation.guest_id, m.guest_address))
    ORDER BY m.seq DESC LIMIT 1;
    guest_address := coalesce(guest_address, (
        SELECT a.address FROM riad.guest_addresses a
        WHERE a.guest_id = conversation.guest_id AND a.channel_account = conversation.channel_account
            AND riad.sendable_address(a.address) IS NOT NULL
        ORDER BY a.vouched_by = CASE WHEN conversation.channel_type IN ('whatsapp', 'email', 'beds24')
            THEN conversation.channel_type ELSE 'nobody' END DESC, a.vouched_by = 'nobody', a.created_at DESC LIMIT 1
    ));
END
$$;

-- Returns a mail's subject as an answer has it.
CREATE OR REPLACE FUNCTION riad.answering_subject(_subject text) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    subject text := btrim(riad.header_text(_subject));
BEGIN
    RETURN CASE WHEN subject = '' THEN NULL
        WHEN subject ~* '^(re|aw|sv|antw|tr|rif|odp)\s*(\[[0-9]+\])?\s*:' THEN subject
        ELSE 'Re: ' || subject END;
END
$$;

-- Returns what a workflow needs to send a message: channel, account, the guest's address there, the text with its
-- signature, and the template if it is made of one; of an e-mail also the subject, the id of the mail that it answers,
-- its Reply-To and Cc; of a stay the booking. Address and head are those that were fixed when the message was written;
-- the address is null where there is none, or where it is another guest's since two were parted.
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
    SELECT m.id, m.conversation_id, c.channel_type, coalesce(m.channel_account, c.channel_account), goes.guest_address,
        riad.header_text(c.shown_guest_name), riad.signed_text(m.message_content, m.signature), m.message_type,
        CASE WHEN c.channel_type = 'email' THEN riad.answering_subject(coalesce(asked.subject, c.subject)) END,
        asked.mail_message_id, asked.reply_to, asked.cc, r.source, r.ext_id, m.template_name, m.template_language,
        m.template_variables, m.resends_id
    FROM public.conversation_messages m
    JOIN public.conversations c ON c.id = m.conversation_id
    LEFT JOIN LATERAL (
        SELECT m.answers_id, m.guest_address WHERE riad.is_guests_address(c.guest_id, m.guest_address)
        UNION ALL
        -- Queued before addresses were kept, or when the guest had none.
        SELECT a.answers_id, a.guest_address FROM riad.answered(c, m.seq) a WHERE m.guest_address IS NULL
    ) goes ON goes.guest_address IS NOT NULL
    LEFT JOIN public.conversation_messages asked ON asked.id = goes.answers_id AND c.channel_type = 'email'
    LEFT JOIN public.reservation r ON r.res_id = m.reservation_id
    WHERE m.id = ANY (_message_ids) AND m.sender_type = 'agent' AND NOT m.is_internal AND m.delivery_state = 'queued'
    ORDER BY m.created_at, m.id;
END
$$;
