-- Which guest a channel's sender or a booking's data stand for. What a channel vouches for says who somebody is; what a
-- message claims is kept beside it and joins nothing.

-- The one guest with that e-mail address or telephone number; null where there is none, or more than one.
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

-- Keeps everybody else from looking for that e-mail address or telephone number until the end of the transaction: who booked
-- and writes at the same moment is made once. Two of these lock in the same order.
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

-- A new guest, with the name in two parts.
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

-- A sender by no more than that they are the same again; null for nobody. No address is too long or too odd for it: a long
-- one goes by its digest, and so does whatever looks like one.
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

-- A sender's address in the form of its channel, one for each sender; null where it isn't of that form, and on channels
-- that have none. Channels leave out the + of a telephone number, people don't.
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

-- Every form that an address may be kept in, for who doesn't know the channel.
CREATE OR REPLACE FUNCTION riad.address_candidates(_address text) RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN ARRAY[
        riad.address_key(_address), riad.normalized_address('whatsapp', _address), riad.normalized_address('email', _address)
    ];
END
$$;

-- Keeps what a guest says of how to reach them, each thing once, ten at most.
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

-- The guest at that address of that account for whom the same vouches; where nobody is there yet, who booked what they write
-- about, or the one with that e-mail address or telephone number, which must be vouched for, else a new one. Holds the
-- address's row lock until the end of the transaction, so that a guest's messages are taken one after the other.
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
    -- Of senders without an address each message is another's.
    IF _address IS NULL THEN
        RETURN coalesce(_booker, riad.upsert_guest(org, NULL, _name, _email, _phone, _country));
    END IF;
    SELECT a.guest_id INTO found_one FROM riad.guest_addresses a
    WHERE a.channel_account = _channel_account AND a.address = _address AND a.vouched_by = _vouched_by FOR UPDATE;
    IF FOUND THEN
        RETURN found_one;
    END IF;
    -- The address row comes first and waits for whoever makes the same one now; the guest follows within the transaction.
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

-- The guest who writes. WhatsApp vouches for the number, Beds24 for its own id, a mail server's check for the From; anything
-- else is the writer's word, kept as their claim.
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
        -- A session's id on the company's site says nothing to anybody, what a visitor typed does.
        WHEN _channel_type = 'direct' THEN coalesce(riad.mail_address(_address), riad.phone_number(_address))
        ELSE coalesce(proper, _address) END]);
    RETURN writer;
END
$$;
