-- Logins that administrators make for people: a first password gives no right but to replace it, and every password comes
-- as a SCRAM verifier that the client made, so that the server and its log never hold the password itself.

-- From 16 on CREATEROLE alone grants nothing: riad_accounts must be given what it gives.
DO $$
BEGIN
    IF current_setting('server_version_num')::integer >= 160000 THEN
        EXECUTE 'GRANT riad_console TO riad_accounts WITH ADMIN TRUE, INHERIT FALSE, SET FALSE';
    END IF;
EXCEPTION WHEN insufficient_privilege THEN
    RAISE NOTICE 'riad_accounts may not grant riad_console: no logins can be made until a superuser grants it with ADMIN';
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

SET LOCAL ROLE riad_owner;
GRANT CREATE ON SCHEMA riad TO riad_accounts;

-- Until when the login's first password can be replaced; null once its person has set one of their own.
ALTER TABLE riad.logins ADD COLUMN first_password_until timestamptz;

-- As before, but standings made from a snapshot older than the latest change would give back what that one took away.
CREATE OR REPLACE FUNCTION riad.note_rights_change() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    LOCK TABLE riad.standings IN SHARE ROW EXCLUSIVE MODE;
    IF current_setting('transaction_isolation') IN ('repeatable read', 'serializable') AND NOT (
        SELECT c.last_value::text::xid8 = pg_current_xact_id()
            OR pg_visible_in_snapshot(c.last_value::text::xid8, pg_current_snapshot())
        FROM riad.rights_clock c
    ) THEN
        RAISE EXCEPTION 'rights were changed since this transaction began' USING ERRCODE = 'serialization_failure';
    END IF;
    PERFORM setval('riad.rights_clock', pg_current_xact_id()::text::bigint);
END
$$;

