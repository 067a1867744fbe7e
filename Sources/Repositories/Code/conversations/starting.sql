-- Conversations that the house begins.

-- Returns the channel of an account, by whose messages it has brought, the guest's own first; null for an account that
-- brought none. An account that has several, such as a number for WhatsApp and text messages, is the one it vouches by.
CREATE OR REPLACE FUNCTION riad.channel_of_account(_channel_account text, _guest_id uuid) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN coalesce(
        (SELECT c.channel_type FROM public.conversations c
            WHERE c.guest_id = _guest_id AND c.channel_account = _channel_account
            ORDER BY c.created_at DESC LIMIT 1),
        (SELECT a.vouched_by FROM riad.guest_addresses a
            WHERE a.channel_account = _channel_account AND a.vouched_by <> 'nobody' LIMIT 1),
        (SELECT c.channel_type FROM riad.guest_addresses a
            JOIN public.conversations c ON c.guest_id = a.guest_id AND c.channel_account = a.channel_account
            WHERE a.channel_account = _channel_account LIMIT 1)
    );
END
$$;

-- Returns the house's accounts that guests have written to.
CREATE OR REPLACE FUNCTION riad.used_accounts() RETURNS SETOF text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    account text := '';
BEGIN
    -- One look into the index each, however many addresses an account has.
    LOOP
        SELECT a.channel_account INTO account FROM riad.guest_addresses a
        WHERE a.channel_account > account ORDER BY a.channel_account LIMIT 1;
        EXIT WHEN NOT FOUND;
        RETURN NEXT account;
    END LOOP;
END
$$;

