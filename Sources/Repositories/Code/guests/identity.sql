-- Finds or creates the guest for a channel's sender or a booking. An identity vouched for by a channel identifies the
-- guest; contacts that a message merely claims are stored separately and match nobody.

-- Returns the only guest with this e-mail address or telephone number; null if there is none, or more than one.
CREATE OR REPLACE FUNCTION riad.match_guest_by_contact(_org_id uuid, _email text, _phone text) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT CASE WHEN count(*) = 1 THEN (array_agg(same.guest_id))[1] END
    FROM (
        SELECT g.guest_id FROM public.guest g
        WHERE g.org_id = _org_id AND riad.mail_address(g.email) = riad.mail_address(_email)
        UNION
        SELECT g.guest_id FROM public.guest g
        WHERE g.org_id = _org_id AND riad.phone_number(g.phone) = riad.phone_number(_phone)
        LIMIT 2
    ) same;
END;

-- Locks the e-mail address and telephone number against concurrent lookups until the end of the transaction: somebody
-- who books and writes at the same time becomes one guest. Locks in a fixed order.
CREATE OR REPLACE FUNCTION riad.lock_contact(_email text, _phone text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    contact text;
BEGIN
    FOR contact IN
        SELECT c.text FROM unnest(ARRAY[riad.mail_address(_email), riad.phone_number(_phone)]) AS c (text)
        WHERE c.text IS NOT NULL ORDER BY c.text COLLATE "C"
    LOOP
        PERFORM pg_advisory_xact_lock(hashtextextended('riad contact ' || contact, 0));
    END LOOP;
END
$$;

-- Inserts a guest, with the name split in two; an existing one gets only what it lacks.
CREATE OR REPLACE FUNCTION riad.upsert_guest(
    _org_id uuid, _ext_id text, _name text, _email text, _phone text, _country text
) RETURNS uuid
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    INSERT INTO public.guest AS g (org_id, ext_id, first_name, last_name, email, phone, country)
    SELECT _org_id, _ext_id, nullif(split_part(name.whole, ' ', 1), ''),
        nullif(btrim(substr(name.whole, length(split_part(name.whole, ' ', 1)) + 1)), ''), _email, _phone, _country
    FROM (SELECT btrim(coalesce(_name, '')) AS whole) name
    ON CONFLICT (org_id, ext_id) DO UPDATE
        SET email = coalesce(g.email, excluded.email), phone = coalesce(g.phone, excluded.phone),
            country = coalesce(g.country, excluded.country)
    RETURNING g.guest_id;
END;

-- Returns a key by which a sender is recognized again; null without an address. Any address works: long ones are
-- replaced by their digest, and so are those that look like a digest.
CREATE OR REPLACE FUNCTION riad.address_key(_address text) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    sender text := btrim(_address, E' \t\r\n');
BEGIN
    IF octet_length(sender) > 500 OR sender ~ '^sha256:[0-9a-f]{64}$' THEN
        RETURN 'sha256:' || encode(sha256(convert_to(sender, 'UTF8')), 'hex');
    END IF;
    RETURN nullif(sender, '');
END
$$;

-- Returns the address in its channel's canonical form; null if it isn't in that form, and for channels without one.
-- Channels omit the + of a telephone number, people don't.
CREATE OR REPLACE FUNCTION riad.normalized_address(_channel_type text, _address text) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    sender text := btrim(_address, E' \t\r\n');
BEGIN
    RETURN CASE
        WHEN _channel_type IN ('whatsapp', 'sms') AND sender ~ '^[1-9][0-9]{6,14}$' THEN '+' || sender
        WHEN _channel_type IN ('whatsapp', 'sms') THEN riad.phone_number(sender)
        WHEN _channel_type = 'email' THEN riad.mail_address(sender)
        WHEN _channel_type = 'beds24' THEN riad.address_key(sender)
        END;
END
$$;

-- Returns every form in which the address may be stored, for callers that don't know the channel.
CREATE OR REPLACE FUNCTION riad.address_candidates(_address text) RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN ARRAY[
        riad.address_key(_address), riad.normalized_address('whatsapp', _address), riad.normalized_address('email', _address)
    ];
END
$$;

-- Stores contacts that a guest claims, without duplicates, at most ten.
CREATE OR REPLACE FUNCTION riad.record_claimed_contacts(_guest_id uuid, _claims text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    said text;
BEGIN
    FOREACH said IN ARRAY _claims LOOP
        said := btrim(left(said, 320), E' \t\r\n');
        CONTINUE WHEN coalesce(said, '') = '';
        said := coalesce(riad.mail_address(said), riad.phone_number(said), said);
        INSERT INTO riad.guest_claims (guest_id, number, claim)
        SELECT _guest_id, coalesce(max(known.number), 0) + 1, said FROM riad.guest_claims known
        WHERE known.guest_id = _guest_id
        HAVING count(*) < 10 AND bool_and(known.claim <> said) IS NOT FALSE
        ON CONFLICT (guest_id, number) DO NOTHING;
    END LOOP;
END
$$;

-- Returns the guest at this address of the account with the same voucher. If there is none: the guest of the quoted
-- booking, else the one with this e-mail address or telephone number (passed only if vouched for), else a new one.
-- Locks the address's row until the end of the transaction, so that a guest's messages are stored one at a time.
CREATE OR REPLACE FUNCTION riad.find_or_create_guest(
    _channel_account text, _address text, _vouched_by text, _booker uuid, _name text, _email text, _phone text,
    _country text
) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    org uuid := riad.organisation_id();
    found_one uuid;
BEGIN
    -- Without an address, each message comes from another sender.
    IF _address IS NULL THEN
        RETURN coalesce(_booker, riad.upsert_guest(org, NULL, _name, _email, _phone, _country));
    END IF;
    SELECT a.guest_id INTO found_one FROM riad.guest_addresses a
    WHERE a.channel_account = _channel_account AND a.address = _address AND a.vouched_by = _vouched_by FOR UPDATE;
    IF FOUND THEN
        RETURN found_one;
    END IF;
    -- Inserts the address first, which waits for a concurrent insert of the same; the guest follows in this
    -- transaction.
    SET CONSTRAINTS ALL DEFERRED;
    INSERT INTO riad.guest_addresses AS a (channel_account, address, vouched_by, guest_id)
    VALUES (_channel_account, _address, _vouched_by, gen_random_uuid())
    ON CONFLICT (channel_account, address, vouched_by) DO UPDATE SET guest_id = a.guest_id
    RETURNING a.guest_id INTO found_one;
    IF NOT EXISTS (SELECT FROM public.guest g WHERE g.guest_id = found_one) THEN
        PERFORM riad.lock_contact(_email, _phone);
        found_one := coalesce(
            _booker, riad.match_guest_by_contact(org, _email, _phone), riad.upsert_guest(org, NULL, _name, _email, _phone, _country)
        );
        UPDATE riad.guest_addresses a SET guest_id = found_one
        WHERE a.channel_account = _channel_account AND a.address = _address AND a.vouched_by = _vouched_by;
    END IF;
    SET CONSTRAINTS ALL IMMEDIATE;
    RETURN found_one;
END
$$;

-- Returns the guest who writes. WhatsApp vouches for the number, Beds24 for its own id, a mail server's check for the
-- From address; anything else is a claim and stored as such.
CREATE OR REPLACE FUNCTION riad.find_or_create_sender(
    _channel_account text, _channel_type text, _address text, _is_authenticated boolean, _booker uuid, _name text,
    _email text, _phone text, _country text
) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    proper text := riad.normalized_address(_channel_type, _address);
    voucher text := CASE
        WHEN _channel_type IN ('beds24', 'whatsapp') AND proper IS NOT NULL
            OR _channel_type = 'email' AND proper IS NOT NULL AND _is_authenticated
        THEN _channel_type ELSE 'nobody' END;
    writer uuid := riad.find_or_create_guest(_channel_account, coalesce(proper, riad.address_key(_address)), voucher, _booker, _name,
        CASE WHEN voucher = 'email' THEN proper END, CASE WHEN voucher = 'whatsapp' THEN proper END, _country);
BEGIN
    PERFORM riad.record_claimed_contacts(writer, ARRAY[_email, _phone, CASE
        WHEN voucher <> 'nobody' THEN NULL
        -- On the company's site the address is a session id, useless as a contact unless the visitor typed one.
        WHEN _channel_type = 'direct' THEN coalesce(riad.mail_address(_address), riad.phone_number(_address))
        ELSE coalesce(proper, _address) END]);
    RETURN writer;
END
$$;
