-- Presence: which conversation each console shows, and who is typing.

-- Returns how long a console may be silent: it polls every few seconds, unless an editor has the terminal.
CREATE OR REPLACE FUNCTION riad.presence_timeout(_activity text) RETURNS interval LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT CASE _activity WHEN 'editing' THEN interval '30 minutes' ELSE interval '30 seconds' END;
END;

-- Returns the consoles whose session exists and has been active: a connection that died silently stays listed for
-- hours. If the owner may not read statistics, process id and login must do. Scans all sessions once, which costs as
-- much as one lookup.
CREATE OR REPLACE FUNCTION riad.live_consoles() RETURNS SETOF riad.consoles
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN QUERY
    SELECT c.* FROM riad.consoles c
    JOIN pg_stat_get_activity(NULL) a ON a.pid = c.pid AND a.usesysid = c.login
    WHERE coalesce(a.backend_start = c.backend_start, true)
        AND coalesce(a.state = 'active' OR a.state_change > clock_timestamp() - riad.presence_timeout(c.activity), true);
END
$$;

-- Deletes rows of ended sessions. Never waits: a locked row belongs to a live console.
CREATE OR REPLACE FUNCTION riad.delete_dead_consoles() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    DELETE FROM riad.consoles c
    USING (
        SELECT d.pid, d.backend_start FROM riad.consoles d
        WHERE NOT EXISTS (
            SELECT FROM pg_stat_get_activity(d.pid) a
            WHERE a.usesysid = d.login AND coalesce(a.backend_start = d.backend_start, true)
        ) FOR UPDATE SKIP LOCKED
    ) dead
    WHERE c.pid = dead.pid AND c.backend_start = dead.backend_start;
END
$$;

-- Records the current user's own presence. `_idle_seconds` is the time since the last key press, null while present.
-- Returns the conversations in which a colleague's console must be updated; pass them to `riad.broadcast_presence`, in
-- a transaction of its own. RI001: no rights. RI002: conversation not visible. RI010: unknown activity or impossible
-- time.
CREATE OR REPLACE FUNCTION riad.record_presence(_conversation_id uuid, _activity text, _idle_seconds integer)
RETURNS SETOF uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me riad.rights := riad.session_rights();
    before riad.consoles;
    mine riad.consoles;
BEGIN
    IF me.user_id IS NULL THEN
        RAISE EXCEPTION 'this login has no access' USING ERRCODE = 'RI001';
    ELSIF _conversation_id IS NOT NULL AND NOT riad.can_read_conversation(_conversation_id) THEN
        RAISE EXCEPTION 'there is no such conversation' USING ERRCODE = 'RI002';
    ELSIF _activity IS NULL OR _activity NOT IN ('reading', 'typing', 'editing')
        OR _idle_seconds NOT BETWEEN 0 AND 31536000
    THEN
        RAISE EXCEPTION 'presence is reading, typing or editing, with less than a year of idle time' USING ERRCODE = 'RI010';
    END IF;
    mine := ROW(
        pg_backend_pid(),
        coalesce((SELECT a.backend_start FROM pg_stat_get_activity(pg_backend_pid()) a), '-infinity'),
        (SELECT r.oid FROM pg_roles r WHERE r.rolname = session_user),
        me.user_id, _conversation_id, _activity, clock_timestamp(),
        clock_timestamp() - make_interval(secs => _idle_seconds)
    );
    PERFORM set_config('synchronous_commit', 'off', true);
    SELECT c.* INTO before FROM riad.consoles c WHERE c.pid = mine.pid AND c.backend_start = mine.backend_start;
    IF (before.conversation_id, before.activity, before.user_id)
        IS NOT DISTINCT FROM (_conversation_id, _activity COLLATE "C", me.user_id) THEN
        UPDATE riad.consoles c SET idle_since = mine.idle_since WHERE c.pid = mine.pid;
        RETURN;
    END IF;
    IF before.pid IS NULL THEN
        PERFORM riad.delete_dead_consoles();
    END IF;
    INSERT INTO riad.consoles VALUES (mine.*)
    ON CONFLICT (pid) DO UPDATE SET backend_start = excluded.backend_start, login = excluded.login,
        user_id = excluded.user_id, conversation_id = excluded.conversation_id, activity = excluded.activity,
        since = excluded.since, idle_since = excluded.idle_since;
    RETURN QUERY
    SELECT DISTINCT c.conversation_id FROM riad.consoles c
    WHERE c.conversation_id IN (before.conversation_id, _conversation_id) AND c.user_id <> me.user_id;
