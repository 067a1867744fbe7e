-- Who has which conversation on the screen, and who types.

-- How long a console may keep silent: it asks for news every few seconds, unless an editor has the terminal.
CREATE OR REPLACE FUNCTION riad.presence_timeout(_activity text) RETURNS interval LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT CASE _activity WHEN 'editing' THEN interval '30 minutes' ELSE interval '30 seconds' END;
END;

-- The consoles whose session is still there and shows signs of life: a line that died without a word stays connected for
-- hours. Where the owner may not read statistics, the process and its login have to do. All sessions are looked through
-- once, which costs as much as to look one up.
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

-- Takes away what sessions that ended have left. Nobody waits for it: a row that is in use isn't a dead one's.
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

-- Notes where the calling session's person is and what they do there: of nobody else, in no other name. `_idle_seconds` is how many
-- seconds ago they pressed the last key, null for who is here. Gives the conversations where a colleague's console has
-- something else to show now: for `riad.broadcast_presence`, in a transaction of its own.
-- RI001: no rights; RI002: a conversation that they can't read; RI010: no such act, or a time that can't be.
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
        RAISE EXCEPTION 'not permitted to be here' USING ERRCODE = 'RI001';
    ELSIF _conversation_id IS NOT NULL AND NOT riad.can_read_conversation(_conversation_id) THEN
        RAISE EXCEPTION 'no such conversation' USING ERRCODE = 'RI002';
    ELSIF _activity IS NULL OR _activity NOT IN ('reading', 'typing', 'editing')
        OR _idle_seconds NOT BETWEEN 0 AND 31536000
    THEN
        RAISE EXCEPTION 'presence is reading, typing or editing, and less than a year idle' USING ERRCODE = 'RI010';
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

-- Colleagues who have that conversation on the screen, and those who type in any: each in conversations that the reader can
-- read, by first name where the reader may know colleagues, else as somebody. Who went away reads nothing.
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
    -- Each console asks this every few seconds.
    PERFORM riad.end_stale_sessions();
    -- Mostly nobody is near, and then nothing is asked that costs anything.
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

-- Who sits before a console, and since when whoever doesn't any more is away; null for who is here. For the desk.
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

-- Tells the consoles that somebody came to a conversation, left it, or begins or ends to type. On a channel of its own, so
-- that nobody reads conversations again for it.
CREATE OR REPLACE FUNCTION riad.broadcast_presence(_conversation_id uuid) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT pg_notify('riad_presence', _conversation_id::text);
END;
GRANT EXECUTE ON FUNCTION riad.broadcast_presence TO riad_console;
