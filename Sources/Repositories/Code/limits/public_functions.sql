-- What of the server every login may use up and none needs: locks by number, which share one table for the whole server; large
-- objects, and messages in the log of changes, which fill the disk. PostgreSQL gives them to everybody, in each database by
-- itself, and only a superuser takes them back: another program in this database may live by them.

-- The functions of the server that everybody may call (0 is PUBLIC), and that nobody here does but a migration.
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

-- For a superuser who agrees: takes them from everybody but those who migrate this database. Returns how many.
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
