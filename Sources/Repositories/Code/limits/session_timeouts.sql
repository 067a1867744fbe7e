-- Whoever waits for a lock gives up and says so; who holds one without doing anything is put out. A login can lift the limits
-- that its role brings (SET idle_in_transaction_session_timeout = 0), so nothing rests on those.

-- Ends sessions of people's logins whose transaction has locked rows and, for that long, does nothing with them (it is idle,
-- asleep, or its client doesn't read) or goes from statement to statement; and those whose only statement has taken a minute,
-- but not an administrator's, who has all deadlines counted anew, or twice that long below superviseur, who has nothing to do
-- that takes so long. One that only reads is ended after ten idle minutes, or when it is older than `_longest`, because it
-- keeps what was deleted from being cleared away. Returns how many: none where the owner may not see or end any.
CREATE OR REPLACE FUNCTION riad.end_idle_transactions(
    _after interval DEFAULT '30 seconds', _longest interval DEFAULT '1 hour'
) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    moment timestamptz := clock_timestamp();
BEGIN
    IF NOT pg_has_role(current_user, 'pg_signal_backend', 'USAGE') THEN
        RETURN 0;
    END IF;
    -- Who waited in this transaction would see things as they were before.
    PERFORM pg_stat_clear_snapshot();
    RETURN (
        SELECT count(*) FILTER (WHERE pg_terminate_backend(a.pid))
        FROM pg_catalog.pg_stat_activity a
        JOIN riad.logins l ON l.login = a.usename
        JOIN pg_catalog.pg_roles r ON r.oid = a.usesysid AND NOT r.rolsuper
        LEFT JOIN riad.effective_rights s ON s.login = l.login
        WHERE a.datname = current_database() AND a.pid <> pg_backend_pid() AND CASE
            WHEN a.backend_xid IS NULL
            THEN a.state LIKE 'idle in transaction%' AND a.state_change < moment - interval '10 minutes'
                OR a.xact_start < moment - _longest
            ELSE (a.state LIKE 'idle in transaction%' OR a.wait_event_type = 'Client' OR a.wait_event = 'PgSleep')
                AND a.state_change < moment - _after
                -- What riad itself sends is one statement, or a few at once.
                OR a.query_start > a.xact_start + interval '1 second' AND a.xact_start < moment - _after
                OR a.xact_start < moment - interval '1 minute' AND s.administers IS NOT TRUE
                OR a.xact_start < moment - 2 * _after AND s.supervises IS NOT TRUE
                    AND a.wait_event_type IS DISTINCT FROM 'Lock' END
    );
END
$$;
GRANT EXECUTE ON FUNCTION riad.end_idle_transactions TO riad_worker;

-- Ends the sessions of whoever has no rights by now, and those that hold others up; but not again within twenty seconds.
-- Consoles and channels call it in passing, a job may call it every minute.
CREATE OR REPLACE FUNCTION riad.end_stale_sessions() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    second bigint := extract(epoch FROM clock_timestamp());
BEGIN
    -- Nobody ends their own session: who calls this within a transaction that goes on would only keep others from it.
    IF (SELECT abs(second - c.last_value) < 20 FROM riad.last_session_check c)
        OR now() < clock_timestamp() - interval '2 seconds' OR current_setting('transaction_read_only') = 'on'
    THEN
        RETURN;
    END IF;
    PERFORM pg_stat_clear_snapshot();
    PERFORM riad.end_sessions_without_rights();
    PERFORM riad.end_idle_transactions();
    -- The last of all: who has this cancelled half-way has done nothing.
    PERFORM setval('riad.last_session_check', second);
END
$$;
GRANT EXECUTE ON FUNCTION riad.end_stale_sessions TO riad_worker;

-- For a channel that waited in vain: puts out whoever holds rows and does nothing, and has the channel come again.
-- RI014 always.
CREATE OR REPLACE FUNCTION riad.raise_lock_conflict() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM riad.end_idle_transactions('4 seconds');
    RAISE EXCEPTION 'somebody else is changing the same: try again in a moment' USING ERRCODE = 'RI014';
END
$$;
