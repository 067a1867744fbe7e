-- Functions that call over the network, directly or not: writers would wait for other servers.
CREATE VIEW riad_adoption.network_functions AS
WITH RECURSIVE network_function AS (
    SELECT p.oid, p.proname FROM pg_catalog.pg_proc p
    JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
    WHERE n.nspname IN ('net', 'http', 'extensions', 'supabase_functions') AND p.proname ~ '^http'
    UNION
    SELECT p.oid, p.proname FROM network_function c
    JOIN pg_catalog.pg_proc p ON p.prosrc ~ ('\m' || c.proname || '\M')
    JOIN pg_catalog.pg_language l ON l.oid = p.prolang AND l.lanname IN ('plpgsql', 'sql')
    JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
    WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'riad_adoption', 'riad_reference',
        'riad_reference_public')
)
SELECT oid, proname FROM network_function;

-- The functions here that the reference replaces.
CREATE VIEW riad_adoption.replaced_functions AS
SELECT r.proname AS name, h.oid AS existing, r.oid AS reference, h.prosecdef AND h.proconfig IS NULL AS is_open,
    pg_catalog.format('public.%I(%s)', h.proname, pg_catalog.pg_get_function_identity_arguments(h.oid)) AS signature,
    h.prorettype = r.prorettype AND h.proretset = r.proretset AND h.proargnames IS NOT DISTINCT FROM r.proargnames
        AND h.pronargdefaults <= r.pronargdefaults AND h.prokind = r.prokind AS fits,
    h.proowner AS owner, h.proacl AS rights
FROM pg_catalog.pg_proc r
JOIN pg_catalog.pg_namespace rn ON rn.oid = r.pronamespace AND rn.nspname = 'riad_reference_public'
JOIN pg_catalog.pg_proc h ON h.proname = r.proname
JOIN pg_catalog.pg_namespace hn ON hn.oid = h.pronamespace AND hn.nspname = 'public'
WHERE riad_adoption.to_local_name(pg_catalog.oidvectortypes(r.proargtypes)) = riad_adoption.to_local_name(pg_catalog.oidvectortypes(h.proargtypes));

-- Triggers on riad's tables: those that riad replaces, and those that stay.
CREATE VIEW riad_adoption.existing_triggers AS
SELECT t.oid, t.tgname AS name, o.name AS on_table, o.existing, t.tgfoid AS function, t.tgenabled AS enabled,
    pg_catalog.pg_get_triggerdef(t.oid) AS definition,
    t.tgfoid IN (SELECT c.oid FROM riad_adoption.network_functions c) AS calls_network,
    t.tgfoid IN (SELECT f.existing FROM riad_adoption.replaced_functions f) AS is_replaced,
    EXISTS (SELECT FROM pg_catalog.pg_trigger r WHERE r.tgrelid = o.reference AND r.tgname = t.tgname) AS name_is_taken
FROM riad_adoption.shared_tables o
JOIN pg_catalog.pg_trigger t ON t.tgrelid = o.existing AND NOT t.tgisinternal AND t.tgparentid = 0;

-- Views that depend on riad's tables, and views on those, with their depth.
CREATE VIEW riad_adoption.dependent_views AS
WITH RECURSIVE reading AS (
    SELECT w.ev_class AS oid, 1 AS depth FROM pg_catalog.pg_depend d
    JOIN pg_catalog.pg_rewrite w ON d.classid = 'pg_catalog.pg_rewrite'::regclass AND w.oid = d.objid
    WHERE d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjid IN (SELECT o.existing FROM riad_adoption.shared_tables o)
    UNION
    SELECT w.ev_class, r.depth + 1 FROM reading r
    JOIN pg_catalog.pg_depend d ON d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjid = r.oid
    JOIN pg_catalog.pg_rewrite w ON d.classid = 'pg_catalog.pg_rewrite'::regclass AND w.oid = d.objid
    WHERE w.ev_class <> r.oid AND r.depth < 100
)
SELECT c.oid, pg_catalog.format('%I.%I', n.nspname, c.relname) AS name, max(r.depth) AS depth, c.relkind AS kind,
    c.relowner AS owner, c.relacl AS rights, c.reloptions AS options
FROM reading r
JOIN pg_catalog.pg_class c ON c.oid = r.oid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('v', 'm')
GROUP BY c.oid, n.nspname, c.relname, c.relkind, c.relowner, c.relacl, c.reloptions;

-- Policies on other tables that depend on riad's tables.
CREATE VIEW riad_adoption.dependent_policies AS
SELECT DISTINCT p.oid, p.polname AS name, p.polrelid::regclass AS on_table, p.polrelid
FROM pg_catalog.pg_policy p
JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_policy'::regclass AND d.objid = p.oid
    AND d.refclassid = 'pg_catalog.pg_class'::regclass
WHERE d.refobjid IN (SELECT o.existing FROM riad_adoption.shared_tables o UNION ALL SELECT v.oid FROM riad_adoption.dependent_views v)
    AND p.polrelid NOT IN (SELECT o.existing FROM riad_adoption.shared_tables o);

-- Returns the roles other than the owner with privileges; PUBLIC as such.
CREATE FUNCTION riad_adoption.grantees(_rights aclitem[], _owner oid) RETURNS text[]
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce(array_agg(DISTINCT CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(r.rolname) END), '{}')
    FROM aclexplode(_rights) a
    LEFT JOIN pg_roles r ON r.oid = a.grantee
    WHERE a.grantee <> _owner
$$;
