-- Guests and reservations are changed by the desk, properties by superviseur and above: through these, each of which names
-- the row as it was read (`_version`, its xmin), so that nobody overwrites a colleague's change unseen.
SET LOCAL ROLE riad_owner;

GRANT SELECT (xmin) ON public.guest, public.reservation TO riad_console;

-- A guest's language by ISO 639, where somebody said it; a table of its own, as `guest` is shared with other systems.
CREATE TABLE riad.guest_languages (
    guest_id uuid PRIMARY KEY REFERENCES public.guest ON DELETE CASCADE,
    language text COLLATE "C" NOT NULL CHECK (language ~ '^[a-z]{2,3}$')
);
ALTER TABLE riad.guest_languages ENABLE ROW LEVEL SECURITY;
CREATE POLICY "Readers of a conversation of the guest" ON riad.guest_languages FOR SELECT TO riad_console
    USING ((SELECT riad.reads_every_conversation()) OR riad.reads_guest(guest_id));
GRANT SELECT ON riad.guest_languages TO riad_console;

-- What a person writes into a field of one line: null where nothing is left of it, RI010 where it can't be.
CREATE FUNCTION riad.clean_field(_text text, _length integer) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF char_length(_text) > _length OR _text ~ '[\u0001-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]' THEN
        RAISE EXCEPTION 'a field is one line of at most % characters', _length USING ERRCODE = 'RI010';
    END IF;
    RETURN nullif(btrim(_text), '');
END
$$;

CREATE FUNCTION riad.require_version(_standing xid, _version bigint) RETURNS void
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF _standing::text::bigint IS DISTINCT FROM _version THEN
        RAISE EXCEPTION 'somebody changed this since it was read' USING ERRCODE = 'RI007';
    END IF;
END
$$;