-- As before, but a login with a first password stands for nobody yet.
CREATE OR REPLACE FUNCTION riad.refresh_standings(_user_id uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM riad.note_rights_change();
    DELETE FROM riad.standings s WHERE _user_id IS NULL OR s.user_id = _user_id;
    INSERT INTO riad.standings (
        login, user_id, role, level, is_desk, supervises, administers, zone_ids, expires_at
    )
    SELECT l.login, l.user_id, ur.role::text, r.level, r.is_desk, r.supervises, r.administers,
        riad.zone_ids_of(l.user_id), coalesce(ur.expires_at, 'infinity')
    FROM riad.logins l
    JOIN public.profiles p ON p.user_id = l.user_id
    JOIN public.user_roles ur ON ur.user_id = l.user_id
    JOIN riad.roles r ON r.role = ur.role
    WHERE p.is_active AND ur.is_active AND l.first_password_until IS NULL
        AND (_user_id IS NULL OR l.user_id = _user_id);
END
$$;

-- As before, but who is about to replace a first password has nothing to lose yet.
CREATE OR REPLACE FUNCTION riad.end_sessions_without_rights() RETURNS integer
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT coalesce(sum(riad.end_sessions(l.login)), 0)::integer FROM riad.logins l
    WHERE NOT EXISTS (SELECT FROM riad.standings s WHERE s.login = l.login AND s.expires_at > clock_timestamp())
        AND (l.first_password_until IS NULL OR l.first_password_until <= clock_timestamp());
END;

-- Anything else would be taken for the password itself and hashed by the server, or never match.
CREATE FUNCTION riad.is_scram_verifier(_verifier text) RETURNS boolean
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

-- Names that a console login may have: plain ones, none that the server, riad or a platform takes for something else.
CREATE FUNCTION riad.is_login_name(_login text) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT coalesce(
        _login ~ '^[a-z][a-z0-9_]{0,62}$'
        AND _login !~ '^(pg|riad|supabase)_'
        AND _login <> ALL (ARRAY['postgres', 'public', 'none', 'user', 'current_user', 'session_user', 'current_role',
            'authenticator', 'authenticated', 'anon', 'service_role', 'dashboard_user', 'pgbouncer', 'channels']), false);
END;
GRANT EXECUTE ON FUNCTION riad.is_login_name TO riad_accounts;

RESET ROLE;
SET LOCAL ROLE riad_accounts;

-- Makes a login that is a console's and nothing more. For the owner's functions alone. RI006: there is such a role;
-- RI010: a name or verifier that can't be, or riad_accounts may not (16 and later).
CREATE FUNCTION riad.make_login(_login name, _verifier text, _valid_until timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET datestyle = 'ISO, YMD' SET timezone = 'UTC'
AS $$
BEGIN
    IF NOT riad.is_login_name(_login) OR NOT riad.is_scram_verifier(_verifier) OR _valid_until IS NULL THEN
        RAISE EXCEPTION 'not a login name, or not a SCRAM verifier' USING ERRCODE = 'RI010';
    END IF;
    EXECUTE format('CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS'
        ' PASSWORD %L VALID UNTIL %L', _login, _verifier, _valid_until);
    EXECUTE format('GRANT riad_console TO %I', _login);
EXCEPTION
    WHEN duplicate_object OR unique_violation THEN
        RAISE EXCEPTION 'the server has a role of this name' USING ERRCODE = 'RI006';
    WHEN insufficient_privilege THEN
        RAISE EXCEPTION 'riad_accounts may not make logins' USING ERRCODE = 'RI010',
            HINT = 'GRANT riad_console TO riad_accounts WITH ADMIN TRUE, INHERIT FALSE, SET FALSE';
END
$$;

-- Gives a console's login another password, good until then, or as long as the one before where null. For the owner's functions alone. RI002: no such login of a console, or one
-- that is more than that; RI010: no verifier, or riad_accounts may not (16 and later).
CREATE FUNCTION riad.store_password(_login name, _verifier text, _valid_until timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET datestyle = 'ISO, YMD' SET timezone = 'UTC'
AS $$
BEGIN
    IF NOT riad.is_scram_verifier(_verifier) THEN
        RAISE EXCEPTION 'not a SCRAM verifier' USING ERRCODE = 'RI010';
    END IF;
    IF NOT EXISTS (
        SELECT FROM pg_catalog.pg_roles r
        JOIN pg_catalog.pg_auth_members m ON m.member = r.oid AND m.roleid = 'riad_console'::regrole
        WHERE r.rolname = _login
            AND NOT (r.rolsuper OR r.rolcreaterole OR r.rolcreatedb OR r.rolreplication OR r.rolbypassrls)
    ) THEN
        RAISE EXCEPTION 'there is no such login of a console' USING ERRCODE = 'RI002';
    END IF;
    EXECUTE format('ALTER ROLE %I PASSWORD %L', _login, _verifier)
        || CASE WHEN _valid_until IS NULL THEN '' ELSE format(' VALID UNTIL %L', _valid_until) END;
EXCEPTION WHEN insufficient_privilege THEN
    RAISE EXCEPTION 'riad_accounts may not alter login %', _login USING ERRCODE = 'RI010',
        HINT = format('GRANT %I TO riad_accounts WITH ADMIN TRUE, INHERIT FALSE, SET FALSE', _login);
END
$$;

REVOKE EXECUTE ON FUNCTION riad.make_login, riad.store_password FROM PUBLIC;
GRANT EXECUTE ON FUNCTION riad.make_login, riad.store_password TO riad_owner;

RESET ROLE;
SET LOCAL ROLE riad_owner;
REVOKE CREATE ON SCHEMA riad FROM riad_accounts;

-- How the session's login stands: 'ready'; 'first_password', to be replaced before anything else; 'expired', a first
-- password that nobody replaced in time; 'without_rights'.
CREATE FUNCTION riad.login_standing() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT CASE
        WHEN (riad.session_rights()).user_id IS NOT NULL THEN 'ready'
        ELSE coalesce((
            SELECT CASE WHEN l.first_password_until > clock_timestamp() THEN 'first_password' ELSE 'expired' END
            FROM riad.logins l JOIN public.profiles p ON p.user_id = l.user_id
            WHERE l.login = session_user AND l.first_password_until IS NOT NULL AND p.is_active
        ), 'without_rights')
    END;
END;

-- Sets the password of the session's own login, and ends its other sessions. RI001: no person's, an inactive one's, or one
-- whose first password has run out; RI010: no verifier.
CREATE FUNCTION riad.set_own_password(_verifier text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s'
AS $$
DECLARE
    had_first boolean;
BEGIN
    SELECT l.first_password_until IS NOT NULL INTO had_first
    FROM riad.logins l JOIN public.profiles p ON p.user_id = l.user_id
    WHERE l.login = session_user AND p.is_active
        AND (l.first_password_until IS NULL OR l.first_password_until > clock_timestamp())
    FOR UPDATE OF l;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'not permitted to set a password' USING ERRCODE = 'RI001';
    END IF;
    -- A date that somebody else put on the login stays.
    PERFORM riad.store_password(session_user, _verifier, CASE WHEN had_first THEN 'infinity'::timestamptz END);
    UPDATE riad.logins l SET first_password_until = NULL WHERE l.login = session_user;
END
$$;

GRANT EXECUTE ON FUNCTION riad.login_standing, riad.set_own_password TO riad_console;
