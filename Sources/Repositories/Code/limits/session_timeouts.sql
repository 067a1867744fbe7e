-- Waiting for a lock times out with an error, and sessions that hold locks while idle are terminated. A login can
-- override its role's timeouts (SET idle_in_transaction_session_timeout = 0), so nothing relies on those.

-- Terminates sessions of people's logins that have written and for `_after` been idle in their transaction (also
-- asleep, or with a client that doesn't read) or gone from statement to statement; and those whose single statement
-- takes more than a minute (not for administrators, who may recalculate all deadlines) or, below superviseur, more than
-- twice `_after`. Read-only transactions end after ten idle minutes, or once they are older than `_longest`, because
-- they hold back vacuum. Returns the number terminated: 0 if the owner may not see or terminate sessions.
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
    -- The snapshot would predate the wait of this transaction.
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
                -- riad itself sends a single statement, or a few at once.
                OR a.query_start > a.xact_start + interval '1 second' AND a.xact_start < moment - _after
                OR a.xact_start < moment - interval '1 minute' AND s.administers IS NOT TRUE
                OR a.xact_start < moment - 2 * _after AND s.supervises IS NOT TRUE
                    AND a.wait_event_type IS DISTINCT FROM 'Lock' END
    );
END
$$;

-- Terminates the sessions of people without rights and those that block others; at most every twenty seconds. Consoles
-- and channels call it in passing.
CREATE OR REPLACE FUNCTION riad.end_stale_sessions() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    second bigint := extract(epoch FROM clock_timestamp());
BEGIN
    -- A transaction that began earlier does nothing: it couldn't end its own session and would keep others from the
    -- check.
    IF (SELECT abs(second - c.last_value) < 20 FROM riad.last_session_check c)
        OR now() < clock_timestamp() - interval '2 seconds' OR current_setting('transaction_read_only') = 'on'
    THEN
        RETURN;
    END IF;
    PERFORM pg_stat_clear_snapshot();
    PERFORM riad.end_sessions_without_rights();
    PERFORM riad.end_idle_transactions();
    -- Last, so that a cancelled call doesn't count.
    PERFORM setval('riad.last_session_check', second);
END
$$;

-- For a channel whose wait for a lock timed out: terminates idle lock holders and has the channel retry. Always raises
-- RI014.
CREATE OR REPLACE FUNCTION riad.raise_lock_conflict() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM riad.end_idle_transactions('4 seconds');
    RAISE EXCEPTION 'somebody else is changing the same row: try again in a moment' USING ERRCODE = 'RI014';
END
$$;