-- RI001 outside the desk; RI002 no such guest for the reader; RI007 changed since; RI010 a field that can't be.
CREATE FUNCTION riad.edit_guest(
    _guest_id uuid, _version bigint, _first_name text, _last_name text, _email text, _phone text, _country text,
    _language text
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s'
AS $$
DECLARE
    standing xid;
BEGIN
    IF NOT riad.is_desk() THEN
        RAISE EXCEPTION 'not permitted to change guests' USING ERRCODE = 'RI001';
    END IF;
    PERFORM FROM public.guest g
    WHERE g.guest_id = _guest_id AND (riad.reads_every_conversation() OR riad.reads_guest(g.guest_id))
    FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such guest' USING ERRCODE = 'RI002';
    END IF;
    -- Who waited for the lock looks at the row that the other left.
    SELECT g.xmin INTO standing FROM public.guest g WHERE g.guest_id = _guest_id;
    PERFORM riad.require_version(standing, _version);
    IF _email !~ '^[^@[:space:]]+@[^@[:space:]]+$' OR riad.digits(_phone) IS NULL AND btrim(_phone) <> '' THEN
        RAISE EXCEPTION 'an e-mail address has an @, a telephone number has digits' USING ERRCODE = 'RI010';
    END IF;
    UPDATE public.guest g
    SET first_name = riad.clean_field(_first_name, 100), last_name = riad.clean_field(_last_name, 100),
        email = riad.clean_field(_email, 320), phone = riad.clean_field(_phone, 100),
        country = riad.clean_field(_country, 100)
    WHERE g.guest_id = _guest_id;
    IF _language IS NULL THEN
        DELETE FROM riad.guest_languages l WHERE l.guest_id = _guest_id;
    ELSE
        INSERT INTO riad.guest_languages (guest_id, language) VALUES (_guest_id, _language)
        ON CONFLICT (guest_id) DO UPDATE SET language = excluded.language;
    END IF;
EXCEPTION WHEN check_violation THEN
    RAISE EXCEPTION 'a language has two or three small letters' USING ERRCODE = 'RI010';
END
$$;

-- RI001 outside the desk; RI002 no such stay for the reader; RI007 changed since; RI010 days, people or a status that
-- can't be. The phase of its conversations' journey goes with the days.
CREATE FUNCTION riad.edit_reservation(
    _res_id uuid, _version bigint, _check_in date, _check_out date, _adults smallint, _children smallint, _status text
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s'
AS $$
DECLARE
    stay public.reservation;
    standing xid;
BEGIN
    IF NOT riad.is_desk() THEN
        RAISE EXCEPTION 'not permitted to change reservations' USING ERRCODE = 'RI001';
    END IF;
    SELECT r.* INTO stay FROM public.reservation r
    WHERE r.res_id = _res_id AND (riad.reads_every_conversation() OR riad.reads_stay(r.res_id));
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such reservation' USING ERRCODE = 'RI002';
    END IF;
    -- The guest's row first, then the stay's, then the conversations', as where channels bring a reservation.
    PERFORM FROM public.guest g WHERE g.guest_id = stay.guest_id FOR NO KEY UPDATE;
    PERFORM FROM public.reservation r WHERE r.res_id = _res_id FOR NO KEY UPDATE;
    SELECT r.xmin INTO standing FROM public.reservation r WHERE r.res_id = _res_id;
    PERFORM riad.require_version(standing, _version);
    IF (_check_out > _check_in) IS NOT TRUE OR _check_in < '2000-01-01' OR _check_out > '2199-12-31'
        OR _adults NOT BETWEEN 0 AND 100 OR _children NOT BETWEEN 0 AND 100
        OR coalesce(_status, '') NOT IN ('pending', 'confirmed', 'cancelled')
    THEN
        RAISE EXCEPTION 'a stay has a first day before its last, at most 100 people, and a known status'
            USING ERRCODE = 'RI010';
    END IF;
    UPDATE public.reservation r
    SET check_in = _check_in, check_out = _check_out, adults = _adults, children = _children, status = _status,
        updated_at = clock_timestamp()
    WHERE r.res_id = _res_id;
    PERFORM FROM public.conversations c
    WHERE c.reservation_id = _res_id AND c.state <> 'ARCHIVÉE' ORDER BY c.id FOR NO KEY UPDATE;
    UPDATE public.conversations c SET journey_phase = riad.journey_phase(_res_id, riad.local_today())
    WHERE c.reservation_id = _res_id AND c.state <> 'ARCHIVÉE'
        AND c.journey_phase IS DISTINCT FROM riad.journey_phase(_res_id, riad.local_today());
END
$$;

-- What a property has, by name, of whatever shape the other systems keep it in.
CREATE FUNCTION riad.amenity_names(_amenities jsonb) RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT CASE jsonb_typeof(_amenities)
        WHEN 'object' THEN ARRAY(
            SELECT a.key FROM jsonb_each(_amenities) a WHERE a.value NOT IN ('false', 'null') ORDER BY a.key LIMIT 100)
        WHEN 'array' THEN ARRAY(SELECT a.value FROM jsonb_array_elements_text(_amenities) a ORDER BY 1 LIMIT 100)
        ELSE '{}' END;
END;

-- RI001 below superviseur; RI002 no such property; RI007 changed since; RI010 a name, address, zone or amenity that can't
-- be. A new zone moves its conversations; what was noted of an amenity that stays is kept.
CREATE FUNCTION riad.edit_property(
    _property_id uuid, _version bigint, _name text, _address text, _zone text, _amenities text[]
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s'
AS $$
DECLARE
    place public.property;
    standing xid;
    wanted text[];
BEGIN
    IF NOT riad.supervises() THEN
        RAISE EXCEPTION 'not permitted to change properties' USING ERRCODE = 'RI001';
    END IF;
    PERFORM FROM public.property p WHERE p.property_id = _property_id FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such property' USING ERRCODE = 'RI002';
    END IF;
    SELECT p.* INTO place FROM public.property p WHERE p.property_id = _property_id;
    SELECT p.xmin INTO standing FROM public.property p WHERE p.property_id = _property_id;
    PERFORM riad.require_version(standing, _version);
    SELECT coalesce(array_agg(DISTINCT riad.clean_field(a, 60)) FILTER (WHERE btrim(a) <> ''), '{}') INTO wanted
    FROM unnest(_amenities) a;
    IF riad.clean_field(_name, 200) IS NULL OR riad.clean_field(_address, 500) IS NULL OR cardinality(wanted) > 100
        OR _zone IS NOT NULL AND NOT EXISTS (SELECT FROM riad.zones z WHERE z.label::text = _zone)
    THEN
        RAISE EXCEPTION 'a property has a name, an address, a known zone or none, and at most 100 amenities'
            USING ERRCODE = 'RI010';
    END IF;
    UPDATE public.property p
    SET name = btrim(_name), address = btrim(_address), zone = _zone::public.geographical_zone,
        amenities = CASE
            WHEN wanted @> riad.amenity_names(place.amenities) AND wanted <@ riad.amenity_names(place.amenities)
                THEN place.amenities
            WHEN jsonb_typeof(place.amenities) = 'array' THEN to_jsonb(wanted)
            ELSE (
                SELECT coalesce(jsonb_object_agg(w, CASE
                    WHEN jsonb_typeof(place.amenities) = 'object'
                        AND place.amenities -> w NOT IN ('false', 'null') THEN place.amenities -> w
                    ELSE 'true' END), '{}')
                FROM unnest(wanted) w
            )
        END
    WHERE p.property_id = _property_id;
END
$$;

GRANT EXECUTE ON FUNCTION riad.edit_guest, riad.edit_reservation, riad.edit_property, riad.amenity_names TO riad_console;
SELECT riad.audit_changes('riad.guest_languages', 'guest_id', '{language}', '{}', false);
