-- Lists and ends sessions.

-- Lists the sessions of people's logins in this database; null for everybody's, otherwise one person's.
CREATE OR REPLACE FUNCTION riad.sessions(_user_id uuid) RETURNS TABLE (
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
    SELECT a.pid, l.user_id, coalesce(riad.person_name(l.user_id), ''), l.login::text, a.backend_start,
        CASE WHEN a.client_addr IS NOT NULL THEN host(a.client_addr) WHEN a.client_port = -1 THEN 'local' END,
        a.application_name, a.state, a.state_change, a.pid = pg_backend_pid()
    FROM pg_catalog.pg_stat_activity a
    JOIN riad.logins l ON l.login = a.usename
    WHERE a.datname = current_database() AND (_user_id IS NULL OR l.user_id = _user_id)
    ORDER BY 3, a.backend_start, a.pid;
END
$$;
GRANT EXECUTE ON FUNCTION riad.sessions TO riad_console;

-- Ends a person's sessions, or the one with this process id; never the caller's own. Returns how many.
CREATE OR REPLACE FUNCTION riad.end_person_sessions(_user_id uuid, _pid integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM riad.require_manageable_person(_user_id);
    RETURN (
        SELECT count(*) FILTER (WHERE pg_terminate_backend(a.pid))
        FROM pg_catalog.pg_stat_activity a
        JOIN riad.logins l ON l.login = a.usename
        WHERE l.user_id = _user_id AND a.datname = current_database() AND a.pid <> pg_backend_pid()
            AND (_pid IS NULL OR a.pid = _pid) AND pg_has_role(current_user, 'pg_signal_backend', 'USAGE')
    );
END
$$;
GRANT EXECUTE ON FUNCTION riad.end_person_sessions TO riad_console;

-- Call it after committing a revocation: triggers ended the sessions before the commit, but one opened in between may
-- still read in an older transaction. Returns the number ended.
CREATE OR REPLACE FUNCTION riad.end_remaining_sessions(_user_id uuid) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me riad.rights := riad.session_rights();
BEGIN
    IF me.supervises IS NOT TRUE OR me.user_id = _user_id OR NOT riad.can_manage_person(me, _user_id) THEN
        RAISE EXCEPTION 'not permitted to end these sessions' USING ERRCODE = 'RI001';
    END IF;
    -- Only administrators end sessions, except after just assigning or revoking a role.
    IF NOT me.administers AND EXISTS (SELECT FROM riad.effective_rights s WHERE s.user_id = _user_id) AND NOT EXISTS (
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
GRANT EXECUTE ON FUNCTION riad.end_remaining_sessions TO riad_console;
