-- Blockers of an adoption, with remedies: tables, functions and privileges.
CREATE FUNCTION riad_adoption.ownership_blockers() RETURNS TABLE (reason text, remedy text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    WITH held AS (
        SELECT format('table public.%I', o.name) AS thing, c.relowner AS owner
        FROM riad_adoption.shared_tables o JOIN pg_class c ON c.oid = o.existing
        UNION ALL
        SELECT format('function %s', f.signature), f.owner FROM riad_adoption.replaced_functions f
        UNION ALL
        SELECT format('view %s', v.name), v.owner FROM riad_adoption.dependent_views v
        UNION ALL
        SELECT format('table %s', a.on_table), c.relowner
        FROM riad_adoption.dependent_policies a JOIN pg_class c ON c.oid = a.polrelid
        UNION ALL
        SELECT format('type public.%I', h.typname), h.typowner FROM pg_type r
        JOIN pg_type h ON h.typname = r.typname AND h.typnamespace = 'public'::regnamespace AND h.typtype = 'e'
        WHERE r.typnamespace = to_regnamespace('riad_reference_public') AND r.typtype = 'e'
    )
    SELECT format('%s belongs to %s, whose rights %s doesn''t have', h.thing, h.owner::regrole, quote_ident(session_user)),
        format('GRANT %s TO %I', h.owner::regrole, session_user)
    FROM held h WHERE NOT pg_has_role(session_user, h.owner, 'USAGE')
$$;

CREATE FUNCTION riad_adoption.column_blockers() RETURNS TABLE (reason text, remedy text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    WITH pair AS (
        SELECT o.name AS on_table, o.existing, o.is_partitioned, t.name, t.type, t.is_required, t.value, t.generated,
            e.type AS old_type, e.is_required AS was_required, e.generated AS old_generated
        FROM riad_adoption.shared_tables o
        CROSS JOIN LATERAL riad_adoption.columns(o.reference) t
        LEFT JOIN LATERAL riad_adoption.columns(o.existing) e ON e.name = t.name
    )
    SELECT format('%s.%s is %s; riad needs %s', p.on_table, p.name,
            CASE WHEN p.old_generated <> p.generated THEN 'not generated as riad''s is' ELSE p.old_type END, p.type),
        CASE WHEN p.old_generated <> p.generated THEN
            format('ALTER TABLE public.%I RENAME COLUMN %I TO %I', p.on_table, p.name, p.name || '_before')
        ELSE format('ALTER TABLE public.%I ALTER COLUMN %I TYPE %s USING …, once every value can be one', p.on_table,
            p.name, p.type) END
    FROM pair p
    WHERE p.old_type IS NOT NULL
        AND (NOT riad_adoption.is_convertible(p.old_type, p.type) OR p.old_generated <> p.generated)
    UNION ALL
    SELECT format('%s has no column %s, which every row needs', p.on_table, p.name),
        format('ALTER TABLE public.%I ADD COLUMN %I %s, and fill it', p.on_table, p.name, p.type)
    FROM pair p
    WHERE p.old_type IS NULL AND p.is_required AND p.value IS NULL
        AND (p.on_table, p.name) <> ('conversation_messages', 'seq')
        AND riad_adoption.count_rows(format('SELECT count(*) FROM (SELECT FROM public.%I LIMIT 1) one', p.on_table)) > 0
    UNION ALL
    SELECT format('%s.%s may not be null and has no default: riad wouldn''t know what to put there', o.name, e.name),
        format('ALTER TABLE public.%I ALTER COLUMN %I DROP NOT NULL, or SET DEFAULT', o.name, e.name)
    FROM riad_adoption.shared_tables o CROSS JOIN LATERAL riad_adoption.columns(o.existing) e
    WHERE e.is_required AND e.value IS NULL AND e.identity = ''
        AND e.name NOT IN (SELECT t.name FROM riad_adoption.columns(o.reference) t)
$$;

CREATE FUNCTION riad_adoption.schema_blockers() RETURNS TABLE (reason text, remedy text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT format('public.%I is no table', o.name), format('rename it; riad needs a table of that name')
    FROM riad_adoption.shared_tables o WHERE o.kind NOT IN ('r', 'p')
    UNION ALL
    SELECT format('type public.%I is no enum', h.typname), 'make it an enum, and its columns with it'
    FROM pg_type r JOIN pg_type h ON h.typname = r.typname AND h.typnamespace = 'public'::regnamespace
    WHERE r.typnamespace = to_regnamespace('riad_reference_public') AND r.typtype = 'e' AND h.typtype <> 'e'
    UNION ALL
    SELECT format('%s has no primary key on (%s)', o.name, t.columns[1]),
        format('ALTER TABLE public.%I ADD PRIMARY KEY (%I)', o.name, t.columns[1])
    FROM riad_adoption.shared_tables o
    CROSS JOIN LATERAL riad_adoption.constraints(o.reference) t
    WHERE t.kind = 'p' AND NOT EXISTS (
        SELECT FROM riad_adoption.constraints(o.existing) e WHERE e.kind = 'p' AND e.columns = t.columns[:1]
    )
    UNION ALL
    SELECT format('function %s returns or names something else than riad''s', f.signature),
        format('DROP FUNCTION %s, or rename it', f.signature)
    FROM riad_adoption.replaced_functions f WHERE NOT f.fits
    UNION ALL
    SELECT format('materialized view %s reads riad''s tables', v.name),
        'drop it, adopt, and make it again: its rows would be everybody''s'
    FROM riad_adoption.dependent_views v WHERE v.kind = 'm'
    UNION ALL
    SELECT format('function %s is bound to riad''s tables (BEGIN ATOMIC)', d.objid::regprocedure),
        'drop it, adopt, and make it again'
    FROM pg_depend d
    WHERE d.classid = 'pg_proc'::regclass AND d.refclassid = 'pg_class'::regclass
        AND d.refobjid IN (SELECT o.existing FROM riad_adoption.shared_tables o UNION ALL SELECT v.oid FROM riad_adoption.dependent_views v)
        AND d.objid NOT IN (SELECT f.existing FROM riad_adoption.replaced_functions f)
    GROUP BY d.objid
    UNION ALL
    SELECT format('%s refers to %s, which is partitioned from now on', c.conrelid::regclass, o.name),
        format('ALTER TABLE %s DROP CONSTRAINT %I', c.conrelid::regclass, c.conname)
    FROM riad_adoption.shared_tables o JOIN pg_constraint c ON c.confrelid = o.existing AND c.contype = 'f'
    WHERE o.is_partitioned
    UNION ALL
    SELECT format('%s is unique on %s, which is partitioned by month from now on', x.indexrelid::regclass, o.name),
        'drop it: it couldn''t be kept over months'
    FROM riad_adoption.shared_tables o JOIN pg_index x ON x.indrelid = o.existing AND x.indisunique AND NOT x.indisprimary
    WHERE o.is_partitioned
    UNION ALL
    SELECT format('trigger %I on %s would run with riad''s rights and search_path, and reaches further than its row',
            t.name, t.on_table),
        format('ALTER FUNCTION %s SECURITY DEFINER SET search_path = public, pg_temp', t.function::regprocedure)
    FROM riad_adoption.existing_triggers t JOIN pg_proc p ON p.oid = t.function
    WHERE NOT (t.calls_network OR t.is_replaced) AND t.enabled <> 'D' AND NOT p.prosecdef
        AND p.prosrc ~* '\m(insert\s+into|update|delete\s+from|select|perform|execute)\M'
    UNION ALL
    SELECT format('a schema %I is there already, and it isn''t riad''s', n.nspname), 'ALTER SCHEMA riad RENAME TO …'
    FROM pg_namespace n WHERE n.nspname = 'riad' AND to_regclass('riad.migrations') IS NULL
    UNION ALL
    SELECT format('the database is encoded in %s', current_setting('server_encoding')), 'copy it into one encoded in UTF8'
    WHERE current_setting('server_encoding') <> 'UTF8'
$$;
