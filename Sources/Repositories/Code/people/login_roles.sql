-- Creates logins and stores their passwords: the only functions that run as riad_accounts. The server receives SCRAM
-- verifiers only, never a password.

-- Returns whether this is a SCRAM verifier. The server would hash anything else as a password, or never accept it.
CREATE OR REPLACE FUNCTION riad.is_scram_verifier(_verifier text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    parts text[] := regexp_match(
        _verifier, '^SCRAM-SHA-256\$([0-9]{4,7}):([A-Za-z0-9+/]{16,88}={0,2})\$([A-Za-z0-9+/]{43}=):([A-Za-z0-9+/]{43}=)$'
    );
BEGIN
    RETURN coalesce(
        parts[1]::integer BETWEEN 4096 AND 1000000 AND length(decode(parts[2], 'base64')) BETWEEN 12 AND 64
        AND length(decode(parts[3], 'base64')) = 32 AND length(decode(parts[4], 'base64')) = 32, false
    );
EXCEPTION WHEN data_exception THEN
    RETURN false;
END
$$;
GRANT EXECUTE ON FUNCTION riad.is_scram_verifier TO riad_accounts;

-- Returns whether a console login may have this name: simple, and not reserved by the server, riad or a platform.
CREATE OR REPLACE FUNCTION riad.is_login_name(_login text) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT coalesce(
        _login ~ '^[a-z][a-z0-9_]{0,62}$'
        AND _login !~ '^(pg|riad|supabase)_'
        AND _login <> ALL (ARRAY['postgres', 'public', 'none', 'user', 'current_user', 'session_user', 'current_role',
            'authenticator', 'authenticated', 'anon', 'service_role', 'dashboard_user', 'pgbouncer', 'channels']), false);
END;
GRANT EXECUTE ON FUNCTION riad.is_login_name TO riad_accounts;

GRANT CREATE ON SCHEMA riad TO riad_accounts;
SET LOCAL ROLE NONE;
SET LOCAL ROLE riad_accounts;

-- Enables or disables a console login; returns false if nothing changed. Called by the owner's functions only. If
-- riad_accounts may not alter it (16 and later: it must have created the login or have ADMIN on it), raises a warning:
-- the rights are lost in any case, only the login stays enabled.
CREATE OR REPLACE FUNCTION riad.set_login_enabled(_login name, _enabled boolean) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM pg_catalog.pg_roles r
        JOIN pg_catalog.pg_auth_members m ON m.member = r.oid AND m.roleid = 'riad_console'::regrole
        WHERE r.rolname = _login AND r.rolcanlogin <> _enabled
            AND NOT (r.rolsuper OR r.rolcreaterole OR r.rolcreatedb OR r.rolreplication OR r.rolbypassrls)
    ) THEN
        RETURN false;
    END IF;
    EXECUTE format('ALTER ROLE %I %s', _login, CASE WHEN _enabled THEN 'LOGIN' ELSE 'NOLOGIN' END);
    RETURN true;
EXCEPTION WHEN insufficient_privilege THEN
    RAISE WARNING 'riad_accounts may not alter login %', _login
        USING HINT = format('GRANT %I TO riad_accounts WITH ADMIN TRUE, INHERIT FALSE, SET FALSE', _login);
    RETURN false;
END
$$;

-- Limits a console login's resources: ten connections, unless it has a limit of its own, and a gigabyte of temporary
-- files if riad_accounts may set that. The timeouts are for forgotten sessions; a login can override them. Called by
-- the owner's functions only.
CREATE OR REPLACE FUNCTION riad.limit_login(_login name) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    connections integer;
    setting text;
BEGIN
    SELECT r.rolconnlimit INTO connections FROM pg_catalog.pg_roles r
    JOIN pg_catalog.pg_auth_members m ON m.member = r.oid AND m.roleid = 'riad_console'::regrole
    WHERE r.rolname = _login
        AND NOT (r.rolsuper OR r.rolcreaterole OR r.rolcreatedb OR r.rolreplication OR r.rolbypassrls);
    IF NOT FOUND THEN
        RETURN;
    END IF;
    IF connections = -1 THEN
        EXECUTE format('ALTER ROLE %I CONNECTION LIMIT 10', _login);
    END IF;
    FOREACH setting IN ARRAY ARRAY['idle_in_transaction_session_timeout = ''30s''', 'lock_timeout = ''10s''',
        'statement_timeout = ''5min''']
    LOOP
        EXECUTE format('ALTER ROLE %I IN DATABASE %I SET %s', _login, current_database(), setting);
    END LOOP;
    BEGIN
        EXECUTE format('ALTER ROLE %I IN DATABASE %I SET temp_file_limit = ''1GB''', _login, current_database());
    EXCEPTION WHEN insufficient_privilege THEN
        -- A migration reports who can set it.
        NULL;
    END;
