-- Editing properties, and propagating their zones.

-- Returns the names of a property's amenities, whatever form other systems store them in.
CREATE OR REPLACE FUNCTION riad.amenity_names(_amenities jsonb) RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT CASE jsonb_typeof(_amenities)
        WHEN 'object' THEN ARRAY(
            SELECT a.key FROM jsonb_each(_amenities) a WHERE a.value NOT IN ('false', 'null') ORDER BY a.key LIMIT 100)
        WHEN 'array' THEN ARRAY(SELECT a.value FROM jsonb_array_elements_text(_amenities) a ORDER BY 1 LIMIT 100)
        ELSE '{}' END;
END;
GRANT EXECUTE ON FUNCTION riad.amenity_names TO riad_console;

-- RI001: below superviseur. RI002: no such property. RI007: changed since. RI010: invalid name, address, zone,
-- amenity or access notes. A new zone also applies to its conversations; values stored for kept amenities stay.
CREATE OR REPLACE FUNCTION riad.edit_property(
    _property_id uuid, _version bigint, _name text, _address text, _zone text, _amenities text[],
    _access_notes text
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s'
AS $$
DECLARE
    property public.property;
    current_version xid;
    wanted text[];
BEGIN
    IF NOT riad.supervises() THEN
        RAISE EXCEPTION 'not permitted to change properties' USING ERRCODE = 'RI001';
    END IF;
    PERFORM riad.enforce_change_limit();
    PERFORM FROM public.property p WHERE p.property_id = _property_id FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such property' USING ERRCODE = 'RI002';
    END IF;
    SELECT p.* INTO property FROM public.property p WHERE p.property_id = _property_id;
    SELECT p.xmin INTO current_version FROM public.property p WHERE p.property_id = _property_id;
    PERFORM riad.require_version(current_version, _version);
    SELECT coalesce(array_agg(DISTINCT riad.clean_field(a, 60)) FILTER (WHERE btrim(a) <> ''), '{}') INTO wanted
    FROM unnest(_amenities) a;
    IF riad.clean_field(_name, 200) IS NULL OR riad.clean_field(_address, 500) IS NULL OR cardinality(wanted) > 100
        OR char_length(_access_notes) > 2000
        OR _access_notes ~ '[\u0001-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]'
        OR _zone IS NOT NULL AND NOT EXISTS (SELECT FROM riad.zones z WHERE z.label::text = _zone)
    THEN
        RAISE EXCEPTION 'a property needs a name, an address, a known zone or none, at most 100 amenities, and notes of 2,000'
            USING ERRCODE = 'RI010';
    END IF;
    UPDATE public.property p
    SET name = btrim(_name), address = btrim(_address), zone = _zone::public.geographical_zone,
        access_notes = nullif(btrim(_access_notes, E' \n'), ''),
        amenities = CASE
            WHEN wanted @> riad.amenity_names(property.amenities) AND wanted <@ riad.amenity_names(property.amenities)
                THEN property.amenities
            WHEN jsonb_typeof(property.amenities) = 'array' THEN to_jsonb(wanted)
            ELSE (
                SELECT coalesce(jsonb_object_agg(w, CASE
                    WHEN jsonb_typeof(property.amenities) = 'object'
                        AND property.amenities -> w NOT IN ('false', 'null') THEN property.amenities -> w
                    ELSE 'true' END), '{}')
                FROM unnest(wanted) w
            )
        END
    WHERE p.property_id = _property_id;
END
$$;
GRANT EXECUTE ON FUNCTION riad.edit_property TO riad_console;

-- Adds a property. `_ext_id` is its id in the booking system; null if there is none. RI001: below superviseur. RI006: the id
-- or the booking system's id is taken. RI010: invalid name, address, zone or amenity.
CREATE OR REPLACE FUNCTION riad.add_property(
    _property_id uuid, _name text, _address text, _zone text, _amenities text[], _ext_id text
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s'
AS $$
DECLARE
    wanted text[];
BEGIN
    IF NOT riad.supervises() THEN
        RAISE EXCEPTION 'not permitted to add properties' USING ERRCODE = 'RI001';
    END IF;
    PERFORM riad.enforce_change_limit();
    SELECT coalesce(array_agg(DISTINCT riad.clean_field(a, 60)) FILTER (WHERE btrim(a) <> ''), '{}') INTO wanted
    FROM unnest(_amenities) a;
    IF riad.clean_field(_name, 200) IS NULL OR riad.clean_field(_address, 500) IS NULL OR cardinality(wanted) > 100
        OR _zone IS NOT NULL AND NOT EXISTS (SELECT FROM riad.zones z WHERE z.label::text = _zone)
    THEN
        RAISE EXCEPTION 'a property needs a name, an address, a known zone or none, and at most 100 amenities'
            USING ERRCODE = 'RI010';
    END IF;
    INSERT INTO public.property (property_id, org_id, name, address, zone, amenities, ext_id)
    VALUES (_property_id, riad.organisation_id(), btrim(_name), btrim(_address), _zone::public.geographical_zone,
        (SELECT coalesce(jsonb_object_agg(w, true), '{}') FROM unnest(wanted) w), riad.clean_field(_ext_id, 200));
EXCEPTION WHEN unique_violation THEN
    RAISE EXCEPTION 'another property has this id in the booking system' USING ERRCODE = 'RI006';
END
$$;
GRANT EXECUTE ON FUNCTION riad.add_property TO riad_console;

-- Sets a property's id in the booking system, by which bookings find it; null for none. RI001: below superviseur. RI002: no
-- such property. RI006: another has this id.
CREATE OR REPLACE FUNCTION riad.set_property_ext_id(_property_id uuid, _ext_id text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s'
AS $$
BEGIN
    IF NOT riad.supervises() THEN
        RAISE EXCEPTION 'not permitted to change properties' USING ERRCODE = 'RI001';
    END IF;
    PERFORM riad.enforce_change_limit();
    UPDATE public.property p SET ext_id = riad.clean_field(_ext_id, 200) WHERE p.property_id = _property_id;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such property' USING ERRCODE = 'RI002';
    END IF;
EXCEPTION WHEN unique_violation THEN
    RAISE EXCEPTION 'another property has this id in the booking system' USING ERRCODE = 'RI006';
END
$$;
GRANT EXECUTE ON FUNCTION riad.set_property_ext_id TO riad_console;

-- Returns the property that an imported row means: the one with this id in the booking system or, without an id, the one of
-- this name and address; null if there is none. RI001: below superviseur. RI010: several of this name and address.
CREATE OR REPLACE FUNCTION riad.find_property(_ext_id text, _name text, _address text) RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    found uuid[];
BEGIN
    IF NOT riad.supervises() THEN
        RAISE EXCEPTION 'not permitted to find properties' USING ERRCODE = 'RI001';
    END IF;
    IF _ext_id IS NOT NULL THEN
        RETURN (
            SELECT p.property_id FROM public.property p
            WHERE p.org_id = riad.organisation_id() AND p.ext_id = riad.clean_field(_ext_id, 200)
        );
    END IF;
    found := ARRAY(
        SELECT p.property_id FROM public.property p
        WHERE lower(p.name) = lower(btrim(_name)) AND lower(p.address) = lower(btrim(_address)) LIMIT 2
    );
    IF cardinality(found) > 1 THEN
        RAISE EXCEPTION 'several properties have this name and address: give its id in the booking system'
            USING ERRCODE = 'RI010';
    END IF;
    RETURN found[1];
END
$$;
GRANT EXECUTE ON FUNCTION riad.find_property TO riad_console;

-- Applies a property's new zone to its conversations.
CREATE OR REPLACE FUNCTION riad.propagate_property_zone() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE public.conversations
    SET zone_id = coalesce((SELECT id FROM riad.zones WHERE label = NEW.zone), 0)
    WHERE property_id = NEW.property_id;
    RETURN NULL;
END
$$;

CREATE TRIGGER property_location_propagated AFTER UPDATE OF zone ON public.property
    FOR EACH ROW WHEN (NEW.zone IS DISTINCT FROM OLD.zone)
    EXECUTE FUNCTION riad.propagate_property_zone();
