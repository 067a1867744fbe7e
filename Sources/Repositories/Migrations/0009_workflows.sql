-- What workflows report of their runs, by month, and the function that makes the months ahead.
SET LOCAL ROLE riad_owner;

CREATE TABLE public.workflow_metrics (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    workflow_name text NOT NULL,
    execution_id text,
    status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'running', 'completed', 'failed')),
    started_at timestamptz NOT NULL DEFAULT now(),
    completed_at timestamptz,
    duration_ms integer CHECK (duration_ms >= 0),
    input_data jsonb DEFAULT '{}',
    output_data jsonb DEFAULT '{}',
    error_message text,
    retry_count integer DEFAULT 0 CHECK (retry_count >= 0),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (id, created_at)
) PARTITION BY RANGE (created_at);

CREATE INDEX idx_workflow_metrics_workflow_name ON public.workflow_metrics (workflow_name);
CREATE INDEX idx_workflow_metrics_status ON public.workflow_metrics (status);
CREATE INDEX idx_workflow_metrics_created_at ON public.workflow_metrics (created_at);
ALTER TABLE public.workflow_metrics ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON public.workflow_metrics TO riad_console;

-- A month's partition begins at midnight UTC, whatever the session's zone. Returns how many it made.
CREATE FUNCTION riad.make_partitions(first_month date, months integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC'
AS $$
DECLARE
    parent text;
    month timestamptz;
    partition text;
    made integer := 0;
BEGIN
    FOREACH parent IN ARRAY ARRAY['webhook_logs', 'workflow_metrics'] LOOP
        FOR step IN 0 .. months - 1 LOOP
            month := date_trunc('month', first_month::timestamp) + make_interval(months => step);
            partition := parent || to_char(month, '_YYYY_MM');
            CONTINUE WHEN to_regclass(format('riad.%I', partition)) IS NOT NULL;
            EXECUTE format('CREATE TABLE riad.%I (LIKE public.%I INCLUDING ALL)', partition, parent);
            EXECUTE format('ALTER TABLE riad.%I ENABLE ROW LEVEL SECURITY', partition);
            -- What came before its month was made waits in the default.
            IF to_regclass(format('riad.%I', parent || '_default')) IS NOT NULL THEN
                EXECUTE format('WITH early AS (DELETE FROM riad.%I WHERE created_at >= %L AND created_at < %L RETURNING *)'
                    ' INSERT INTO riad.%I SELECT * FROM early',
                    parent || '_default', month, month + interval '1 month', partition);
            END IF;
            EXECUTE format('ALTER TABLE public.%I ATTACH PARTITION riad.%I FOR VALUES FROM (%L) TO (%L)',
                parent, partition, month, month + interval '1 month');
            made := made + 1;
        END LOOP;
    END LOOP;
    RETURN made;
END
$$;

-- The seed keeps 90 days, so three months back; and two ahead. What falls outside is kept too, in the default.
SELECT riad.make_partitions((now() AT TIME ZONE 'UTC')::date - 92, 6);
CREATE TABLE riad.webhook_logs_default PARTITION OF public.webhook_logs DEFAULT;
CREATE TABLE riad.workflow_metrics_default PARTITION OF public.workflow_metrics DEFAULT;
ALTER TABLE riad.webhook_logs_default ENABLE ROW LEVEL SECURITY;
ALTER TABLE riad.workflow_metrics_default ENABLE ROW LEVEL SECURITY;
GRANT EXECUTE ON FUNCTION riad.make_partitions TO riad_worker;
