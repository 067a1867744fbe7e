-- Purging of tables with limited retention.

-- Writes down what was removed, unless it was nothing.
CREATE OR REPLACE FUNCTION riad.record_removal(_what text, _count bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    INSERT INTO riad.removals (what, count) SELECT _what, _count WHERE _count > 0;
END
$$;

-- Removes up to so many dead letters that are too old, and what says nothing to anybody any more. What has waited that
-- long, as for a webhook that is off, becomes a dead letter. Returns whether more may be left.
CREATE OR REPLACE FUNCTION riad.purge_dead_letters(_limit integer) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    gone bigint;
BEGIN
    DELETE FROM riad.outbox_dead d WHERE d.id IN (
        SELECT o.id FROM riad.outbox_dead o
        WHERE o.died_at < clock_timestamp() - make_interval(days => riad.integer_setting('dead_letter_days'))
        ORDER BY o.died_at LIMIT _limit
    );
    GET DIAGNOSTICS gone = ROW_COUNT;
    PERFORM riad.record_removal('riad.outbox_dead', gone);
    WITH expired AS (
        DELETE FROM riad.outbox o WHERE o.id IN (
            SELECT q.id FROM riad.outbox q
            WHERE q.created_at < clock_timestamp() - make_interval(days => riad.integer_setting('dead_letter_days'))
                AND q.visible_at <= clock_timestamp()
            ORDER BY q.id LIMIT _limit FOR UPDATE SKIP LOCKED
        ) RETURNING o.*
    )
    INSERT INTO riad.outbox_dead (id, event_id, webhook_config_id, conversation_id, event_type, payload, attempts, created_at, reason)
    SELECT e.id, e.event_id, e.webhook_config_id, e.conversation_id, e.event_type, e.payload, e.attempts, e.created_at, 'expired'
    FROM expired e;
    DELETE FROM riad.retired_secrets r WHERE r.valid_until < clock_timestamp();
    DELETE FROM riad.removals r WHERE r.removed_at < clock_timestamp() - interval '1 year';
    RETURN gone >= _limit;
END
$$;

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
        SELECT k.parent, clock_timestamp() - make_interval(days => riad.integer_setting(k.setting)) AS since
        FROM (VALUES ('public.webhook_logs'::regclass, 'webhook_log_days'), ('public.workflow_metrics', 'metric_days'))
            AS k (parent, setting)
    LOOP
        SELECT i.inhrelid INTO old_one FROM pg_catalog.pg_inherits i
        JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = kept.parent
            AND to_timestamp(substring(c.relname FROM '_([0-9]{4}_[0-9]{2})$'), 'YYYY_MM') + interval '1 month' <= kept.since
        ORDER BY c.relname LIMIT 1;
        IF FOUND THEN
            EXECUTE format('SELECT count(*) FROM %s', old_one) INTO gone;
            PERFORM riad.record_removal(old_one::text, gone);
            EXECUTE format('DROP TABLE %s', old_one);
            RETURN true;
        END IF;
        -- By place: looking each up by its random id would read the whole index.
        EXECUTE format('DELETE FROM %1$s kept USING ('
            ' SELECT o.tableoid, o.ctid, o.created_at FROM %1$s o WHERE o.created_at < $1 ORDER BY o.created_at LIMIT $2'
            ') old WHERE kept.ctid = old.ctid AND kept.tableoid = old.tableoid AND kept.created_at = old.created_at'
            ' AND kept.created_at < $1', kept.parent)
            USING kept.since, _limit;
        GET DIAGNOSTICS gone = ROW_COUNT;
        PERFORM riad.record_removal(kept.parent::text, gone);
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
    RETURN riad.purge_logs(_limit) OR riad.purge_dead_letters(_limit) OR riad.purge_batches(_limit) OR riad.purge_audit_month();
END
$$;
GRANT EXECUTE ON FUNCTION riad.purge_step TO riad_console;

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
GRANT EXECUTE ON FUNCTION public.cleanup_old_logs() TO riad_console;

-- The same for a job, which wants to know how many rows went.
CREATE OR REPLACE FUNCTION riad.retention_step(_limit integer, OUT count bigint, OUT has_more boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    last_one bigint := coalesce((SELECT max(r.id) FROM riad.removals r), 0);
BEGIN
    has_more := riad.purge_step(_limit);
    SELECT coalesce(sum(r.count), 0) INTO count FROM riad.removals r WHERE r.id > last_one;
END
$$;

-- What the next clean-up would remove. RI001 below administrateur.
CREATE OR REPLACE FUNCTION riad.retention_preview() RETURNS TABLE (what text, count bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    moment constant timestamptz := clock_timestamp();
BEGIN
    IF NOT riad.administers() THEN
        RAISE EXCEPTION 'not permitted to clean up' USING ERRCODE = 'RI001';
    END IF;
    RETURN QUERY
    SELECT 'webhook_logs', count(*) FROM public.webhook_logs l
    WHERE l.created_at < moment - make_interval(days => riad.integer_setting('webhook_log_days'))
    UNION ALL
    SELECT 'workflow_metrics', count(*) FROM public.workflow_metrics m
    WHERE m.created_at < moment - make_interval(days => riad.integer_setting('metric_days'))
    UNION ALL
    SELECT 'riad.outbox_dead', count(*) FROM riad.outbox_dead d
    WHERE d.died_at < moment - make_interval(days => riad.integer_setting('dead_letter_days'))
    UNION ALL
    SELECT 'riad.audit', count(*) FROM riad.audit a
    WHERE a.created_at < date_trunc('month', moment - make_interval(months => riad.audit_months()));
END
$$;
GRANT EXECUTE ON FUNCTION riad.retention_preview TO riad_console;

-- What clean-ups removed within the last year, newest first. RI001 below administrateur.
CREATE OR REPLACE FUNCTION riad.recent_removals(_limit integer) RETURNS TABLE (removed_at timestamptz, what text, count bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT riad.administers() THEN
        RAISE EXCEPTION 'not permitted to clean up' USING ERRCODE = 'RI001';
    END IF;
    RETURN QUERY SELECT r.removed_at, r.what, r.count FROM riad.removals r ORDER BY r.id DESC LIMIT _limit;
END
$$;
GRANT EXECUTE ON FUNCTION riad.recent_removals TO riad_console;
