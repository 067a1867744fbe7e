-- The roles that own and use the database, the schema for everything beside the seed's names, and nothing for PUBLIC.
-- Needs a superuser, or a role with CREATEROLE that owns the database.

-- Roles belong to the cluster: another database may be making the same ones at this moment.
DO $$
DECLARE
    wanted text;
BEGIN
    FOREACH wanted IN ARRAY ARRAY['riad_owner', 'riad_console', 'riad_integration', 'riad_workflow', 'riad_worker']
    LOOP
        BEGIN
            EXECUTE format('CREATE ROLE %I NOLOGIN NOINHERIT', wanted);
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            NULL;
        END;
    END LOOP;
    BEGIN
        CREATE ROLE riad_accounts NOLOGIN NOINHERIT CREATEROLE;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
        NULL;
    END;
END
$$;

-- A migrating role that is no superuser must be able to become the owner, and only that: it inherits nothing.
DO $$
BEGIN
    IF NOT (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user)
        AND NOT pg_has_role(current_user, 'riad_owner', 'MEMBER')
        OR current_setting('server_version_num')::integer >= 160000
        AND NOT (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user)
    THEN
        EXECUTE format('GRANT riad_owner TO %I', current_user)
            || CASE WHEN current_setting('server_version_num')::integer >= 160000 THEN ' WITH INHERIT FALSE, SET TRUE' ELSE '' END;
    END IF;
END
$$;

-- Ending the sessions of somebody who lost a right needs this one; without it such sessions go on until they end.
DO $$
BEGIN
    IF NOT pg_has_role('riad_owner', 'pg_signal_backend', 'MEMBER') THEN
        GRANT pg_signal_backend TO riad_owner;
    END IF;
EXCEPTION WHEN insufficient_privilege THEN
    RAISE NOTICE 'riad_owner could not be made a member of pg_signal_backend: sessions will not be ended when a right is lost';
WHEN OTHERS THEN
    IF NOT pg_has_role('riad_owner', 'pg_signal_backend', 'MEMBER') THEN
        RAISE;
    END IF;
END
$$;

ALTER ROLE riad_owner INHERIT;

DO $$
BEGIN
    EXECUTE format('REVOKE CREATE, TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CREATE ON DATABASE %I TO riad_owner', current_database());
END
$$;

REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO riad_owner;
CREATE SCHEMA IF NOT EXISTS riad;
ALTER SCHEMA riad OWNER TO riad_owner;
REVOKE ALL ON SCHEMA riad FROM PUBLIC;
GRANT USAGE ON SCHEMA riad, public TO riad_console, riad_integration, riad_workflow, riad_worker;

SET LOCAL ROLE riad_owner;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES REVOKE USAGE ON TYPES FROM PUBLIC;
