-- Finds or creates the guest for a channel's sender or a booking. An identity vouched for by a channel identifies the
-- guest; contacts that a message merely claims are stored separately and match nobody.
-- requires: guests/matching

-- Returns the guest with this id of the booking system, locked; if there is none, or no id, a new one with what the source
-- says of them.
CREATE OR REPLACE FUNCTION riad.upsert_guest(
    _org_id uuid, _ext_id text, _source text, _name text, _email text, _phone text, _country text
) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    guest uuid;
BEGIN
    INSERT INTO public.guest AS g (org_id, ext_id, first_name, last_name, email, phone, country)
    VALUES (_org_id, _ext_id, (riad.name_parts(_name))[1], (riad.name_parts(_name))[2], nullif(btrim(_email), ''),
        nullif(btrim(_phone), ''), nullif(btrim(_country), ''))
    ON CONFLICT (org_id, ext_id) DO NOTHING RETURNING g.guest_id INTO guest;
    -- The trigger entered these values as another program's.
    UPDATE riad.guest_values v SET source = _source WHERE v.guest_id = guest AND v.source = 'application';
    RETURN riad.lock_guest(coalesce(guest, (
        SELECT g.guest_id FROM public.guest g WHERE g.org_id = _org_id AND g.ext_id = _ext_id
    )));
END
$$;

-- Returns an id or address without blanks around it; null for what stands for none, such as 0, n/a or null.
CREATE OR REPLACE FUNCTION riad.given_id(_text text) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    said text := btrim(_text, E' \t\r\n\u00a0');
BEGIN
    RETURN CASE
        WHEN said !~* (
            '^([-0._/?*–—]*|[(<\[{"'']*(n[./]?a[.]?|null|none|nil|nan|undefined|unknown|empty|missing|false'
                || '|not (available|provided|set))[)>\]}"'']*)$'
        )
        THEN said END;
END
$$;

-- Returns a key by which a sender is recognized again; null without an address. Any address works: long ones are
-- replaced by their digest, and so are those that look like a digest.
CREATE OR REPLACE FUNCTION riad.address_key(_address text) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    sender text := riad.given_id(_address);
BEGIN
    IF octet_length(sender) > 500 OR sender ~ '^sha256:[0-9a-f]{64}$' THEN
        RETURN 'sha256:' || encode(sha256(convert_to(sender, 'UTF8')), 'hex');
    END IF;
    RETURN nullif(sender, '');
END
$$;

-- Returns the address in its channel's canonical form; null if it isn't in that form, and for channels without one.
-- Channels omit the + of a telephone number, people don't. WhatsApp has two kinds of address for one person, the number
-- and an id of its own (LID), and may write the number as 212670112233@s.whatsapp.net.
CREATE OR REPLACE FUNCTION riad.normalized_address(_channel_type text, _address text) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    sender text := btrim(_address, E' \t\r\n');
BEGIN
    IF _channel_type = 'whatsapp' THEN
        sender := regexp_replace(sender, '^([1-9][0-9]{6,14})(:[0-9]{1,5})?@(s\.whatsapp\.net|c\.us)$', '\1');
        sender := regexp_replace(sender, '^([0-9]{5,20}):[0-9]{1,5}@lid$', '\1@lid');
    END IF;
    RETURN CASE
        WHEN _channel_type = 'whatsapp' AND sender ~ '^[0-9]{5,20}@lid$' THEN sender
        WHEN _channel_type IN ('whatsapp', 'sms') AND sender ~ '^[1-9][0-9]{6,14}$' THEN '+' || sender
        WHEN _channel_type IN ('whatsapp', 'sms') AND sender ~ '^([+]|00)[1-9][0-9 ().-]{5,40}$'
        THEN coalesce(riad.e164(sender, NULL), riad.phone_number(sender))
        WHEN _channel_type = 'email' THEN lower(riad.mail_address(sender) COLLATE "C")
        WHEN _channel_type = 'beds24' THEN riad.address_key(sender)
        END;
END
$$;

-- Returns the address as answers go to it: a mail address as its sender writes it, else as it is stored.
CREATE OR REPLACE FUNCTION riad.written_address(_channel_type text, _address text) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN coalesce(
        CASE WHEN _channel_type = 'email' THEN riad.mail_address(btrim(_address, E' \t\r\n')) END,
        riad.normalized_address(_channel_type, _address), riad.address_key(_address)
    );
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
        said := riad.given_id(left(said, 320));
        CONTINUE WHEN said IS NULL;
        said := coalesce(riad.contact_key(said), riad.phone_number(said), said);
        INSERT INTO riad.guest_claims (guest_id, number, claim)
        SELECT _guest_id, coalesce(max(known.number), 0) + 1, said FROM riad.guest_claims known
        WHERE known.guest_id = _guest_id
        HAVING count(*) < 10 AND bool_and(known.claim <> said) IS NOT FALSE
        ON CONFLICT (guest_id, number) DO NOTHING;
    END LOOP;
