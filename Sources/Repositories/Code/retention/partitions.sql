-- Monthly partitions of tables with limited retention.
-- requires: audit/audit

-- Creates the partitions of `months` months from `first_month` on, for logs, metrics and the audit trail. A month
-- begins at midnight UTC, whatever the session's time zone. Returns the number created.
CREATE OR REPLACE FUNCTION riad.create_partitions(first_month date, months integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC'
AS $$
DECLARE
    parent record;
    month timestamptz;
    partition text;
    made integer := 0;
BEGIN
    PERFORM set_config('riad.moving_audit', pg_current_xact_id()::text, true);
    FOR parent IN
        SELECT n.nspname AS schema, c.relname AS name FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.oid IN ('public.webhook_logs'::regclass, 'public.workflow_metrics'::regclass, 'riad.audit'::regclass)
    LOOP
        FOR step IN 0 .. months - 1 LOOP
            month := date_trunc('month', first_month::timestamp) + make_interval(months => step);
            partition := parent.name || to_char(month, '_YYYY_MM');
            CONTINUE WHEN to_regclass(format('riad.%I', partition)) IS NOT NULL;
            EXECUTE format('CREATE TABLE riad.%I (LIKE %I.%I INCLUDING ALL)', partition, parent.schema, parent.name);
            EXECUTE format('ALTER TABLE riad.%I ENABLE ROW LEVEL SECURITY', partition);
            -- LIKE doesn't copy the statistics targets.
            EXECUTE (
                SELECT format('ALTER TABLE riad.%I ', partition)
                    || string_agg(format('ALTER COLUMN %I SET STATISTICS 0', a.attname), ', ')
                FROM pg_catalog.pg_attribute a
                WHERE a.attrelid = format('%I.%I', parent.schema, parent.name)::regclass AND a.attnum > 0
                    AND NOT a.attisdropped AND a.attstattarget = 0
            );
            -- Rows written before their month's partition existed are in the default partition.
            IF to_regclass(format('riad.%I', parent.name || '_default')) IS NOT NULL THEN
                EXECUTE format('WITH early AS (DELETE FROM riad.%I WHERE created_at >= %L AND created_at < %L RETURNING *)'
                    ' INSERT INTO riad.%I SELECT * FROM early',
                    parent.name || '_default', month, month + interval '1 month', partition);
            END IF;
            EXECUTE format('ALTER TABLE %I.%I ATTACH PARTITION riad.%I FOR VALUES FROM (%L) TO (%L)',
                parent.schema, parent.name, partition, month, month + interval '1 month');
            IF parent.name = 'audit' THEN
                EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON riad.%I'
                    ' FOR EACH STATEMENT EXECUTE FUNCTION riad.reject_audit_change()', partition);
            END IF;
            made := made + 1;
        END LOOP;
    END LOOP;
    RETURN made;
END
$$;

-- Logs are kept for 90 days, so a new database starts three months back; later runs create two months ahead. Other rows
-- go to the default partition.
DO $$
BEGIN
    IF to_regclass('riad.webhook_logs_' || to_char(now() AT TIME ZONE 'UTC', 'YYYY_MM')) IS NULL THEN
        PERFORM riad.create_partitions((now() AT TIME ZONE 'UTC')::date - 92, 6);
    ELSE
        PERFORM riad.create_partitions((now() AT TIME ZONE 'UTC')::date, 3);
    END IF;
END
$$;
