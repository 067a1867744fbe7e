-- Receiving reservations from booking systems.
-- requires: guests/identity guests/values

-- Returns the guest of a known reservation, else the guest whom the booking system knows by that id; null if neither.
CREATE OR REPLACE FUNCTION riad.match_guest_by_reservation(
    _org_id uuid, _source text, _reservation_ext_id text, _channel_account text, _guest_address text, _guest_ext_id text
) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT riad.guest_head(coalesce(
        (SELECT r.guest_id FROM public.reservation r
            WHERE r.org_id = _org_id AND r.source = _source AND r.ext_id = _reservation_ext_id),
        (SELECT a.guest_id FROM riad.guest_addresses a
            WHERE a.channel_account = _channel_account AND a.address = riad.normalized_address('beds24', _guest_address)
                AND a.vouched_by = 'beds24'),
        (SELECT g.guest_id FROM public.guest g WHERE g.org_id = _org_id AND g.ext_id = _guest_ext_id)
    ));
END;

-- Returns that guest, locked; null if there is none. Tries anew if records were joined or parted while this waited.
CREATE OR REPLACE FUNCTION riad.lock_guest_by_reservation(
    _org_id uuid, _source text, _reservation_ext_id text, _channel_account text, _guest_address text, _guest_ext_id text
) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    guest uuid;
BEGIN
    LOOP
        guest := riad.match_guest_by_reservation(_org_id, _source, _reservation_ext_id, _channel_account,
            _guest_address, _guest_ext_id);
        BEGIN
            PERFORM FROM public.guest g WHERE g.guest_id = guest FOR NO KEY UPDATE;
            IF riad.match_guest_by_reservation(_org_id, _source, _reservation_ext_id, _channel_account, _guest_address,
                _guest_ext_id) IS NOT DISTINCT FROM guest
            THEN
                RETURN guest;
            END IF;
            RAISE EXCEPTION 'the guest was joined or parted' USING ERRCODE = 'RI014';
        EXCEPTION WHEN SQLSTATE 'RI014' THEN
            NULL;
        END;
    END LOOP;
END
$$;