EXCEPTION WHEN insufficient_privilege THEN
    RAISE WARNING 'riad_accounts may not limit login %', _login
        USING HINT = format('GRANT %I TO riad_accounts WITH ADMIN TRUE, INHERIT FALSE, SET FALSE', _login);
END
$$;

-- Creates a login that is a member of riad_console and nothing more. Called by the owner's functions only. RI006: the
-- role exists. RI009: riad_accounts may not (16 and later). RI010: invalid name or verifier.
CREATE OR REPLACE FUNCTION riad.create_login_role(_login name, _verifier text, _valid_until timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET datestyle = 'ISO, YMD' SET timezone = 'UTC'
AS $$
BEGIN
    IF NOT riad.is_login_name(_login) OR NOT riad.is_scram_verifier(_verifier) OR _valid_until IS NULL THEN
        RAISE EXCEPTION 'this is not a login name, or not a SCRAM verifier' USING ERRCODE = 'RI010';
    END IF;
    EXECUTE format('CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS'
        ' PASSWORD %L VALID UNTIL %L', _login, _verifier, _valid_until);
    EXECUTE format('GRANT riad_console TO %I', _login);
    PERFORM riad.limit_login(_login);
EXCEPTION
    WHEN duplicate_object OR unique_violation THEN
        RAISE EXCEPTION 'the server already has a role with this name' USING ERRCODE = 'RI006';
    WHEN insufficient_privilege THEN
        RAISE EXCEPTION 'riad_accounts may not create logins' USING ERRCODE = 'RI009',
            HINT = 'GRANT riad_console TO riad_accounts WITH ADMIN TRUE, INHERIT FALSE, SET FALSE';
END
$$;

-- Sets a console login's password, valid until `_valid_until`, or as long as before if null. Called by the owner's
-- functions only. RI002: no such console login, or one with more rights. RI009: riad_accounts may not (16 and later).
-- RI010: invalid verifier.
CREATE OR REPLACE FUNCTION riad.set_login_password(_login name, _verifier text, _valid_until timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET datestyle = 'ISO, YMD' SET timezone = 'UTC'
AS $$
BEGIN
    IF NOT riad.is_scram_verifier(_verifier) THEN
        RAISE EXCEPTION 'this is not a SCRAM verifier' USING ERRCODE = 'RI010';
    END IF;
    IF NOT EXISTS (
        SELECT FROM pg_catalog.pg_roles r
        JOIN pg_catalog.pg_auth_members m ON m.member = r.oid AND m.roleid = 'riad_console'::regrole
        WHERE r.rolname = _login
            AND NOT (r.rolsuper OR r.rolcreaterole OR r.rolcreatedb OR r.rolreplication OR r.rolbypassrls)
    ) THEN
        RAISE EXCEPTION 'there is no such console login' USING ERRCODE = 'RI002';
    END IF;
    EXECUTE format('ALTER ROLE %I PASSWORD %L', _login, _verifier)
        || CASE WHEN _valid_until IS NULL THEN '' ELSE format(' VALID UNTIL %L', _valid_until) END;
EXCEPTION WHEN insufficient_privilege THEN
    RAISE EXCEPTION 'riad_accounts may not alter login %', _login USING ERRCODE = 'RI009',
        HINT = format('GRANT %I TO riad_accounts WITH ADMIN TRUE, INHERIT FALSE, SET FALSE', _login);
END
$$;

REVOKE EXECUTE ON FUNCTION riad.set_login_enabled, riad.limit_login, riad.create_login_role, riad.set_login_password FROM PUBLIC;
GRANT EXECUTE ON FUNCTION riad.set_login_enabled, riad.limit_login, riad.create_login_role, riad.set_login_password TO riad_owner;

SET LOCAL ROLE NONE;
SET LOCAL ROLE riad_owner;
REVOKE CREATE ON SCHEMA riad FROM riad_accounts;
