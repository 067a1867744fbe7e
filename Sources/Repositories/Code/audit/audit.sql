-- The audit trail: append-only, written by triggers.

-- Rejects every change. Expired months are dropped as whole partitions. The one exception: entries move out of the
-- default partition when their month's partition is created.
CREATE OR REPLACE FUNCTION riad.reject_audit_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF TG_OP = 'DELETE' AND TG_TABLE_NAME = 'audit_default'
        AND current_setting('riad.moving_audit', true) = pg_current_xact_id()::text
    THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'the audit trail is append-only' USING ERRCODE = 'RI004';
END
$$;

-- Records a change. Trigger arguments: the key column, the columns whose values are recorded, the columns of which only
-- the change is recorded.
CREATE OR REPLACE FUNCTION riad.record_audit_entry() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    before jsonb := CASE WHEN TG_OP = 'INSERT' THEN '{}' ELSE to_jsonb(OLD) END;
    after jsonb := CASE WHEN TG_OP = 'DELETE' THEN '{}' ELSE to_jsonb(NEW) END;
    number integer := 0;
    name text;
    changed text[] := '{}';
    old_values jsonb := '{}';
    new_values jsonb := '{}';
BEGIN
    FOREACH name IN ARRAY TG_ARGV[1]::text[] || TG_ARGV[2]::text[] LOOP
        number := number + 1;
        CONTINUE WHEN nullif(before -> name, 'null') IS NOT DISTINCT FROM nullif(after -> name, 'null');
        changed := changed || name;
        CONTINUE WHEN number > cardinality(TG_ARGV[1]::text[]);
        IF before ? name THEN
            old_values := old_values || jsonb_build_object(name, before -> name);
        END IF;
        IF after ? name THEN
            new_values := new_values || jsonb_build_object(name, after -> name);
        END IF;
    END LOOP;
    IF changed <> '{}' OR TG_OP <> 'UPDATE' THEN
        INSERT INTO riad.audit (table_name, operation, row_key, user_id, columns, old_values, new_values)
        VALUES (
            TG_TABLE_NAME, lower(TG_OP), (before || after) ->> TG_ARGV[0],
            -- Looks up rights for the application only: a repeatable-read transaction that changes rights may not query
            -- its own.
            coalesce(
                (SELECT l.user_id FROM riad.logins l WHERE l.login = session_user),
                CASE WHEN session_user = 'authenticator' THEN riad.current_user_id() END
            ),
            changed, old_values, new_values
        );
    END IF;
    RETURN NULL;
END
$$;

-- Creates a table's audit triggers. `_key` is the column that identifies a row. Old and new values are recorded for
-- `_recorded` columns; for `_masked` columns (guests' data, secrets) only that they changed. `_inserts` is false for
-- tables whose rows mostly come from channels.
CREATE OR REPLACE FUNCTION riad.create_audit_triggers(
    _table regclass, _key text, _recorded text[], _masked text[] DEFAULT '{}', _inserts boolean DEFAULT true
) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    names text := (SELECT string_agg(format('%%1$s.%I', c), ', ') FROM unnest(_recorded || _masked) c);
    call text := format('FOR EACH ROW %%sEXECUTE FUNCTION riad.record_audit_entry(%L, %L, %L)', _key, _recorded, _masked);
BEGIN
    EXECUTE format('CREATE TRIGGER audited AFTER %s ON %s ',
        CASE WHEN _inserts THEN 'INSERT OR DELETE' ELSE 'DELETE' END, _table) || format(call, '');
    EXECUTE format('CREATE TRIGGER audited_update AFTER UPDATE ON %s ', _table) || format(call,
        format('WHEN ((%s) IS DISTINCT FROM (%s)) ', format(names, 'OLD'), format(names, 'NEW')));
END
$$;

-- Returns the retention of the trail in months: at least 12. For a week after a reduction, the previous value holds, so
-- that the reduction can be reverted without loss; the trail itself records the previous value.
CREATE OR REPLACE FUNCTION riad.audit_months() RETURNS integer
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN greatest(
        12, (SELECT (s.value #>> '{}')::integer FROM riad.settings s WHERE s.key = 'audit_months'), (
            SELECT max((a.old_values ->> 'value')::integer) FROM riad.audit a
            WHERE a.table_name = 'settings' AND a.row_key = 'audit_months'
                AND a.created_at > clock_timestamp() - interval '7 days'
        )
    );
END
$$;

-- Drops the oldest month beyond the retention and records that. Keeps that month's entries about retention and dropped
-- months for good. Returns whether it dropped one.
CREATE OR REPLACE FUNCTION riad.purge_audit_month() RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC'
AS $$
DECLARE
    old_one regclass;
    month name;
    outliving riad.audit[];
BEGIN
    SELECT i.inhrelid, c.relname INTO old_one, month FROM pg_catalog.pg_inherits i
    JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'riad.audit'::regclass
        AND to_timestamp(substring(c.relname FROM '_([0-9]{4}_[0-9]{2})$'), 'YYYY_MM') + interval '1 month'
            <= clock_timestamp() - make_interval(months => riad.audit_months())
    ORDER BY c.relname LIMIT 1;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    outliving := ARRAY(
        SELECT a FROM riad.audit a
        WHERE a.tableoid = old_one AND (a.table_name = 'audit' OR a.table_name = 'settings' AND a.row_key = 'audit_months')
        ORDER BY a.created_at, a.id
    );
    EXECUTE format('DROP TABLE %s', old_one);
    -- Their partition is gone, so they go to the default partition, which is never dropped.
    INSERT INTO riad.audit SELECT kept.* FROM unnest(outliving) AS kept;
    INSERT INTO riad.audit (table_name, operation, row_key, user_id, columns, old_values, new_values)
    VALUES ('audit', 'delete', month, (SELECT l.user_id FROM riad.logins l WHERE l.login = session_user),
        '{}', '{}', '{}');
    RETURN true;
END
$$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON riad.audit
    FOR EACH ROW EXECUTE FUNCTION riad.reject_audit_change();

-- TRUNCATE can name a partition directly.
DO $$
DECLARE
    part regclass;
BEGIN
    FOR part IN
        SELECT 'riad.audit'::regclass UNION ALL
        SELECT i.inhrelid FROM pg_catalog.pg_inherits i WHERE i.inhparent = 'riad.audit'::regclass
    LOOP
        EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON %s'
            ' FOR EACH STATEMENT EXECUTE FUNCTION riad.reject_audit_change()', part);
    END LOOP;
END
$$;
