-- Zone numbers.

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
