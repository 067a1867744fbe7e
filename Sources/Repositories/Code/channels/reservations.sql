-- Receiving reservations from booking systems.
-- requires: guests/identity guests/values

-- Returns the guest of a known reservation, else the guest whom the booking system knows by that address or id, unless
-- the name is clearly another's; null if neither. An id is its source's: two sources give two guests the same one.
CREATE OR REPLACE FUNCTION riad.match_guest_by_reservation(
    _org_id uuid, _source text, _reservation_ext_id text, _channel_account text, _guest_address text,
    _guest_ext_id text, _name text
) RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    guest uuid;
BEGIN
    SELECT r.guest_id INTO guest FROM public.reservation r
    WHERE r.org_id = _org_id AND r.source = _source AND r.ext_id = _reservation_ext_id;
    IF NOT FOUND THEN
        SELECT a.guest_id INTO guest FROM riad.guest_addresses a
        WHERE a.channel_account = _channel_account AND a.address = riad.normalized_address('beds24', _guest_address)
            AND a.vouched_by = 'beds24' AND NOT riad.is_clearly_another(riad.guest_head(a.guest_id), _name);
    END IF;
    IF NOT FOUND THEN
        SELECT g.guest_id INTO guest FROM public.guest g
        WHERE g.org_id = _org_id AND g.ext_id IN (_guest_ext_id, riad.guest_id_at(_source, _guest_ext_id)) AND (
            g.ext_id <> _guest_ext_id
            -- Without its source the id was entered by another program, or before ids had one.
            OR NOT EXISTS (SELECT FROM public.reservation r WHERE r.guest_id = riad.guest_head(g.guest_id))
            OR EXISTS (
                SELECT FROM public.reservation r WHERE r.guest_id = riad.guest_head(g.guest_id) AND r.source = _source
            )
        ) AND NOT riad.is_clearly_another(riad.guest_head(g.guest_id), _name)
            AND NOT riad.is_joined_by_contact(g.guest_id)
        ORDER BY g.ext_id = _guest_ext_id LIMIT 1;
    END IF;
    RETURN riad.guest_head(guest);
END
$$;

-- Returns a source's id of a guest as it is kept.
CREATE OR REPLACE FUNCTION riad.guest_id_at(_source text, _guest_ext_id text) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN _source || ':guest:' || _guest_ext_id;
END
$$;

-- Returns that guest, locked; null if there is none. Tries anew if records were joined or parted while this waited.
CREATE OR REPLACE FUNCTION riad.lock_guest_by_reservation(
    _org_id uuid, _source text, _reservation_ext_id text, _channel_account text, _guest_address text,
    _guest_ext_id text, _name text
) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    guest uuid;
BEGIN
    LOOP
        guest := riad.match_guest_by_reservation(_org_id, _source, _reservation_ext_id, _channel_account,
            _guest_address, _guest_ext_id, _name);
        BEGIN
            PERFORM FROM public.guest g WHERE g.guest_id = guest FOR NO KEY UPDATE;
            IF riad.match_guest_by_reservation(_org_id, _source, _reservation_ext_id, _channel_account, _guest_address,
                _guest_ext_id, _name) IS NOT DISTINCT FROM guest
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

-- Returns whether a booking is now for another guest than the one it has: with a name that is clearly another's and
-- other contacts. A guest of whom nothing but this booking is known is corrected instead.
CREATE OR REPLACE FUNCTION riad.has_other_guest(known public.reservation, _guest_id uuid, _name text, _contacts text[])
RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN known.res_id IS NOT NULL
        AND EXISTS (SELECT FROM unnest(_contacts) c WHERE c IS NOT NULL AND NOT riad.is_shared_contact(c))
        AND NOT _contacts && riad.contacts_of(_guest_id) AND riad.is_clearly_another(_guest_id, _name) AND (
            EXISTS (SELECT FROM riad.guest_addresses a WHERE a.guest_id = _guest_id)
            OR EXISTS (SELECT FROM public.conversations c WHERE c.guest_id = _guest_id)
            OR EXISTS (SELECT FROM public.reservation r WHERE r.guest_id = _guest_id AND r.res_id <> known.res_id)
        );
END
$$;

