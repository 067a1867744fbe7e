-- Logins and first passwords.
-- requires: people/login_roles people/staffing rights/session

-- For a superuser setting up the installation: makes an existing plain login a person's login. On 16 and later also
-- grants it to riad_accounts, which must be able to disable it.
CREATE OR REPLACE FUNCTION riad.register_login(_user_id uuid, _login name) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM pg_catalog.pg_roles r
        WHERE r.rolname = _login AND r.rolcanlogin
            AND NOT (r.rolsuper OR r.rolcreaterole OR r.rolcreatedb OR r.rolreplication OR r.rolbypassrls)
    ) THEN
        RAISE EXCEPTION 'login % is missing or has more than the right to log in', _login USING ERRCODE = 'RI010';
    END IF;
    IF EXISTS (
        SELECT FROM pg_catalog.pg_auth_members m
        WHERE m.member = (SELECT r.oid FROM pg_catalog.pg_roles r WHERE r.rolname = _login)
            AND m.roleid <> (SELECT r.oid FROM pg_catalog.pg_roles r WHERE r.rolname = 'riad_console')
    ) THEN
        RAISE EXCEPTION 'login % is a member of a role other than riad_console', _login USING ERRCODE = 'RI010';
    END IF;
    INSERT INTO riad.logins (login, user_id) VALUES (_login, _user_id);
    EXECUTE format('GRANT riad_console TO %I', _login);
    IF current_setting('server_version_num')::integer >= 160000 THEN
        EXECUTE format('GRANT %I TO riad_accounts WITH ADMIN TRUE, INHERIT FALSE, SET FALSE', _login);
    END IF;
    PERFORM riad.limit_login(_login);
END
$$;

-- Logins registered before these limits existed.
SELECT riad.limit_login(l.login) FROM riad.logins l
JOIN pg_catalog.pg_roles r ON r.rolname = l.login AND r.rolconnlimit = -1;

-- Returns the status of the session's login: 'ready'; 'first_password' (must be replaced first); 'expired' (a first
-- password that wasn't replaced in time); 'house_is_empty' (nobody has a login with a role yet); 'without_rights'.
CREATE OR REPLACE FUNCTION riad.login_status() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT CASE
        WHEN (riad.session_rights()).user_id IS NOT NULL THEN 'ready'
        ELSE coalesce((
            SELECT CASE WHEN l.first_password_until > clock_timestamp() THEN 'first_password' ELSE 'expired' END
            FROM riad.logins l JOIN public.profiles p ON p.user_id = l.user_id
            WHERE l.login = session_user AND l.first_password_until IS NOT NULL AND p.is_active
        ), CASE WHEN riad.has_people() THEN 'without_rights' ELSE 'house_is_empty' END)
    END;
END;
GRANT EXECUTE ON FUNCTION riad.login_status TO riad_console;

-- Sets the password of the session's own login and ends its other sessions. RI001: no person's login, an inactive
-- profile, or an expired first password. RI010: invalid verifier.
CREATE OR REPLACE FUNCTION riad.set_own_password(_verifier text) RETURNS void
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
    PERFORM riad.enforce_change_limit();
    -- Keeps an expiry date that somebody else set.
    PERFORM riad.set_login_password(session_user, _verifier, CASE WHEN had_first THEN 'infinity'::timestamptz END);
    UPDATE riad.logins l SET first_password_until = NULL WHERE l.login = session_user;
END
$$;
GRANT EXECUTE ON FUNCTION riad.set_own_password TO riad_console;

-- Creates a login with a first password for a person without one. RI001, RI002. RI006: the person has a login, or the
-- server has this role. RI010: invalid name or verifier, or a first password valid for less than a minute or more than
-- 31 days.
CREATE OR REPLACE FUNCTION riad.create_login(_user_id uuid, _login text, _verifier text, _until timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s'
AS $$
BEGIN
    PERFORM riad.lock_manageable_person(_user_id);
    PERFORM riad.require_first_password(_verifier, _until);
    IF (SELECT p.is_active FROM public.profiles p WHERE p.user_id = _user_id) IS NOT TRUE THEN
        RAISE EXCEPTION 'an inactive person cannot have a login' USING ERRCODE = 'RI010';
    END IF;
    IF NOT riad.is_login_name(_login) THEN
        RAISE EXCEPTION 'a login name has lower-case letters, digits and _, and is not reserved' USING ERRCODE = 'RI010';
    END IF;
    INSERT INTO riad.logins (login, user_id, first_password_until) VALUES (_login, _user_id, _until);
    PERFORM riad.create_login_role(_login, _verifier, _until);
EXCEPTION WHEN unique_violation THEN
    RAISE EXCEPTION 'this person has a login, or the login is another''s' USING ERRCODE = 'RI006';
END
$$;
GRANT EXECUTE ON FUNCTION riad.create_login TO riad_console;

-- Sets a new first password and ends the login's sessions. RI001: the caller's own login; otherwise as above.
CREATE OR REPLACE FUNCTION riad.reset_password(_user_id uuid, _verifier text, _until timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s'
AS $$
DECLARE
    theirs name;
BEGIN
    PERFORM riad.lock_manageable_person(_user_id);
    IF _user_id = riad.current_user_id() THEN
        RAISE EXCEPTION 'your own password is set, not reset' USING ERRCODE = 'RI001';
    END IF;
    PERFORM riad.require_first_password(_verifier, _until);
    -- The person may be setting their own password in an open transaction, which would block this.
    PERFORM riad.end_sessions(l.login) FROM riad.logins l WHERE l.user_id = _user_id;
    UPDATE riad.logins l SET first_password_until = _until WHERE l.user_id = _user_id RETURNING l.login INTO theirs;
    IF theirs IS NULL THEN
        RAISE EXCEPTION 'this person has no login' USING ERRCODE = 'RI002';
    END IF;
    PERFORM riad.set_login_password(theirs, _verifier, _until);
END
$$;
GRANT EXECUTE ON FUNCTION riad.reset_password TO riad_console;

-- RI010 unless this is a verifier, valid for between a minute and 31 days.
CREATE OR REPLACE FUNCTION riad.require_first_password(_verifier text, _until timestamptz) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT riad.is_scram_verifier(_verifier)
        OR (_until BETWEEN clock_timestamp() + interval '1 minute' AND clock_timestamp() + interval '31 days') IS NOT TRUE
    THEN
        RAISE EXCEPTION 'a first password is a SCRAM verifier, valid for a minute to 31 days' USING ERRCODE = 'RI010';
    END IF;
END
$$;

-- Every password change also sets first_password_until.
CREATE OR REPLACE FUNCTION riad.record_password_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    NEW.password_set_at := clock_timestamp();
    RETURN NEW;
END
$$;

CREATE TRIGGER password_change_recorded BEFORE UPDATE OF first_password_until ON riad.logins
FOR EACH ROW EXECUTE FUNCTION riad.record_password_change();
