-- The logins that administrators make for people, and the sessions of whoever is connected.
SET LOCAL ROLE riad_owner;

-- A login with a first password, for somebody who has none. RI001; RI002; RI006: they have one, or the server has such a
-- role; RI010: a name or verifier that can't be, or a first password for less than a minute or more than 31 days.
CREATE FUNCTION riad.create_login(_user_id uuid, _login text, _verifier text, _until timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s'
AS $$
BEGIN
    PERFORM riad.take_hold_of(_user_id);
    PERFORM riad.require_first_password(_verifier, _until);
    IF (SELECT p.is_active FROM public.profiles p WHERE p.user_id = _user_id) IS NOT TRUE THEN
        RAISE EXCEPTION 'who is inactive gets no login' USING ERRCODE = 'RI010';
    END IF;
    IF NOT riad.is_login_name(_login) THEN
        RAISE EXCEPTION 'a login name is small letters, digits and _, and none that is reserved' USING ERRCODE = 'RI010';
    END IF;
    INSERT INTO riad.logins (login, user_id, first_password_until) VALUES (_login, _user_id, _until);
    PERFORM riad.make_login(_login, _verifier, _until);
EXCEPTION WHEN unique_violation THEN
    RAISE EXCEPTION 'this person has a login, or the login is another''s' USING ERRCODE = 'RI006';
END
$$;

-- A new first password for somebody's login, whose sessions end. RI001: oneself, who sets their own; else as above.
CREATE FUNCTION riad.reset_password(_user_id uuid, _verifier text, _until timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s'
AS $$
DECLARE
    theirs name;
BEGIN
    PERFORM riad.take_hold_of(_user_id);
    IF _user_id = riad.current_user_id() THEN
        RAISE EXCEPTION 'one''s own password is set, not reset' USING ERRCODE = 'RI001';
    END IF;
    PERFORM riad.require_first_password(_verifier, _until);
    UPDATE riad.logins l SET first_password_until = _until WHERE l.user_id = _user_id RETURNING l.login INTO theirs;
    IF theirs IS NULL THEN
        RAISE EXCEPTION 'this person has no login' USING ERRCODE = 'RI002';
    END IF;
    PERFORM riad.store_password(theirs, _verifier, _until);
END
$$;

CREATE FUNCTION riad.require_first_password(_verifier text, _until timestamptz) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT riad.is_scram_verifier(_verifier)
        OR (_until BETWEEN clock_timestamp() + interval '1 minute' AND clock_timestamp() + interval '31 days') IS NOT TRUE
    THEN
        RAISE EXCEPTION 'a first password is a SCRAM verifier, good for a minute to 31 days' USING ERRCODE = 'RI010';
    END IF;
END
$$;

-- Who is connected to this database with a person's login; null: everybody, else one person's.
CREATE FUNCTION riad.sessions(_user_id uuid) RETURNS TABLE (
    pid integer, user_id uuid, name text, login text, since timestamptz, client text, program text, state text,
    state_since timestamptz, is_own boolean
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me riad.rights := riad.session_rights();
BEGIN
    IF me.user_id IS NULL OR me.administers IS NOT TRUE AND _user_id IS DISTINCT FROM me.user_id THEN
        RAISE EXCEPTION 'not permitted to see sessions' USING ERRCODE = 'RI001';
    END IF;
    RETURN QUERY
    SELECT a.pid, l.user_id, coalesce(riad.name_of(l.user_id), ''), l.login::text, a.backend_start,
        CASE WHEN a.client_addr IS NOT NULL THEN host(a.client_addr) WHEN a.client_port = -1 THEN 'local' END,
        a.application_name, a.state, a.state_change, a.pid = pg_backend_pid()
    FROM pg_catalog.pg_stat_activity a
    JOIN riad.logins l ON l.login = a.usename
    WHERE a.datname = current_database() AND (_user_id IS NULL OR l.user_id = _user_id)
    ORDER BY 3, a.backend_start, a.pid;
END
$$;

-- Ends a person's sessions, or the one of that process, never the caller's present one. Returns how many.
CREATE FUNCTION riad.end_person_sessions(_user_id uuid, _pid integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM riad.require_hold_over(_user_id);
    RETURN (
        SELECT count(*) FILTER (WHERE pg_terminate_backend(a.pid))
        FROM pg_catalog.pg_stat_activity a
        JOIN riad.logins l ON l.login = a.usename
        WHERE l.user_id = _user_id AND a.datname = current_database() AND a.pid <> pg_backend_pid()
            AND (_pid IS NULL OR a.pid = _pid) AND pg_has_role(current_user, 'pg_signal_backend', 'USAGE')
    );
END
$$;

-- For who took a right away, once that is committed: triggers ended the sessions before the commit, and who came back in
-- between may still read in a transaction that began before it. Returns how many ended.
CREATE FUNCTION riad.end_sessions_left(_user_id uuid) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me riad.rights := riad.session_rights();
BEGIN
    IF me.supervises IS NOT TRUE OR me.user_id = _user_id OR NOT riad.is_within_reach(me, _user_id) THEN
        RAISE EXCEPTION 'not permitted to end these sessions' USING ERRCODE = 'RI001';
    END IF;
    -- Sessions are an administrator's to end; others end those of whom they have just given or taken a role.
    IF NOT me.administers AND EXISTS (SELECT FROM riad.standings s WHERE s.user_id = _user_id) AND NOT EXISTS (
        SELECT FROM public.user_roles ur WHERE ur.user_id = _user_id AND ur.is_active AND ur.assigned_by = me.user_id
            AND ur.assigned_at > clock_timestamp() - interval '1 minute'
    ) THEN
        RETURN riad.end_sessions_without_rights();
    END IF;
    RETURN riad.end_sessions_without_rights() + (
        SELECT count(*) FILTER (WHERE pg_terminate_backend(a.pid))
        FROM pg_catalog.pg_stat_activity a
        JOIN riad.logins l ON l.login = a.usename
        WHERE l.user_id = _user_id AND a.datname = current_database() AND a.pid <> pg_backend_pid()
            AND a.state IS DISTINCT FROM 'idle' AND pg_has_role(current_user, 'pg_signal_backend', 'USAGE')
    );
END
$$;

GRANT EXECUTE ON FUNCTION riad.create_login, riad.reset_password, riad.sessions, riad.end_person_sessions,
    riad.end_sessions_left TO riad_console;