-- Forgets what a booking said of a guest whose it isn't any more; the guest is locked.
CREATE OR REPLACE FUNCTION riad.forget_booking(_guest_id uuid, _voice text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    DELETE FROM riad.guest_values v
    WHERE v.guest_id IN (SELECT riad.guest_members(_guest_id)) AND v.source = _voice AND v.field <> 'name';
    PERFORM riad.derive_guest(_guest_id);
END
$$;

-- Learns what a booking says of its guest, who is locked. `_is_claimed`: it came to the guest by a contact alone, and
-- anybody can book with somebody else's. Then other contacts than the guest's own are claims, and once its name is
-- another's it says nothing of the guest any more. A clearly other name alone doesn't rename a guest who writes.
CREATE OR REPLACE FUNCTION riad.learn_booked_guest(
    _guest_id uuid, _voice text, _is_claimed boolean, _name text, _email text, _phone text, _country text
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    known text[];
BEGIN
    IF NOT _is_claimed THEN
        IF num_nonnulls(riad.contact_key(_email), riad.contact_key(_phone)) = 0
            AND EXISTS (SELECT FROM riad.guest_addresses a WHERE a.guest_id = _guest_id)
            AND riad.is_clearly_another(_guest_id, _name)
        THEN
            _name := NULL;
        END IF;
        PERFORM riad.learn_guest(_guest_id, _voice, _name, _email, _phone, _country);
        RETURN;
    ELSIF riad.compare_guest_name(_guest_id, _name) = 'differ' THEN
        RETURN;
    END IF;
    known := ARRAY(
        SELECT v.contact FROM riad.guest_values v
        WHERE v.guest_id IN (SELECT riad.guest_members(_guest_id)) AND v.contact IS NOT NULL
            AND NOT riad.is_joined_by_contact(v.guest_id)
        UNION
        SELECT a.address FROM riad.guest_addresses a
        WHERE a.guest_id = _guest_id AND a.vouched_by IN ('whatsapp', 'email')
    );
    PERFORM riad.learn_guest(_guest_id, _voice, _name,
        CASE WHEN riad.contact_key(_email) = ANY (known) THEN _email END,
        CASE WHEN riad.contact_key(_phone) = ANY (known) THEN _phone END, _country);
    PERFORM riad.record_claimed_contacts(_guest_id, ARRAY[
        CASE WHEN riad.contact_key(_email) <> ALL (known) THEN _email END,
        CASE WHEN riad.contact_key(_phone) <> ALL (known) THEN _phone END
    ]);
END
$$;

-- Inserts or updates a reservation, idempotent per (source, its id there). A new one also belongs to an existing guest
-- to whom its address, e-mail address or telephone number points (see `riad.match_guest_by_contact`). What it says of
-- the guest fills gaps and replaces what the same booking said (see `riad.learn_booked_guest`). The address is the booking
-- system's id of the guest, and theirs from then on; on an account of another channel it is a contact that the booking
-- states. The guest's
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
    booking_address text;
    voice text := riad.booking_voice(_source, _reservation_ext_id);
    known public.reservation;
    left_by uuid;
    own_id uuid;
    is_claimed boolean;
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

    IF riad.is_booking_account(_channel_account, _guest_address) THEN
        booking_address := riad.normalized_address('beds24', _guest_address);
    ELSE
        _guest_email := coalesce(_guest_email, riad.mail_address(btrim(_guest_address, E' \t\r\n')));
        _guest_phone := coalesce(_guest_phone,
            substring(riad.normalized_address('whatsapp', _guest_address) FROM '^[+].*'));
    END IF;
    _guest_name := nullif(btrim(left(_guest_name, 200), E' \t\r\n'), '');
    _guest_email := left(_guest_email, 320);
    _guest_phone := left(_guest_phone, 100);
    _guest_country := left(_guest_country, 100);
    _guest_ext_id := riad.given_id(_guest_ext_id);
    matched_guest_id := riad.lock_guest_by_reservation(org, _source, _reservation_ext_id, _channel_account,
        _guest_address, _guest_ext_id, _guest_name);
    SELECT r.* INTO known FROM public.reservation r
    WHERE r.org_id = org AND r.source = _source AND r.ext_id = _reservation_ext_id;
    contacts := ARRAY[riad.contact_key(_guest_email), riad.contact_key(_guest_phone)];
    IF riad.has_other_guest(known, matched_guest_id, _guest_name, contacts) THEN
        left_by := matched_guest_id;
        matched_guest_id := NULL;
        DELETE FROM riad.contact_matched_reservations m WHERE m.res_id = known.res_id;
        PERFORM riad.forget_booking(left_by, voice);
    END IF;
    IF matched_guest_id IS NULL THEN
        contacts := contacts || riad.address_candidates(_guest_address);
        PERFORM riad.lock_contacts(contacts);
        by_contact := riad.match_guest_by_contact(org, contacts, _guest_name, false);
        -- Joined to the guest that a contact points to, so that the desk can part the two.
        matched_guest_id := riad.upsert_guest(org, CASE WHEN left_by IS NULL THEN coalesce(
            CASE WHEN NOT EXISTS (
                SELECT FROM public.guest g WHERE g.org_id = org AND g.ext_id = riad.guest_id_at(_source, _guest_ext_id)
            ) THEN riad.guest_id_at(_source, _guest_ext_id) END, _source || ':' || _reservation_ext_id) END,
            voice, _guest_name, _guest_email, _guest_phone, _guest_country);
        IF by_contact IS NOT NULL THEN
            PERFORM riad.lock_guest(by_contact);
            IF riad.join_booked(matched_guest_id, by_contact) THEN
                own_id := matched_guest_id;
                matched_guest_id := by_contact;
            END IF;
        END IF;
    END IF;
    -- The guest is locked before its conversations, as receiving does: no deadlock.
    is_claimed := by_contact IS NOT DISTINCT FROM matched_guest_id OR EXISTS (
        SELECT FROM riad.contact_matched_reservations m WHERE m.res_id = known.res_id AND NOT m.is_own
    );
    PERFORM riad.learn_booked_guest(
        matched_guest_id, voice, is_claimed, _guest_name, _guest_email, _guest_phone, _guest_country);
    IF by_contact IS NULL THEN
        -- A contact that the booking states only now.
        by_contact := riad.match_guest_by_contact(org, contacts[:2], _guest_name, false, matched_guest_id);
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
        SET guest_id = CASE WHEN left_by IS NULL THEN r.guest_id ELSE excluded.guest_id END,
            property_id = excluded.property_id, status = excluded.status, check_in = excluded.check_in,
            check_out = excluded.check_out, adults = coalesce(excluded.adults, r.adults),
            children = coalesce(excluded.children, r.children), updated_at = clock_timestamp()
    RETURNING r.* INTO reservation;
    IF by_contact = reservation.guest_id THEN
        INSERT INTO riad.contact_matched_reservations (res_id) VALUES (reservation.res_id)
        ON CONFLICT (res_id) DO UPDATE SET is_own = false;
        UPDATE riad.guest_joins j SET reservation_ids = j.reservation_ids || reservation.res_id
        WHERE j.other_id = own_id AND j.parted_at IS NULL;
    END IF;

    -- Not of a guest whom the booking found by a contact alone: who writes about it is somebody else until the desk
    -- says so.
    IF booking_address IS NOT NULL AND riad.booking_guest(reservation) IS NOT NULL THEN
        INSERT INTO riad.guest_addresses (channel_account, address, vouched_by, guest_id, has_written)
        VALUES (_channel_account, booking_address, 'beds24', riad.guest_head(reservation.guest_id), false)
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
    IF left_by IS NOT NULL THEN
        PERFORM riad.locate_conversations(ARRAY(
            SELECT c.id FROM public.conversations c
            WHERE c.guest_id = left_by AND c.reservation_id = reservation.res_id AND c.state <> 'ARCHIVÉE'
        ));
    END IF;
    PERFORM riad.follow_reservation(reservation.res_id);
    RETURN reservation.res_id;
EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
    PERFORM riad.raise_lock_conflict();
END
$$;
GRANT EXECUTE ON FUNCTION public.upsert_reservation(
    text, text, text, date, date, text, text, text, text, text, text, integer, integer, text, text
) TO riad_integration;
