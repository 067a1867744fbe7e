-- Adoption: compares the database with a reference, i.e. the whole schema created under other names (riad_reference and
-- riad_reference_public) in a transaction that is rolled back.
CREATE SCHEMA riad_adoption;

-- Translates a name or expression of the reference or of a template to its name in this database.
CREATE FUNCTION riad_adoption.to_local_name(_text text) RETURNS text
LANGUAGE sql IMMUTABLE
AS $$
    SELECT replace(replace(replace(_text, 'riad_reference_public.', 'public.'), 'riad_reference.', 'riad.'),
        'riad_adoption.', 'public.')
$$;

-- The tables that exist here and in the reference. Those partitioned in the reference are recreated and filled.
CREATE VIEW riad_adoption.shared_tables AS
SELECT r.relname AS name, h.oid AS existing, r.oid AS reference, r.relkind = 'p' AS is_partitioned, h.relkind AS kind
FROM pg_catalog.pg_class r
JOIN pg_catalog.pg_namespace rn ON rn.oid = r.relnamespace AND rn.nspname = 'riad_reference_public'
JOIN pg_catalog.pg_class h ON h.relname = r.relname
JOIN pg_catalog.pg_namespace hn ON hn.oid = h.relnamespace AND hn.nspname = 'public'
WHERE r.relkind IN ('r', 'p')
ORDER BY r.relname;

CREATE FUNCTION riad_adoption.columns(_table regclass) RETURNS TABLE (
    name name, type text, collated name, is_required boolean, value text, generated "char", identity "char",
    number smallint
)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT a.attname, riad_adoption.to_local_name(format_type(a.atttypid, a.atttypmod)),
        CASE WHEN a.attcollation <> t.typcollation THEN c.collname END, a.attnotnull,
        riad_adoption.to_local_name(pg_get_expr(d.adbin, d.adrelid)), a.attgenerated, a.attidentity, a.attnum
    FROM pg_attribute a
    JOIN pg_type t ON t.oid = a.atttypid
    LEFT JOIN pg_collation c ON c.oid = a.attcollation
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE a.attrelid = _table AND a.attnum > 0 AND NOT a.attisdropped
$$;

CREATE FUNCTION riad_adoption.constraints(_table regclass) RETURNS TABLE (
    name name, kind "char", definition text, expression text, columns name[], referenced_table regclass, referenced_columns name[]
)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT c.conname, c.contype, riad_adoption.to_local_name(pg_get_constraintdef(c.oid)),
        riad_adoption.to_local_name(pg_get_expr(c.conbin, c.conrelid)),
        ARRAY(
            SELECT a.attname FROM unnest(c.conkey) WITH ORDINALITY AS k (number, ordinal)
            JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.number ORDER BY k.ordinal
        ),
        to_regclass(riad_adoption.to_local_name(nullif(c.confrelid, 0)::regclass::text)),
        ARRAY(
            SELECT a.attname FROM unnest(c.confkey) WITH ORDINALITY AS k (number, ordinal)
            JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.number ORDER BY k.ordinal
        )
    FROM pg_constraint c
    WHERE c.conrelid = _table AND c.contype IN ('c', 'u', 'p', 'f') AND c.conparentid = 0
$$;

-- Returns the count that a query returns.
CREATE FUNCTION riad_adoption.count_rows(_query text) RETURNS bigint
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    answer bigint;
BEGIN
    EXECUTE _query INTO answer;
    RETURN answer;
END
$$;

-- For lists: "2 policies, 1 policy".
CREATE FUNCTION riad_adoption.pluralized(_count bigint, _one text, _many text) RETURNS text
LANGUAGE sql IMMUTABLE
AS $$
    SELECT _count || ' ' || CASE WHEN _count = 1 THEN _one ELSE _many END
$$;
