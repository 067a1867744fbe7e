-- The roles that own and use the database, the schema for everything beside the seed's names, and nothing for PUBLIC.
-- Needs a superuser, or a role with CREATEROLE that owns the database.

-- Roles belong to the cluster: another database may be making the same ones at this moment.
DO $$
DECLARE
    wanted text;
BEGIN
    FOREACH wanted IN ARRAY ARRAY['riad_console', 'riad_integration', 'riad_workflow', 'riad_worker']
    LOOP
        BEGIN
            EXECUTE format('CREATE ROLE %I NOLOGIN NOINHERIT', wanted);
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            NULL;
        END;
    END LOOP;
    BEGIN
        CREATE ROLE riad_owner NOLOGIN;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
        NULL;
    END;
    BEGIN
        CREATE ROLE riad_accounts NOLOGIN NOINHERIT CREATEROLE;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
        NULL;
    END;
END
$$;

-- A migrating role that is no superuser must be able to become the owner, and riad_accounts, whose work is to close and open
-- logins; and only that: it inherits nothing.
DO $$
DECLARE
    wanted text;
BEGIN
    IF (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user) THEN
        RETURN;
    END IF;
    FOREACH wanted IN ARRAY ARRAY['riad_owner', 'riad_accounts'] LOOP
        IF current_setting('server_version_num')::integer < 160000 THEN
            EXECUTE format('GRANT %I TO %I', wanted, current_user);
        ELSIF NOT pg_has_role(current_user, wanted, 'SET') THEN
            EXECUTE format('GRANT %I TO %I WITH INHERIT FALSE, SET TRUE', wanted, current_user);
        END IF;
    END LOOP;
EXCEPTION WHEN insufficient_privilege THEN
    RAISE EXCEPTION 'role % may not become riad_owner and riad_accounts, which another role made', current_user
        USING ERRCODE = 'insufficient_privilege',
            HINT = format('A superuser can say: GRANT riad_owner, riad_accounts TO %I', current_user);
END
$$;

-- From 16 on CREATEROLE alone grants nothing: riad_accounts must be given what it gives.
DO $$
BEGIN
    -- Once for the cluster: whoever was given it can't give it back to who gave it.
    IF current_setting('server_version_num')::integer >= 160000 AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_auth_members m
        WHERE m.roleid = 'riad_console'::regrole AND m.member = 'riad_accounts'::regrole AND m.admin_option
    ) THEN
        EXECUTE 'GRANT riad_console TO riad_accounts WITH ADMIN TRUE, INHERIT FALSE, SET FALSE';
    END IF;
EXCEPTION WHEN insufficient_privilege THEN
    RAISE NOTICE 'riad_accounts may not grant riad_console: no logins can be made until a superuser grants it with ADMIN';
END
$$;

-- Ending the sessions of somebody who lost a right needs this one; without it such sessions go on until they end.
DO $$
BEGIN
    IF NOT pg_has_role('riad_owner', 'pg_signal_backend', 'MEMBER') THEN
        GRANT pg_signal_backend TO riad_owner;
    END IF;
EXCEPTION WHEN insufficient_privilege THEN
    RAISE NOTICE 'riad_owner could not join pg_signal_backend: whoever loses a right keeps the sessions they have';
WHEN OTHERS THEN
    IF NOT pg_has_role('riad_owner', 'pg_signal_backend', 'MEMBER') THEN
        RAISE;
    END IF;
END
$$;

-- Who is connected, from where and since when, is shown only to who may see everybody's sessions.
DO $$
BEGIN
    IF NOT pg_has_role('riad_owner', 'pg_read_all_stats', 'MEMBER') THEN
        GRANT pg_read_all_stats TO riad_owner;
    END IF;
EXCEPTION WHEN insufficient_privilege THEN
    RAISE NOTICE 'riad_owner could not join pg_read_all_stats: sessions are listed without since when and from where';
WHEN OTHERS THEN
    IF NOT pg_has_role('riad_owner', 'pg_read_all_stats', 'MEMBER') THEN
        RAISE;
    END IF;
END
$$;

-- How much of the disk one session may fill with temporary files is a superuser's to say, who can pass that on from 15 on.
DO $$
DECLARE
    is_passed_on boolean := false;
BEGIN
    IF current_setting('server_version_num')::integer >= 150000 THEN
        IF NOT has_parameter_privilege('riad_accounts', 'temp_file_limit', 'SET') THEN
            BEGIN
                EXECUTE 'GRANT SET ON PARAMETER temp_file_limit TO riad_accounts';
            EXCEPTION WHEN OTHERS THEN
                -- Another database may have done it at this moment.
                NULL;
            END;
        END IF;
        is_passed_on := has_parameter_privilege('riad_accounts', 'temp_file_limit', 'SET');
    END IF;
    IF NOT is_passed_on THEN
        RAISE NOTICE 'every login can fill the disk; a superuser can say ALTER DATABASE % SET temp_file_limit = ''1GB''',
            quote_ident(current_database());
    END IF;
END
$$;

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
GRANT USAGE ON SCHEMA public TO riad_console, riad_integration, riad_workflow, riad_worker;

SET LOCAL ROLE riad_owner;
REVOKE ALL ON SCHEMA riad FROM PUBLIC;
GRANT USAGE ON SCHEMA riad TO riad_console, riad_integration, riad_workflow, riad_worker;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES REVOKE USAGE ON TYPES FROM PUBLIC;
GRANT USAGE ON SCHEMA riad TO riad_accounts;
