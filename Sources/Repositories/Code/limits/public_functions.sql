-- Built-in functions that every login can call to exhaust the server, and none needs: advisory locks, which share one
-- table for the whole server; large objects and logical messages, which fill the disk. PostgreSQL grants them to PUBLIC
-- in each database, and only a superuser can revoke them: another program in this database may depend on them.

-- Returns those of these functions that PUBLIC (role 0) can still call; of riad, only migrations call them.
CREATE OR REPLACE FUNCTION riad.unneeded_functions() RETURNS SETOF regprocedure
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN QUERY
    SELECT p.oid::regprocedure FROM pg_proc p
    WHERE p.pronamespace = 'pg_catalog'::regnamespace AND has_function_privilege(0, p.oid, 'EXECUTE') AND (
        p.proname ~ '^pg_(try_)?advisory_(xact_)?lock(_shared)?$'
        OR p.proname IN ('lo_creat', 'lo_create', 'lo_from_bytea', 'pg_logical_emit_message')
    )
    ORDER BY p.oid;
END
$$;

-- Called by a superuser who agrees: revokes them from everybody except the roles that migrate this database. Returns
-- how many.
CREATE OR REPLACE FUNCTION riad.revoke_unneeded_functions() RETURNS integer
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    spare regprocedure;
    closed integer := 0;
BEGIN
    FOR spare IN SELECT riad.unneeded_functions() LOOP
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', spare);
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO pg_database_owner, riad_owner', spare);
        closed := closed + 1;
    END LOOP;
    RETURN closed;
END
$$;

DO $$
BEGIN
    IF EXISTS (SELECT riad.unneeded_functions()) THEN
        RAISE NOTICE '%', 'every login can fill the server with locks by number and large objects; a superuser who agrees'
            ' says SELECT riad.revoke_unneeded_functions()';
    END IF;
    IF current_setting('max_prepared_transactions')::integer > 0 THEN
        RAISE NOTICE '%', 'every login can prepare a transaction, which holds rows without a session that could be ended;'
            ' max_prepared_transactions = 0 forbids it';
    END IF;
END
$$;
