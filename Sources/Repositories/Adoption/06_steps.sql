-- The steps of an adoption. `phase` is when (labels: before, in a transaction of its own; prepare: first, as the
-- migrating role; migrate: by migrations and code; finish: last; stays: nothing to do), `line` describes the step, and
-- `command` does it unless a file does. Steps without a line belong to the previous one.
CREATE FUNCTION riad_adoption.as_owner(_command text) RETURNS text
LANGUAGE sql IMMUTABLE
AS $$
    SELECT 'SET LOCAL ROLE riad_owner; ' || _command || '; RESET ROLE'
$$;

CREATE FUNCTION riad_adoption.type_steps() RETURNS TABLE (phase text, line text, command text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    WITH kind AS (
        SELECT h.oid, r.oid AS reference, h.typname AS name, h.typowner, h.typacl FROM pg_type r
        JOIN pg_type h ON h.typname = r.typname AND h.typnamespace = 'public'::regnamespace
        WHERE r.typnamespace = to_regnamespace('riad_reference_public') AND r.typtype = 'e' AND h.typtype = 'e'
    )
    -- Zones are the deployment's own, so none is added.
    SELECT 'labels', format('enum public.%I gets %L', k.name, e.enumlabel),
        format('ALTER TYPE public.%I ADD VALUE IF NOT EXISTS %L', k.name, e.enumlabel)
    FROM kind k JOIN pg_enum e ON e.enumtypid = k.reference
    WHERE k.name <> 'geographical_zone'
        AND NOT EXISTS (SELECT FROM pg_enum o WHERE o.enumtypid = k.oid AND o.enumlabel = e.enumlabel)
    UNION ALL
    SELECT 'prepare', format('enum public.%I belongs to riad_owner', k.name),
        format('REVOKE ALL ON TYPE public.%I FROM PUBLIC%s; ALTER TYPE public.%I OWNER TO riad_owner', k.name,
            (SELECT string_agg(', ' || g, '') FROM unnest(riad_adoption.grantees(k.typacl, k.typowner)) g
                WHERE g <> 'PUBLIC'), k.name)
    FROM kind k
    UNION ALL
    SELECT 'stays', format('enum public.%I keeps %s of its own: %s', k.name,
            riad_adoption.pluralized(count(*), 'label', 'labels'), string_agg(e.enumlabel, ', ' ORDER BY e.enumsortorder)), NULL
    FROM kind k JOIN pg_enum e ON e.enumtypid = k.oid
    WHERE NOT EXISTS (SELECT FROM pg_enum o WHERE o.enumtypid = k.reference AND o.enumlabel = e.enumlabel)
    GROUP BY k.name
$$;

-- Functions with riad's signatures keep their identity, so that their callers keep working, and get riad's bodies.
CREATE FUNCTION riad_adoption.function_steps() RETURNS TABLE (phase text, line text, command text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT 'prepare', format('function %s is replaced%s', f.signature, concat_ws(',',
            CASE WHEN f.is_open THEN ': it ran as its owner with whatever search_path its caller had' END,
            CASE WHEN f.existing IN (SELECT c.oid FROM riad_adoption.network_functions c) THEN
                CASE WHEN f.is_open THEN ' and' ELSE ':' END || ' it called over the network' END)),
        format('REVOKE ALL ON FUNCTION %s FROM PUBLIC%s; ALTER FUNCTION %s OWNER TO riad_owner', f.signature,
            (SELECT string_agg(', ' || g, '') FROM unnest(riad_adoption.grantees(f.rights, f.owner)) g
                WHERE g <> 'PUBLIC'), f.signature)
    FROM riad_adoption.replaced_functions f WHERE f.fits
$$;

CREATE FUNCTION riad_adoption.is_public(_function oid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT EXISTS (
        SELECT FROM pg_proc p CROSS JOIN LATERAL aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
        WHERE p.oid = _function AND a.grantee = 0
    )
$$;

CREATE FUNCTION riad_adoption.trigger_steps() RETURNS TABLE (phase text, line text, command text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT 'prepare', format('trigger %I on %s goes: %s', t.name, t.on_table, CASE
            WHEN t.calls_network THEN 'it called over the network; riad_worker delivers what riad''s own triggers put down'
            ELSE 'riad''s own does its work' END),
        format('DROP TRIGGER %I ON public.%I', t.name, t.on_table)
    FROM riad_adoption.existing_triggers t WHERE t.calls_network OR t.is_replaced
    UNION ALL
    SELECT 'prepare', '', format('DROP TRIGGER %I ON public.%I', t.name, t.on_table)
    FROM riad_adoption.existing_triggers t WHERE NOT (t.calls_network OR t.is_replaced)
    UNION ALL
    -- Dropped meanwhile, so that no row counts as changed, and recreated at the end.
    SELECT 'finish', format('trigger %I on %s stays%s (function %s)', t.name, t.on_table,
            CASE WHEN t.name_is_taken THEN ', called ' || t.name || '_before' ELSE '' END, t.function::regprocedure),
        CASE WHEN NOT riad_adoption.is_public(t.function) THEN
            format('GRANT EXECUTE ON FUNCTION %s TO riad_owner; ', t.function::regprocedure) ELSE '' END
        || riad_adoption.as_owner(
            CASE WHEN t.name_is_taken THEN replace(t.definition, format('TRIGGER %I ', t.name),
                format('TRIGGER %I ', t.name || '_before')) ELSE t.definition END
            || CASE t.enabled WHEN 'O' THEN '' ELSE format('; ALTER TABLE public.%I %s TRIGGER %I', t.on_table,
                CASE t.enabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA' ELSE 'ENABLE ALWAYS' END,
                t.name || CASE WHEN t.name_is_taken THEN '_before' ELSE '' END) END)
    FROM riad_adoption.existing_triggers t WHERE NOT (t.calls_network OR t.is_replaced)
$$;

CREATE FUNCTION riad_adoption.policy_definition(_policy oid) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT format('CREATE POLICY %I ON %s AS %s FOR %s TO %s', p.polname, p.polrelid::regclass,
            CASE WHEN p.polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END,
            CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE'
                ELSE 'ALL' END,
            CASE WHEN p.polroles = '{0}' THEN 'PUBLIC'
                ELSE (SELECT string_agg(quote_ident(r.rolname), ', ') FROM pg_roles r WHERE r.oid = ANY (p.polroles)) END)
        || coalesce(' USING (' || pg_get_expr(p.polqual, p.polrelid) || ')', '')
        || coalesce(' WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')', '')
    FROM pg_policy p WHERE p.oid = _policy
$$;

CREATE FUNCTION riad_adoption.policy_steps() RETURNS TABLE (phase text, line text, command text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT 'prepare', format('policy %I on %s goes: riad''s own decide who sees what', p.polname, o.name),
        format('DROP POLICY %I ON public.%I', p.polname, o.name)
    FROM riad_adoption.shared_tables o JOIN pg_policy p ON p.polrelid = o.existing
    UNION ALL
    SELECT 'prepare', '', format('DROP POLICY %I ON %s', a.name, a.on_table) FROM riad_adoption.dependent_policies a
    UNION ALL
    SELECT 'finish', format('policy %I on %s stays', a.name, a.on_table), riad_adoption.policy_definition(a.oid)
    FROM riad_adoption.dependent_policies a
$$;
