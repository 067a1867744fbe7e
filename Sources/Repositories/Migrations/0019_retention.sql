-- Retention: webhook logs for 30 days, workflow metrics for 90, to the day.
SET LOCAL ROLE riad_owner;

-- Whole months are dropped (no bloat, little WAL), the days that remain are deleted. Returns how many partitions went.
CREATE FUNCTION riad.drop_partitions_before(_parent regclass, _cutoff timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC'
AS $$
DECLARE
    old_one regclass;
    dropped integer := 0;
BEGIN
    FOR old_one IN
        SELECT i.inhrelid FROM pg_catalog.pg_inherits i
        JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = _parent
            AND to_timestamp(substring(c.relname FROM '_(\d{4}_\d{2})$'), 'YYYY_MM') + interval '1 month' <= _cutoff
    LOOP
        EXECUTE format('DROP TABLE %s', old_one);
        dropped := dropped + 1;
    END LOOP;
    RETURN dropped;
END
$$;

-- For administrateur and above, and the scheduled job (a member of riad_worker). RI001 for everybody else.
CREATE FUNCTION public.cleanup_old_logs() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '5s'
AS $$
DECLARE
    moment timestamptz := clock_timestamp();
BEGIN
    IF NOT riad.administers() AND NOT pg_has_role(session_user, 'riad_worker', 'MEMBER') THEN
        RAISE EXCEPTION 'not permitted to clean up' USING ERRCODE = 'RI001';
    END IF;
    PERFORM riad.drop_partitions_before('public.webhook_logs', moment - interval '30 days');
    PERFORM riad.drop_partitions_before('public.workflow_metrics', moment - interval '90 days');
    DELETE FROM public.webhook_logs WHERE created_at < moment - interval '30 days';
    DELETE FROM public.workflow_metrics WHERE created_at < moment - interval '90 days';
    RAISE NOTICE 'Cleanup completed at %', moment;
END
$$;

GRANT EXECUTE ON FUNCTION public.cleanup_old_logs TO riad_console, riad_worker;
