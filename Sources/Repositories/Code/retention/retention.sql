-- Purging of tables with limited retention.

-- Purges one batch: an expired month's partition, else up to `_limit` rows of a partly expired month. Returns whether
-- rows may remain. The scheduled job calls it until it returns false, each time in its own transaction. For
-- administrateur and above, and members of riad_worker; RI001 for everybody else.
CREATE OR REPLACE FUNCTION riad.purge_logs(_limit integer DEFAULT 5000) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '5s' SET timezone = 'UTC'
AS $$
DECLARE
    kept record;
    old_one regclass;
    gone bigint;
BEGIN
    IF NOT riad.administers() AND NOT pg_has_role(session_user, 'riad_worker', 'MEMBER') THEN
        RAISE EXCEPTION 'not permitted to clean up' USING ERRCODE = 'RI001';
    END IF;
    FOR kept IN
        SELECT k.parent, clock_timestamp() - k.time AS since
        FROM (VALUES ('public.webhook_logs'::regclass, interval '30 days'), ('public.workflow_metrics', '90 days'))
            AS k (parent, time)
    LOOP
        SELECT i.inhrelid INTO old_one FROM pg_catalog.pg_inherits i
        JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = kept.parent
            AND to_timestamp(substring(c.relname FROM '_([0-9]{4}_[0-9]{2})$'), 'YYYY_MM') + interval '1 month' <= kept.since
        ORDER BY c.relname LIMIT 1;
        IF FOUND THEN
            EXECUTE format('DROP TABLE %s', old_one);
            RETURN true;
        END IF;
        EXECUTE format('DELETE FROM %1$s kept USING ('
            ' SELECT o.id, o.created_at FROM %1$s o WHERE o.created_at < $1 ORDER BY o.created_at LIMIT $2'
            ') old WHERE kept.id = old.id AND kept.created_at = old.created_at AND kept.created_at < $1', kept.parent)
            USING kept.since, _limit;
        GET DIAGNOSTICS gone = ROW_COUNT;
        IF gone >= _limit THEN
            RETURN true;
        END IF;
    END LOOP;
    RETURN false;
END
$$;

-- Purges one batch, as above, also of bulk changes and the audit trail.
CREATE OR REPLACE FUNCTION riad.purge_step(_limit integer DEFAULT 5000) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '5s'
AS $$
BEGIN
    RETURN riad.purge_logs(_limit) OR riad.purge_batches(_limit) OR riad.purge_audit_month();
END
$$;
GRANT EXECUTE ON FUNCTION riad.purge_step TO riad_console, riad_worker;

-- The seed's name and signature: purges all batches, in the caller's transaction.
CREATE OR REPLACE FUNCTION public.cleanup_old_logs() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '5s'
AS $$
BEGIN
    WHILE riad.purge_step() LOOP
        NULL;
    END LOOP;
    RAISE NOTICE 'Cleanup completed at %', clock_timestamp();
END
$$;
GRANT EXECUTE ON FUNCTION public.cleanup_old_logs() TO riad_console, riad_worker;