END
$$;
GRANT EXECUTE ON FUNCTION riad.record_presence TO riad_console;

-- Returns the colleagues who show this conversation, and those typing in any conversation that the current user can
-- read; by first name for the desk, otherwise anonymously. Colleagues who are away are omitted.
CREATE OR REPLACE FUNCTION riad.presence(_conversation_id uuid) RETURNS TABLE (
    conversation_id uuid, user_id uuid, name text, is_typing boolean
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me riad.rights := riad.session_rights();
BEGIN
    IF me.user_id IS NULL OR pg_is_in_recovery() THEN
        RETURN;
    END IF;
    -- Every console calls this every few seconds.
    PERFORM riad.end_stale_sessions();
    -- Usually nobody else is there: skips the expensive part.
    IF NOT EXISTS (
        SELECT FROM riad.consoles c WHERE c.user_id <> me.user_id
            AND (c.activity <> 'reading' OR c.conversation_id = _conversation_id AND c.idle_since IS NULL)
    ) THEN
        RETURN;
    END IF;
    RETURN QUERY
    WITH near AS MATERIALIZED (
        SELECT c.conversation_id, c.user_id, bool_or(c.activity <> 'reading') AS is_typing, min(c.since) AS since
        FROM riad.live_consoles() c
        WHERE c.user_id <> me.user_id
            AND (c.activity <> 'reading' OR c.conversation_id = _conversation_id AND c.idle_since IS NULL)
        GROUP BY c.conversation_id, c.user_id
    )
    SELECT n.conversation_id, CASE WHEN me.is_desk THEN n.user_id END,
        CASE WHEN me.is_desk THEN coalesce(nullif(p.first_name, ''), p.last_name) END, n.is_typing
    FROM near n
    JOIN riad.effective_rights s ON s.user_id = n.user_id AND s.expires_at > clock_timestamp()
    JOIN public.profiles p ON p.user_id = n.user_id
    WHERE CASE WHEN me.can_read_all THEN true ELSE riad.can_read_conversation(n.conversation_id) END
    ORDER BY n.conversation_id, n.is_typing DESC, n.since;
END
$$;
GRANT EXECUTE ON FUNCTION riad.presence TO riad_console;

-- Returns who has a console open, and since when they have been away; null while present. For the desk only.
CREATE OR REPLACE FUNCTION riad.console_presence() RETURNS TABLE (user_id uuid, away_since timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT riad.is_desk() OR pg_is_in_recovery() THEN
        RETURN;
    END IF;
    RETURN QUERY
    SELECT c.user_id, CASE WHEN bool_and(c.idle_since IS NOT NULL) THEN max(c.idle_since) END
    FROM riad.live_consoles() c GROUP BY c.user_id;
END
$$;
GRANT EXECUTE ON FUNCTION riad.console_presence TO riad_console;

-- Notifies those who read a conversation that somebody came to it, left it, or started or stopped typing. Says that it
-- is about presence, so that nobody reloads conversations for it. Does nothing for a conversation that the current user
-- can't read.
CREATE OR REPLACE FUNCTION riad.broadcast_presence(_conversation_id uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF riad.can_read_conversation(_conversation_id) THEN
        PERFORM riad.notify_readers(_conversation_id, 'presence ' || _conversation_id);
    END IF;
END
$$;
GRANT EXECUTE ON FUNCTION riad.broadcast_presence TO riad_console;