-- Returns where a guest can be written to: the addresses that they wrote from, those that a channel vouches for first; then
-- their telephone number on the house's WhatsApp accounts and their e-mail address on its mail accounts, where they
-- haven't written yet. `conversation_id` is the conversation there that isn't archived, if the user can read it. RI001:
-- outside the desk. RI002: not a guest whom the user can read.
CREATE OR REPLACE FUNCTION riad.guest_channels(_guest_id uuid) RETURNS TABLE (
    channel_account text, channel_type text, address text, is_vouched boolean, has_written boolean, conversation_id uuid
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    me riad.rights := riad.session_rights();
BEGIN
    IF me.is_desk IS NOT TRUE THEN
        RAISE EXCEPTION 'not permitted to begin conversations' USING ERRCODE = 'RI001';
    ELSIF NOT EXISTS (SELECT FROM public.guest g WHERE g.guest_id = _guest_id)
        OR NOT (me.can_read_all OR riad.can_read_guest(_guest_id))
    THEN
        RAISE EXCEPTION 'there is no such guest' USING ERRCODE = 'RI002';
    END IF;
    RETURN QUERY
    WITH known AS (
        -- Of an address that a channel vouches for, that channel, whatever else its account brings.
        SELECT a.channel_account, coalesce(max(a.vouched_by) FILTER (WHERE a.vouched_by <> 'nobody'),
                riad.channel_of_account(a.channel_account, _guest_id)) AS channel_type, a.address,
            bool_or(a.vouched_by <> 'nobody') AS is_vouched
        FROM riad.guest_addresses a WHERE a.guest_id = _guest_id
        GROUP BY a.channel_account, a.address
    ), possible AS (
        SELECT account, riad.channel_of_account(account, _guest_id) AS channel_type FROM riad.used_accounts() account
    ), reachable AS (
        SELECT k.*, true AS has_written FROM known k
        UNION ALL
        SELECT p.account, p.channel_type, own.address, false, false
        FROM possible p
        JOIN public.guest g ON g.guest_id = _guest_id
        CROSS JOIN LATERAL (
            SELECT CASE p.channel_type WHEN 'whatsapp' THEN riad.phone_number(g.phone)
                WHEN 'email' THEN riad.mail_address(g.email) END AS address
        ) own
        WHERE own.address IS NOT NULL AND NOT EXISTS (SELECT FROM known k WHERE k.channel_account = p.account)
    )
    SELECT r.channel_account, r.channel_type, r.address, r.is_vouched, r.has_written, (
        SELECT c.id FROM public.conversations c
        WHERE c.guest_id = _guest_id AND c.channel_account = r.channel_account AND c.channel_type = r.channel_type
            AND c.state <> 'ARCHIVÉE' AND riad.can_read(me, c)
        ORDER BY c.created_at DESC LIMIT 1
    )
    FROM reachable r
    WHERE r.channel_type IS NOT NULL AND riad.sendable_address(r.address) IS NOT NULL
    ORDER BY r.has_written DESC, r.is_vouched DESC, r.channel_account, r.address
    LIMIT 50;
END
$$;
GRANT EXECUTE ON FUNCTION riad.guest_channels TO riad_console;

-- Writes to a guest on an account, at one of the addresses of `riad.guest_channels`: a text, or a template with its
-- variables. It goes to that address, whichever the guest wrote from last. Without a conversation there that isn't
-- archived, it begins one that is the caller's. Writing again with
-- the same message id returns the first receipt. `_resends_id` is a failed message of this guest that it sends again.
-- RI001: outside the desk, or the conversation there is somebody else's. RI002: no such guest, address or template.
-- RI004: the message named as failed did not fail, or was sent again already. RI010: neither or both of text and
-- template. RI011: WhatsApp takes a template only. Other errors as `riad.store_message`.
CREATE OR REPLACE FUNCTION riad.start_conversation(
    _message_id uuid, _guest_id uuid, _channel_account text, _address text, _body text, _template_id uuid,
    _variables text[], _resends_id uuid DEFAULT NULL
) RETURNS TABLE (
    conversation_id uuid, seq bigint, created_at timestamptz, state text, assigned_agent_id uuid, already_sent boolean
)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s'
AS $$
#variable_conflict use_column
DECLARE
    me riad.rights := riad.session_rights();
    place record;
    answered record;
    conversation public.conversations;
    template riad.message_templates;
    origin public.conversations;
    receipt riad.receipt;
BEGIN
    PERFORM riad.enforce_change_limit();
    SELECT r.* INTO place FROM riad.guest_channels(_guest_id) r
    WHERE r.channel_account = _channel_account AND r.address = _address;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the guest has no such address' USING ERRCODE = 'RI002';
    ELSIF num_nonnulls(_body, _template_id) <> 1 THEN
        RAISE EXCEPTION 'a conversation begins with a text or a template' USING ERRCODE = 'RI010';
    END IF;
    IF _template_id IS NOT NULL THEN
        template := riad.require_template(_template_id, _channel_account);
        _body := riad.filled_template(template.body, _variables);
        _variables := coalesce(_variables, '{}');
    END IF;
    -- As receiving does: whoever writes to the same guest at once waits, and finds this conversation.
    PERFORM FROM public.guest g WHERE g.guest_id = _guest_id FOR NO KEY UPDATE;
    SELECT c.* INTO conversation FROM public.conversations c
    WHERE c.guest_id = _guest_id AND c.channel_account = _channel_account AND c.channel_type = place.channel_type
        AND c.state <> 'ARCHIVÉE'
    ORDER BY c.created_at DESC LIMIT 1;
    IF _resends_id IS NOT NULL THEN
        PERFORM riad.lock_threads(ARRAY(
            SELECT c.id FROM public.conversations c
            WHERE (c.id = conversation.id OR c.id = (
                SELECT m.conversation_id FROM public.conversation_messages m WHERE m.id = _resends_id
            )) AND c.guest_id = _guest_id AND riad.can_read(me, c)
        ));
        SELECT c.* INTO origin
        FROM public.conversation_messages m JOIN public.conversations c ON c.id = m.conversation_id
        WHERE m.id = _resends_id AND c.guest_id = _guest_id AND riad.can_read(me, c);
        PERFORM riad.require_resendable(CASE WHEN origin.id IS NOT NULL THEN _resends_id END, _message_id, _guest_id);
    END IF;
    IF conversation.id IS NULL THEN
        PERFORM riad.begin_action('assignment', NULL);
        INSERT INTO public.conversations AS c (
            guest_id, reservation_id, channel_type, channel_account, state, assigned_agent_id, continues_id, journey_phase,
            created_at
        )
        SELECT _guest_id, stay.res_id, place.channel_type, _channel_account, 'EN_COURS', me.user_id, (
                SELECT a.id FROM public.conversations a
                WHERE a.guest_id = _guest_id AND a.channel_account = _channel_account
                    AND a.channel_type = place.channel_type
                ORDER BY a.created_at DESC LIMIT 1
            ), riad.journey_phase(stay.res_id, riad.local_today()), clock_timestamp()
        FROM riad.likely_reservation(_guest_id, riad.local_today()) AS stay (res_id)
        RETURNING c.* INTO conversation;
        PERFORM riad.end_action();
    END IF;
    IF NOT place.has_written THEN
        INSERT INTO riad.guest_addresses (channel_account, address, vouched_by, guest_id, has_written)
        VALUES (_channel_account, _address, 'nobody', _guest_id, false) ON CONFLICT DO NOTHING;
    END IF;
    -- To the address as its owner writes it, and answering their message, if they wrote last from there; else to the
    -- one that was chosen, and answering nothing.
    SELECT a.* INTO answered FROM riad.answered(conversation, conversation.last_seq + 1) a
    WHERE lower(a.guest_address) = lower(_address);
    receipt := riad.store_message(_message_id, conversation.id, _body, false, NULL, false, _resends_id, template,
        _variables, coalesce(answered.guest_address, _address), answered.answers_id);
    IF origin.id <> conversation.id AND NOT receipt.already_sent THEN
        PERFORM riad.clear_resent(me, origin, _message_id);
    END IF;
    RETURN QUERY SELECT conversation.id, receipt.seq, receipt.created_at, receipt.state, receipt.assigned_agent_id,
        receipt.already_sent;
END
$$;
GRANT EXECUTE ON FUNCTION riad.start_conversation TO riad_console;
