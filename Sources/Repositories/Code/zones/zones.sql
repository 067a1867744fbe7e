-- Zones: adding them, and their numbers.

-- Numbers labels that were added to the enum; existing numbers stay.
CREATE OR REPLACE FUNCTION riad.refresh_zones() RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    INSERT INTO riad.zones (id, label, city)
    SELECT coalesce((SELECT max(id) FROM riad.zones), 0) + row_number() OVER (ORDER BY fresh.label),
        fresh.label,
        CASE split_part(fresh.label::text, '_', 1)
            WHEN 'fes' THEN 'Fès'
            ELSE initcap(split_part(fresh.label::text, '_', 1))
        END
    FROM unnest(enum_range(NULL::public.geographical_zone)) AS fresh (label)
    WHERE NOT EXISTS (SELECT FROM riad.zones known WHERE known.label = fresh.label);
END;

-- Also runs with each change of code, for labels added by a schema file.
DO $$
BEGIN
    IF EXISTS (
        SELECT FROM unnest(enum_range(NULL::public.geographical_zone)) AS fresh (label)
        WHERE NOT EXISTS (SELECT FROM riad.zones known WHERE known.label = fresh.label)
    ) THEN
        PERFORM riad.refresh_zones();
    END IF;
END
$$;

-- Adds a zone's label, unless it is there. `riad.register_zone` follows in a transaction of its own: a new label can't be used in
-- the one that adds it. RI001: below administrateur. RI010: not lowercase letters, digits and _.
CREATE OR REPLACE FUNCTION riad.add_zone(_label text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s'
AS $$
BEGIN
    IF NOT riad.administers() THEN
        RAISE EXCEPTION 'not permitted to add zones' USING ERRCODE = 'RI001';
    END IF;
    PERFORM riad.enforce_change_limit();
    IF _label !~ '^[a-z][a-z0-9_]{1,58}$' OR _label IN ('mine', 'none') THEN
        RAISE EXCEPTION 'a zone is named by its city and place in lowercase letters, digits and _'
            USING ERRCODE = 'RI010';
    END IF;
    IF (SELECT count(*) FROM riad.zones) >= 500 THEN
        RAISE EXCEPTION 'there are 500 zones, and no more' USING ERRCODE = 'RI010';
    END IF;
    EXECUTE format('ALTER TYPE public.geographical_zone ADD VALUE IF NOT EXISTS %L', _label);
END
$$;
GRANT EXECUTE ON FUNCTION riad.add_zone TO riad_console;

-- Gives an added label its number and a city. RI001: below administrateur. RI002: no such label. RI006: the zone is there
-- already. RI010: invalid city.
CREATE OR REPLACE FUNCTION riad.register_zone(_label text, _city text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s'
AS $$
BEGIN
    IF NOT riad.administers() THEN
        RAISE EXCEPTION 'not permitted to add zones' USING ERRCODE = 'RI001';
    END IF;
    PERFORM riad.enforce_change_limit();
    IF riad.clean_field(_city, 60) IS NULL THEN
        RAISE EXCEPTION 'a city has 1 to 60 characters' USING ERRCODE = 'RI010';
    END IF;
    -- Of two who add zones at the same moment, the second sees the first's numbers.
    LOCK TABLE riad.zones IN SHARE ROW EXCLUSIVE MODE;
    IF EXISTS (SELECT FROM riad.zones z WHERE z.label::text = _label) THEN
        RAISE EXCEPTION 'there is a zone of this name' USING ERRCODE = 'RI006';
    END IF;
    PERFORM riad.refresh_zones();
    UPDATE riad.zones z SET city = riad.clean_field(_city, 60) WHERE z.label::text = _label;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such zone' USING ERRCODE = 'RI002';
    END IF;
END
$$;
GRANT EXECUTE ON FUNCTION riad.register_zone TO riad_console;