END
$$;

-- Returns the guests at these addresses of the account with the same voucher, the one first known first.
CREATE OR REPLACE FUNCTION riad.guests_at_addresses(_channel_account text, _addresses text[], _vouched_by text) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN ARRAY(
        SELECT found.head
        FROM (
            SELECT riad.guest_head(a.guest_id) AS head, min(a.created_at) AS since FROM riad.guest_addresses a
            WHERE a.channel_account = _channel_account AND a.address = ANY (_addresses) AND a.vouched_by = _vouched_by
                AND (a.has_written OR a.vouched_by <> 'nobody') AND EXISTS (SELECT FROM public.guest g WHERE g.guest_id = a.guest_id)
            GROUP BY 1
        ) found
        ORDER BY found.since, found.head
    );
END
$$;

-- Takes a WhatsApp number from its guest if it comes beside an id that isn't theirs: numbers are given to others, ids
-- aren't. The guest goes on claiming it, so that the desk is shown the two.
CREATE OR REPLACE FUNCTION riad.release_number(_channel_account text, _addresses text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    released riad.guest_addresses;
BEGIN
    FOR released IN
        SELECT a.* FROM riad.guest_addresses a
        WHERE a.channel_account = _channel_account AND a.address = ANY (_addresses) AND a.address LIKE '+%'
            AND a.vouched_by = 'whatsapp' AND riad.has_another_id(a.guest_id, _addresses)
    LOOP
        PERFORM riad.lock_guest(released.guest_id);
        DELETE FROM riad.guest_addresses a WHERE a.id = released.id AND a.guest_id = released.guest_id;
        DELETE FROM riad.guest_values v
        WHERE v.guest_id IN (SELECT riad.guest_members(released.guest_id)) AND v.source = 'whatsapp'
            AND v.contact = released.address;
        PERFORM riad.record_claimed_contacts(released.guest_id, ARRAY[released.address]),
            riad.derive_guest(released.guest_id);
    END LOOP;
END
$$;

-- Returns the guest at these addresses of the account with the same voucher, locked: the guest's messages are stored one
-- at a time. If there is none: the guest of the quoted booking, else the one that the addresses point to if they are
-- vouched for, else a new one. A quoted booking of clearly another guest counts for more than the addresses. Addresses
-- that the channel vouches for together are one sender's: two records found at them are joined, unless the desk keeps
-- them apart.
CREATE OR REPLACE FUNCTION riad.find_or_create_guest(
    _channel_account text, _addresses text[], _vouched_by text, _booker uuid, _source text, _name text, _email text,
    _phone text, _country text, _booking uuid DEFAULT NULL
) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    org uuid := riad.organisation_id();
    found_ones uuid[];
    contacts text[];
    reserved uuid := gen_random_uuid();
    guest uuid;
BEGIN
    -- Without an address, each message comes from another sender.
    IF _addresses = '{}' THEN
        RETURN coalesce(riad.lock_guest(_booker), riad.upsert_guest(org, NULL, _source, _name, _email, _phone, _country));
    END IF;
    IF _vouched_by = 'whatsapp' AND cardinality(_addresses) > 1 THEN
        PERFORM riad.release_number(_channel_account, _addresses);
    END IF;
    LOOP
        found_ones := riad.guests_at_addresses(_channel_account, _addresses, _vouched_by);
        IF riad.is_booked_by_another(_booking, found_ones[1]) THEN
            RETURN coalesce(riad.lock_guest(coalesce(_booker, riad.guest_writing_about(_booking, _channel_account))),
                riad.upsert_guest(
                    org, NULL, riad.voice_of(_booking), riad.booked_name(_booking), _email, _phone, _country));
        END IF;
        IF cardinality(found_ones) > 0 THEN
            guest := riad.lock_guest_at(found_ones, _channel_account, _addresses, _vouched_by);
            CONTINUE WHEN guest IS NULL;
            IF cardinality(_addresses) > 1
                AND riad.insert_addresses(_channel_account, _addresses, _vouched_by, guest) AND _vouched_by = 'whatsapp'
            THEN
                PERFORM riad.join_booked(
                    riad.match_guest_by_contact(org, riad.contacts_at(_addresses), _name, true, guest), guest);
            END IF;
            RETURN guest;
        ELSE
            -- Inserts the addresses first, which waits for a concurrent insert of the same; the guest follows in this
            -- transaction.
            SET CONSTRAINTS ALL DEFERRED;
            PERFORM riad.insert_addresses(_channel_account, _addresses, _vouched_by, reserved);
            EXIT WHEN riad.guests_at_addresses(_channel_account, _addresses, _vouched_by) = '{}';
            -- Somebody else inserted one of them meanwhile.
            DELETE FROM riad.guest_addresses a
            WHERE a.channel_account = _channel_account AND a.address = ANY (_addresses) AND a.guest_id = reserved;
        END IF;
    END LOOP;
    IF _vouched_by IN ('whatsapp', 'email') THEN
        contacts := riad.contacts_at(_addresses);
        PERFORM riad.lock_contacts(contacts);
    END IF;
    guest := coalesce(_booker, riad.match_guest_by_contact(org, contacts, _name, true));
    guest := coalesce(riad.lock_guest(guest), riad.upsert_guest(org, NULL, _source, _name, _email, _phone, _country));
    IF _booker IS NULL THEN
        PERFORM riad.mark_proven_bookings(guest, contacts);
    END IF;
    UPDATE riad.guest_addresses a SET guest_id = guest
    WHERE a.channel_account = _channel_account AND a.address = ANY (_addresses) AND a.vouched_by = _vouched_by
        AND a.guest_id = reserved;
    SET CONSTRAINTS ALL IMMEDIATE;
    RETURN guest;
END
$$;

-- Returns the name of a booking's guest: as the booking states it, else as the guest is known if no contact made the
-- booking theirs.
CREATE OR REPLACE FUNCTION riad.booked_name(_booking uuid) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    booked public.reservation;
BEGIN
    SELECT r.* INTO booked FROM public.reservation r WHERE r.res_id = _booking;
    RETURN coalesce((
        SELECT concat_ws(' ', v.value, v.last_name) FROM riad.guest_values v
        WHERE v.guest_id IN (SELECT riad.guest_members(riad.guest_head(booked.guest_id))) AND v.field = 'name'
            AND v.source = riad.voice_of(_booking)
        ORDER BY v.learnt_at DESC LIMIT 1
    ), (
        SELECT concat_ws(' ', g.first_name, g.last_name) FROM public.guest g
        WHERE g.guest_id = riad.guest_head(booked.guest_id) AND NOT EXISTS (
            SELECT FROM riad.contact_matched_reservations m WHERE m.res_id = _booking
        )
    ));
END
$$;

-- Returns as whom a booking speaks.
CREATE OR REPLACE FUNCTION riad.voice_of(_booking uuid) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN (SELECT riad.booking_voice(r.source, r.ext_id) FROM public.reservation r WHERE r.res_id = _booking);
END
$$;

-- Returns whether a booking's guest is clearly another than this one.
CREATE OR REPLACE FUNCTION riad.is_booked_by_another(_booking uuid, _guest_id uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN _booking IS NOT NULL AND _guest_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM public.reservation r WHERE r.res_id = _booking AND riad.guest_head(r.guest_id) = _guest_id
    ) AND riad.is_clearly_another(_guest_id, riad.booked_name(_booking));
END
$$;

-- Returns the guest who has written about a booking on an account before and can be its guest.
CREATE OR REPLACE FUNCTION riad.guest_writing_about(_booking uuid, _channel_account text) RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN (
        SELECT c.guest_id FROM public.conversations c
        WHERE c.reservation_id = _booking AND c.channel_account = _channel_account
            AND NOT riad.is_booked_by_another(_booking, c.guest_id)
        ORDER BY c.created_at DESC LIMIT 1
    );
END
$$;

-- Remembers that a guest whom nothing but bookings gives a contact has proven it: who writes over the booking system
-- about one of these bookings is not thereby this guest. None of the bookings is more this guest's than another.
CREATE OR REPLACE FUNCTION riad.mark_proven_bookings(_guest_id uuid, _contacts text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF EXISTS (
        SELECT FROM riad.guests_at_contacts(riad.organisation_id(), array_remove(_contacts, NULL)) g
        WHERE g.guest_id = _guest_id AND g.is_only_booked
    ) THEN
        INSERT INTO riad.contact_matched_reservations (res_id, is_own)
        SELECT r.res_id, true FROM public.reservation r WHERE r.guest_id = _guest_id
        ON CONFLICT (res_id) DO UPDATE SET is_own = true;
    END IF;
END
$$;

-- Locks the guest found at these addresses, joining those that the channel says are one. Null if records were joined or
-- parted while this waited: then nothing is locked, since whoever holds two guests locks them in the order of their ids.
CREATE OR REPLACE FUNCTION riad.lock_guest_at(
    _guest_ids uuid[], _channel_account text, _addresses text[], _vouched_by text
) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM FROM public.guest g
    WHERE g.guest_id = _guest_ids[1] OR g.guest_id = ANY (_guest_ids) AND _vouched_by <> 'nobody'
    ORDER BY g.guest_id FOR NO KEY UPDATE;
    IF riad.guests_at_addresses(_channel_account, _addresses, _vouched_by) <> _guest_ids THEN
        RAISE EXCEPTION 'the guest was joined or parted' USING ERRCODE = 'RI014';
    END IF;
    IF _vouched_by <> 'nobody' THEN
        PERFORM riad.join_same_sender(_guest_ids[1], _guest_ids[2:]);
    END IF;
    RETURN _guest_ids[1];
EXCEPTION WHEN SQLSTATE 'RI014' THEN
    RETURN NULL;
END
$$;

-- Returns addresses as contacts are compared, and as they are.
CREATE OR REPLACE FUNCTION riad.contacts_at(_addresses text[]) RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN ARRAY(SELECT riad.contact_key(a) FROM unnest(_addresses) a UNION SELECT unnest(_addresses));
END
$$;

-- Inserts the addresses that the account doesn't know yet, in a fixed order; returns whether there were any.
CREATE OR REPLACE FUNCTION riad.insert_addresses(
    _channel_account text, _addresses text[], _vouched_by text, _guest_id uuid
) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    INSERT INTO riad.guest_addresses (channel_account, address, vouched_by, guest_id, beside)
    SELECT _channel_account, a.address, _vouched_by, _guest_id, nullif(_addresses[1], a.address)
    FROM (SELECT DISTINCT u COLLATE "C" AS address FROM unnest(_addresses) u ORDER BY 1) a
    ON CONFLICT (channel_account, address, vouched_by, has_written) DO NOTHING;
    RETURN FOUND;
END
$$;

-- Returns the guest who writes. WhatsApp vouches for the number and the LID, Beds24 for its own id, a mail server's check
-- for the From address; anything else is a claim and stored as such.
CREATE OR REPLACE FUNCTION riad.find_or_create_sender(
    _channel_account text, _channel_type text, _address text, _other_addresses text[], _is_authenticated boolean,
    _booker uuid, _name text, _email text, _phone text, _country text, _booking uuid DEFAULT NULL
) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    proper text := riad.normalized_address(_channel_type, _address);
    voucher text := CASE
        WHEN _channel_type IN ('beds24', 'whatsapp') AND proper IS NOT NULL
            OR _channel_type = 'email' AND proper IS NOT NULL AND _is_authenticated
        THEN _channel_type ELSE 'nobody' END;
    -- A mail has one From that a server checks; what else it names is a claim. What is the house's own is no guest's.
    others text[] := ARRAY(
        SELECT riad.normalized_address(_channel_type, o) FROM unnest(_other_addresses) o
        WHERE voucher IN ('whatsapp', 'beds24') AND riad.normalized_address(_channel_type, o) IS NOT NULL
            AND NOT riad.is_house_account(riad.normalized_address(_channel_type, o), _channel_account)
    );
    addresses text[] := array_remove(coalesce(proper, riad.address_key(_address)) || others, NULL);
    proven_email text := CASE WHEN voucher = 'email' THEN btrim(_address, E' \t\r\n') END;
    proven_phone text := CASE WHEN voucher = 'whatsapp' THEN (SELECT a FROM unnest(addresses) a WHERE a LIKE '+%' LIMIT 1) END;
    writer uuid := riad.find_or_create_guest(_channel_account, addresses, voucher, _booker, _channel_type, _name,
        proven_email, proven_phone, _country, _booking);
BEGIN
    PERFORM riad.learn_guest(writer, _channel_type, _name, proven_email, proven_phone, _country);
    PERFORM riad.record_claimed_contacts(writer, ARRAY[_email, _phone, CASE
        WHEN voucher <> 'nobody' THEN NULL
        -- On the company's site the address is a session id, useless as a contact unless the visitor typed one.
        WHEN _channel_type = 'direct' THEN coalesce(riad.mail_address(_address), riad.phone_number(_address))
        ELSE coalesce(proper, _address) END]);
    RETURN writer;
END
$$;