-- Returns whether an address that a booking gives is the booking system's own id of the guest: one of an account that
-- brings nothing else, and no telephone number or e-mail address where nothing is known of the account yet.
CREATE OR REPLACE FUNCTION riad.is_booking_account(_channel_account text, _guest_address text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN coalesce(_channel_account, '') <> '' AND coalesce(
        riad.channel_of_account(_channel_account, NULL) = 'beds24',
        riad.mail_address(btrim(_guest_address, E' \t\r\n')) IS NULL AND _guest_address !~ '^\s*([+]|00)'
    );
END
$$;

-- Inserts or updates a reservation, idempotent per (source, its id there). A new one also belongs to an existing guest
-- to whom its address, e-mail address or telephone number points (see `riad.match_guest_by_contact`). What it says of
-- the guest fills gaps and replaces what the same source said. The address is the booking system's id of the guest, and
-- theirs from then on; on an account of another channel it is a contact that the booking states. The guest's
-- conversations without a reservation, or with a cancelled one, get this one, and its zone; a cancelled one gives way
-- to the guest's other stay. RI002: no such property. RI010: invalid reservation. RI014: the guest or a conversation is
-- locked; try again.
CREATE OR REPLACE FUNCTION public.upsert_reservation(
    _source text, _reservation_ext_id text, _property_ext_id text, _check_in date, _check_out date,
    _status text DEFAULT 'confirmed', _guest_ext_id text DEFAULT NULL, _guest_name text DEFAULT NULL,
    _guest_email text DEFAULT NULL, _guest_phone text DEFAULT NULL, _guest_country text DEFAULT NULL,
    _adults integer DEFAULT NULL, _children integer DEFAULT NULL, _channel_account text DEFAULT NULL,
    _guest_address text DEFAULT NULL
) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '4s'
AS $$
DECLARE
    org uuid := riad.organisation_id();
    matched_property_id uuid;
    matched_guest_id uuid;
    by_contact uuid;
    contacts text[];
    said_by text := 'booking:' || _source;
    booking_address text;
    reservation public.reservation;
BEGIN
    IF lower(btrim(_status)) = 'canceled' THEN
        _status := 'cancelled';
    END IF;
    IF coalesce(_source, '') NOT IN ('booking', 'airbnb', 'expedia', 'ctrip', 'direct')
        OR coalesce(_status, '') NOT IN ('pending', 'confirmed', 'cancelled')
        OR coalesce(_reservation_ext_id, '') = '' OR (_check_out > _check_in) IS NOT TRUE
        OR _check_in < '2000-01-01' OR _check_out > '2199-12-31'
        OR octet_length(concat(_reservation_ext_id, _guest_ext_id, _channel_account, _guest_address)) > 1000
        OR _adults NOT BETWEEN 0 AND 32767 OR _children NOT BETWEEN 0 AND 32767
    THEN
        RAISE EXCEPTION 'a reservation needs a known source and status, an id, and a departure after its arrival'
            USING ERRCODE = 'RI010';
    END IF;
    SELECT p.property_id INTO matched_property_id FROM public.property p
    WHERE p.org_id = org AND p.ext_id = _property_ext_id;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such property' USING ERRCODE = 'RI002';
    END IF;

    matched_guest_id := riad.lock_guest_by_reservation(org, _source, _reservation_ext_id, _channel_account,
        _guest_address, _guest_ext_id);
    IF riad.is_booking_account(_channel_account, _guest_address) THEN
        booking_address := riad.normalized_address('beds24', _guest_address);
    ELSE
        _guest_email := coalesce(_guest_email, riad.mail_address(btrim(_guest_address, E' \t\r\n')));
        _guest_phone := coalesce(_guest_phone,
            substring(riad.normalized_address('whatsapp', _guest_address) FROM '^[+].*'));
    END IF;
    _guest_name := left(_guest_name, 200);
    _guest_email := left(_guest_email, 320);
    _guest_phone := left(_guest_phone, 100);
    _guest_country := left(_guest_country, 100);
    IF matched_guest_id IS NULL THEN
        contacts := ARRAY[riad.contact_key(_guest_email), riad.contact_key(_guest_phone)]
            || riad.address_candidates(_guest_address);
        PERFORM riad.lock_contacts(contacts);
        by_contact := riad.match_guest_by_contact(org, contacts, _guest_name, false);
        matched_guest_id := coalesce(by_contact,
            riad.upsert_guest(org, coalesce(_guest_ext_id, _source || ':' || _reservation_ext_id), said_by, _guest_name,
                _guest_email, _guest_phone, _guest_country));
        matched_guest_id := riad.lock_guest(matched_guest_id);
    END IF;
    -- The guest is locked before its conversations, as receiving does: no deadlock.
    -- A booking that found its guest by a contact alone says nothing of them any more once its name is another's.
    IF riad.compare_guest_name(matched_guest_id, _guest_name) <> 'differ' OR NOT EXISTS (
        SELECT FROM riad.contact_matched_reservations m JOIN public.reservation r ON r.res_id = m.res_id
        WHERE r.org_id = org AND r.source = _source AND r.ext_id = _reservation_ext_id
    ) THEN
        PERFORM riad.learn_guest(matched_guest_id, said_by, _guest_name, _guest_email, _guest_phone, _guest_country);
    END IF;
    IF by_contact IS NULL THEN
        -- A contact that the booking states only now.
        by_contact := riad.match_guest_by_contact(org, ARRAY[riad.contact_key(_guest_email), riad.contact_key(_guest_phone)],
            _guest_name, false, matched_guest_id);
        IF riad.join_booked(matched_guest_id, by_contact) THEN
            matched_guest_id := by_contact;
        END IF;
    END IF;
    INSERT INTO public.reservation AS r (
        org_id, guest_id, property_id, source, status, check_in, check_out, adults, children, ext_id
    ) VALUES (
        org, matched_guest_id, matched_property_id, _source, _status, _check_in, _check_out, _adults, _children,
        _reservation_ext_id
    ) ON CONFLICT (org_id, source, ext_id) DO UPDATE
        SET property_id = excluded.property_id, status = excluded.status, check_in = excluded.check_in,
            check_out = excluded.check_out, adults = coalesce(excluded.adults, r.adults),
            children = coalesce(excluded.children, r.children), updated_at = clock_timestamp()
    RETURNING r.* INTO reservation;
    IF by_contact = reservation.guest_id THEN
        INSERT INTO riad.contact_matched_reservations (res_id) VALUES (reservation.res_id)
        ON CONFLICT (res_id) DO NOTHING;
    END IF;

    -- Not of a guest whom the booking found by a contact alone: who writes about it is somebody else until the desk
    -- says so.
    IF booking_address IS NOT NULL AND riad.booking_guest(reservation) IS NOT NULL THEN
        INSERT INTO riad.guest_addresses (channel_account, address, vouched_by, guest_id)
        VALUES (_channel_account, booking_address, 'beds24', riad.guest_head(reservation.guest_id))
        ON CONFLICT DO NOTHING;
    END IF;

    -- In id order: two calls can't deadlock.
    PERFORM FROM public.conversations c
    WHERE (c.guest_id = reservation.guest_id OR c.reservation_id = reservation.res_id) AND c.state <> 'ARCHIVÉE'
    ORDER BY c.merged_into IS NOT NULL, c.id FOR NO KEY UPDATE;
    UPDATE public.conversations c
    SET reservation_id = reservation.res_id, journey_phase = riad.journey_phase(reservation.res_id, riad.local_today())
    WHERE c.state <> 'ARCHIVÉE' AND c.guest_id = reservation.guest_id AND reservation.status <> 'cancelled' AND (
        c.reservation_id IS NULL
        OR EXISTS (SELECT FROM public.reservation r WHERE r.res_id = c.reservation_id AND r.status = 'cancelled')
    );
    PERFORM riad.follow_reservation(reservation.res_id);
    RETURN reservation.res_id;
EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
    PERFORM riad.raise_lock_conflict();
END
$$;
GRANT EXECUTE ON FUNCTION public.upsert_reservation(
    text, text, text, date, date, text, text, text, text, text, text, integer, integer, text, text
) TO riad_integration;
