-- Jobs: one worker at a time takes one that is due, does it step by step, each in a transaction of its own, and says
-- how it went.
-- requires: rights/session rights/session_revocation limits/session_timeouts limits/rate_limits retention/retention retention/partitions
-- requires: deadlines/deadlines workflows/reporting incidents/monitor people/handovers search/indexing

-- How long a job is held from each step on: a frequent one, whose worker was killed, doesn't wait long for the next.
CREATE OR REPLACE FUNCTION riad.job_lease(_every interval) RETURNS interval
LANGUAGE sql IMMUTABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT greatest(interval '30 seconds', least(2 * _every, interval '5 minutes'));
END;

-- Takes the job that has been due for longest; no row where none is. What would be due later than its turn, or is held
-- for longer than anybody may, stems from a clock that was set back since.
CREATE OR REPLACE FUNCTION riad.claim_job() RETURNS TABLE (name text, lease_token uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    UPDATE riad.jobs j
    SET lease_token = gen_random_uuid(), lease_until = clock_timestamp() + riad.job_lease(j.every), started_at = clock_timestamp()
    FROM (
        SELECT d.name FROM riad.jobs d
        WHERE (d.next_at <= clock_timestamp() OR isfinite(d.next_at) AND d.next_at > clock_timestamp() + d.every + interval '1 minute')
            AND (d.lease_until BETWEEN clock_timestamp() AND clock_timestamp() + interval '6 minutes') IS NOT TRUE
        ORDER BY d.next_at, d.name LIMIT 1 FOR UPDATE SKIP LOCKED
    ) due
    WHERE j.name = due.name
    RETURNING j.name, j.lease_token;
END
$$;
GRANT EXECUTE ON FUNCTION riad.claim_job TO riad_worker;

-- One step of a job: how many rows it removed or changed, and whether there is more to do.
CREATE OR REPLACE FUNCTION riad.job_step(_name text, OUT count bigint, OUT has_more boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    has_more := false;
    CASE _name
        WHEN 'sessions' THEN
            count := riad.end_sessions_without_rights() + riad.end_idle_transactions()
                + riad.hand_over_abandoned() + riad.follow_clock_back();
        WHEN 'monitor' THEN
            count := riad.monitor_incidents() + riad.count_webhook_hours();
        WHEN 'stale_workflows' THEN
            count := riad.mark_stale_workflows();
        WHEN 'retention' THEN
            SELECT s.count, s.has_more INTO count, has_more FROM riad.retention_step(5000) s;
        WHEN 'partitions' THEN
            count := riad.create_partitions((clock_timestamp() AT TIME ZONE 'UTC')::date, 3);
        WHEN 'search_entries' THEN
            SELECT s.count, s.has_more INTO count, has_more FROM riad.rebuild_search_step(500) s;
        WHEN 'deadlines' THEN
            count := riad.recalculate_deadlines();
        WHEN 'statistics' THEN
            ANALYZE public.conversations, public.conversation_messages, public.guest, public.reservation, riad.search_entries;
            count := 5;
    END CASE;
END
$$;

-- Does one step of a job that the caller holds, and holds it on. RI007 where another worker has it by now.
CREATE OR REPLACE FUNCTION riad.run_job_step(_name text, _token uuid, OUT count bigint, OUT has_more boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE riad.jobs j SET lease_until = clock_timestamp() + riad.job_lease(j.every)
    WHERE j.name = _name AND j.lease_token = _token;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'another worker is running this job' USING ERRCODE = 'RI007';
    END IF;
    SELECT s.count, s.has_more INTO count, has_more FROM riad.job_step(_name) s;
END
$$;
GRANT EXECUTE ON FUNCTION riad.run_job_step TO riad_worker;

-- Says how a job went, and sets when it is due again. Returns whether the caller still had it.
CREATE OR REPLACE FUNCTION riad.finish_job(_name text, _token uuid, _count bigint, _error text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE riad.jobs j
    SET lease_token = NULL, lease_until = NULL, finished_at = clock_timestamp(), count = _count, error = left(_error, 500),
        ms = extract(epoch FROM clock_timestamp() - j.started_at) * 1000,
        -- From when it was due, so that a job doesn't drift; but never twice to make up for a pause.
        -- One that failed, as because somebody read what it would alter, is tried again soon.
        next_at = CASE WHEN _error IS NULL
            THEN least(greatest(j.next_at + j.every, clock_timestamp() + least(j.every, interval '1 minute') / 2),
                clock_timestamp() + j.every)
            ELSE clock_timestamp() + least(j.every, interval '5 minutes') END
    WHERE j.name = _name AND j.lease_token = _token;
    RETURN FOUND;
END
$$;
GRANT EXECUTE ON FUNCTION riad.finish_job TO riad_worker;

-- The jobs, with their last run and the next. RI001 below administrateur.
CREATE OR REPLACE FUNCTION riad.all_jobs() RETURNS TABLE (
    name text, every interval, next_at timestamptz, is_running boolean, started_at timestamptz, finished_at timestamptz, ms integer,
    count bigint, error text
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    IF NOT riad.administers() THEN
        RAISE EXCEPTION 'not permitted to see jobs' USING ERRCODE = 'RI001';
    END IF;
    RETURN QUERY
    SELECT j.name, j.every, j.next_at, coalesce(j.lease_until > clock_timestamp(), false), j.started_at, j.finished_at, j.ms,
        j.count, j.error
    FROM riad.jobs j ORDER BY j.every, j.name;
END
$$;
GRANT EXECUTE ON FUNCTION riad.all_jobs TO riad_console;

-- Has a job done as soon as a worker is free. RI001 below administrateur; RI002 no such job.
CREATE OR REPLACE FUNCTION riad.request_job(_name text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT riad.administers() THEN
        RAISE EXCEPTION 'not permitted to run jobs' USING ERRCODE = 'RI001';
    END IF;
    PERFORM riad.enforce_change_limit();
    UPDATE riad.jobs j SET next_at = clock_timestamp() WHERE j.name = _name;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such job' USING ERRCODE = 'RI002';
    END IF;
END
$$;
GRANT EXECUTE ON FUNCTION riad.request_job TO riad_console;
