-- The steps of an adoption, continued: views, indexes, tables, values.
CREATE FUNCTION riad_adoption.view_steps() RETURNS TABLE (phase text, line text, command text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    (SELECT 'prepare', '', format('DROP VIEW %s', v.name) FROM riad_adoption.dependent_views v WHERE v.kind = 'v'
    ORDER BY v.depth DESC, v.name)
    UNION ALL
    (SELECT 'finish', format('view %s stays%s', v.name, CASE WHEN o.was THEN '' ELSE
            ', and shows its readers only what they may read themselves (security_invoker)' END),
        format('CREATE VIEW %s WITH (%s) AS %s; ALTER VIEW %s OWNER TO %s', v.name,
            array_to_string(array_remove(ARRAY(
                SELECT w FROM unnest(v.options) w WHERE w NOT LIKE 'security_invoker=%'
            ) || 'security_invoker=true'::text, NULL), ', '),
            rtrim(pg_get_viewdef(v.oid), ';'), v.name, v.owner::regrole)
        || coalesce((
            SELECT string_agg(format('; GRANT %s ON %s TO %s%s', a.privilege_type, v.name,
                CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE a.grantee::regrole::text END,
                CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END), '')
            FROM aclexplode(v.rights) a WHERE a.grantee <> v.owner
        ), '')
        || coalesce(format('; COMMENT ON VIEW %s IS %L', v.name, obj_description(v.oid, 'pg_class')), '')
        || coalesce((
            SELECT string_agg('; ' || pg_get_triggerdef(t.oid), '') FROM pg_trigger t
            WHERE t.tgrelid = v.oid AND NOT t.tgisinternal
        ), '')
    FROM riad_adoption.dependent_views v
    CROSS JOIN LATERAL (
        SELECT coalesce(v.options && '{security_invoker=true,security_invoker=on,security_invoker=1}', false) AS was
    ) o
    WHERE v.kind = 'v'
    ORDER BY v.depth, v.name)
$$;

-- Relations whose name riad uses for another one.
CREATE FUNCTION riad_adoption.index_steps() RETURNS TABLE (phase text, line text, command text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT 'prepare',
        CASE WHEN i.is_simple THEN format('index %I is replaced by riad''s of that name', i.name)
            ELSE format('%I is called %I from now on', i.name, i.name || '_before') END,
        CASE WHEN i.is_simple THEN format('DROP INDEX public.%I', i.name)
            ELSE format('ALTER INDEX public.%I RENAME TO %I', i.name, i.name || '_before') END
    FROM (
        SELECT h.relname AS name, NOT x.indisunique AND x.indrelid IN (SELECT o.existing FROM riad_adoption.shared_tables o) AS is_simple
        FROM pg_class r
        JOIN pg_class h ON h.relname = r.relname AND h.relnamespace = 'public'::regnamespace AND h.relkind = 'i'
        JOIN pg_index x ON x.indexrelid = h.oid
        WHERE r.relnamespace = to_regnamespace('riad_reference_public') AND r.relkind IN ('i', 'I')
            AND NOT EXISTS (
                SELECT FROM pg_constraint c WHERE c.conindid = h.oid
                    AND c.conrelid IN (SELECT o.existing FROM riad_adoption.shared_tables o)
            )
    ) i
    UNION ALL
    -- Indexes of tables that are now partitioned.
    SELECT 'finish', format('index %I on %s stays', h.relname, o.name), riad_adoption.as_owner(pg_get_indexdef(h.oid))
    FROM riad_adoption.shared_tables o
    JOIN pg_index x ON x.indrelid = o.existing AND NOT x.indisunique
    JOIN pg_class h ON h.oid = x.indexrelid
    WHERE o.is_partitioned AND NOT EXISTS (
        SELECT FROM pg_class r WHERE r.relname = h.relname AND r.relnamespace = to_regnamespace('riad_reference_public')
    )
$$;

-- A table's triggers, indexes, privileges and policies.
CREATE FUNCTION riad_adoption.dependent_objects(_reference oid) RETURNS TABLE (what text, names text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT CASE WHEN count(*) = 1 THEN a.what || ' is' ELSE a.many || ' are' END, string_agg(a.name, ', ' ORDER BY a.name)
    FROM (
        SELECT 'trigger' AS what, 'triggers' AS many, quote_ident(t.tgname) AS name FROM pg_trigger t
        WHERE t.tgrelid = _reference AND NOT t.tgisinternal
        UNION ALL
        SELECT 'index', 'indexes', quote_ident(c.relname) FROM pg_index x JOIN pg_class c ON c.oid = x.indexrelid
        WHERE x.indrelid = _reference
            AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = c.oid AND k.contype IN ('p', 'u'))
        UNION ALL
        SELECT 'right', 'rights', format('%s for %s', a.privilege_type, a.grantee::regrole)
            || coalesce(' on ' || string_agg(quote_ident(a.part), ', ' ORDER BY a.number), '')
        FROM (
            SELECT g.*, NULL AS part, 0 AS number FROM pg_class c CROSS JOIN LATERAL aclexplode(c.relacl) g
            WHERE c.oid = _reference AND g.grantee <> c.relowner
            UNION ALL
            SELECT g.*, k.attname, k.attnum FROM pg_class c JOIN pg_attribute k ON k.attrelid = c.oid
            CROSS JOIN LATERAL aclexplode(k.attacl) g WHERE c.oid = _reference AND g.grantee <> c.relowner
        ) a
        GROUP BY a.privilege_type, a.grantee
        UNION ALL
        SELECT 'policy', 'policies', quote_ident(p.polname) FROM pg_policy p WHERE p.polrelid = _reference
    ) a
    GROUP BY a.what, a.many
$$;

CREATE FUNCTION riad_adoption.table_steps() RETURNS TABLE (phase text, line text, command text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT 'prepare', format('table %s belongs to riad_owner%s', o.name,
            coalesce('; nobody has rights on it but by riad: ' || array_to_string(g.names, ', ') || ' lose theirs', '')),
        coalesce(format('REVOKE ALL ON TABLE public.%I FROM %s; ', o.name, array_to_string(g.names, ', ')), '')
            || format('ALTER TABLE public.%I NO FORCE ROW LEVEL SECURITY; ALTER TABLE public.%I OWNER TO riad_owner',
                o.name, o.name)
    FROM riad_adoption.shared_tables o
    JOIN pg_class c ON c.oid = o.existing
    CROSS JOIN LATERAL (
        SELECT nullif(ARRAY(
            SELECT unnest(riad_adoption.grantees(c.relacl, c.relowner))
            UNION
            SELECT unnest(riad_adoption.grantees(a.attacl, c.relowner)) FROM pg_attribute a WHERE a.attrelid = c.oid
            ORDER BY 1
        ), '{}') AS names
    ) g
    UNION ALL
    SELECT 'prepare', '', riad_adoption.as_owner(format('ALTER TABLE public.%I SET SCHEMA riad_adoption', o.name))
    FROM riad_adoption.shared_tables o WHERE o.is_partitioned
    UNION ALL
    SELECT 'migrate', format('%s added beside them: %s', CASE r.kind WHEN 'f' THEN 'functions' ELSE 'tables' END,
        string_agg(DISTINCT r.name, ', ')), NULL
    FROM (
        SELECT 'f' AS kind, p.proname::text AS name FROM pg_proc p
        WHERE p.pronamespace = to_regnamespace('riad_reference_public')
            AND p.oid NOT IN (SELECT f.reference FROM riad_adoption.replaced_functions f)
        UNION ALL
        SELECT 't', c.relname FROM pg_class c
        WHERE c.relnamespace = to_regnamespace('riad_reference_public') AND c.relkind IN ('r', 'p')
            AND c.oid NOT IN (SELECT o.reference FROM riad_adoption.shared_tables o)
    ) r
    GROUP BY r.kind
    UNION ALL
    SELECT 'migrate', format('schema riad is made, with %s and %s', riad_adoption.pluralized(t.number, 'table', 'tables'),
        riad_adoption.pluralized(f.number, 'function', 'functions')), NULL
    FROM (SELECT count(*) AS number FROM pg_class c WHERE c.relnamespace = to_regnamespace('riad_reference')
            AND c.relkind IN ('r', 'p') AND NOT c.relispartition) t,
        (SELECT count(*) AS number FROM pg_proc p WHERE p.pronamespace = to_regnamespace('riad_reference')) f
    UNION ALL
    SELECT 'migrate', format('table %s is partitioned by month; its rows move', o.name), NULL
    FROM riad_adoption.shared_tables o WHERE o.is_partitioned
    UNION ALL
    SELECT 'migrate', format('table %s: row security is switched on', o.name), NULL
    FROM riad_adoption.shared_tables o JOIN pg_class c ON c.oid = o.existing WHERE NOT c.relrowsecurity
    UNION ALL
    SELECT 'migrate', format('table %s: %s', o.name, c.what), NULL
    FROM riad_adoption.shared_tables o CROSS JOIN LATERAL riad_adoption.column_changes(o.reference, o.existing) c
    UNION ALL
    SELECT 'migrate', format('table %s: %s', o.name, c.what), NULL
    FROM riad_adoption.shared_tables o CROSS JOIN LATERAL riad_adoption.constraint_changes(o.reference, o.existing) c
    WHERE c.step = 6 OR NOT o.is_partitioned
    UNION ALL
    SELECT 'migrate', format('table %s: %s added: %s', o.name, a.what, a.names), NULL
    FROM riad_adoption.shared_tables o CROSS JOIN LATERAL riad_adoption.dependent_objects(o.reference) a
    UNION ALL
    SELECT 'stays', format('table %s keeps its %s of its own: %s', o.name,
        riad_adoption.pluralized(count(*), 'column', 'columns'), string_agg(e.name, ', ' ORDER BY e.number)), NULL
    FROM riad_adoption.shared_tables o CROSS JOIN LATERAL riad_adoption.columns(o.existing) e
    WHERE e.name NOT IN (SELECT t.name FROM riad_adoption.columns(o.reference) t)
    GROUP BY o.name
$$;

-- Repairs with their number of rows; old values are kept.
CREATE FUNCTION riad_adoption.repair_steps() RETURNS TABLE (phase text, line text, command text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    repair record;
    touched bigint;
BEGIN
    FOR repair IN
        SELECT o.name AS on_table, o.existing, r.* FROM riad_adoption.shared_tables o
        CROSS JOIN LATERAL riad_adoption.repairs(o.reference, o.existing) r
    LOOP
        touched := riad_adoption.count_rows(format('SELECT count(*) FROM %s x WHERE %s', repair.existing::regclass,
            repair.condition));
        IF touched > 0 THEN
            RETURN QUERY SELECT 'data', format('%s.%s: %s (%s)', repair.on_table, repair.name,
                riad_adoption.pluralized(touched, 'value is set right', 'values are set right'), repair.why), NULL::text;
        END IF;
    END LOOP;
END
$$;

CREATE FUNCTION riad_adoption.steps() RETURNS TABLE (phase text, line text, command text)
LANGUAGE sql STABLE
AS $$
    SELECT * FROM riad_adoption.type_steps()
    UNION ALL SELECT * FROM riad_adoption.view_steps()
    UNION ALL SELECT * FROM riad_adoption.policy_steps()
    UNION ALL SELECT * FROM riad_adoption.trigger_steps()
    UNION ALL SELECT * FROM riad_adoption.function_steps()
    UNION ALL SELECT * FROM riad_adoption.index_steps()
    UNION ALL SELECT * FROM riad_adoption.table_steps()
    UNION ALL SELECT * FROM riad_adoption.repair_steps()
$$;

-- The row count of each table.
CREATE FUNCTION riad_adoption.sizes() RETURNS TABLE (name text, rows bigint)
LANGUAGE sql STABLE
AS $$
    SELECT o.name::text, riad_adoption.count_rows(format('SELECT count(*) FROM public.%I', o.name))
    FROM riad_adoption.shared_tables o ORDER BY o.name
$$;
