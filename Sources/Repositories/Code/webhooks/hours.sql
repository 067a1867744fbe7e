-- The attempts of the hours that are over, counted once.

-- The first hour that isn't counted yet, of those that `riad.webhooks` shows.
CREATE OR REPLACE FUNCTION riad.first_uncounted_hour() RETURNS timestamptz
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN greatest(
        date_trunc('hour', clock_timestamp()) - interval '23 hours', (SELECT max(h.hour) FROM riad.webhook_hours h) + interval '1 hour'
    );
END
$$;

-- Counts the hours that have been over for five minutes: nobody writes an attempt of them any more. Each step of
-- durations is 5 % longer than the one before; `riad.webhooks` takes the middle of it. Forgets what is older than two
-- days. Returns how many rows it made.
CREATE OR REPLACE FUNCTION riad.count_webhook_hours() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC'
AS $$
DECLARE
    since constant timestamptz := riad.first_uncounted_hour();
    until constant timestamptz := date_trunc('hour', clock_timestamp() - interval '5 minutes');
    counted bigint;
BEGIN
    IF since >= until THEN
        RETURN 0;
    END IF;
    DELETE FROM riad.webhook_hours h WHERE h.hour < until - interval '2 days';
    INSERT INTO riad.webhook_hours (webhook_config_id, hour, attempts, successes, steps, counts)
    SELECT s.id, s.hour, sum(s.attempts), coalesce(sum(s.attempts) FILTER (WHERE s.step IS NOT NULL), 0),
        coalesce(array_agg(s.step ORDER BY s.step) FILTER (WHERE s.step IS NOT NULL), '{}'),
        coalesce(array_agg(s.attempts ORDER BY s.step) FILTER (WHERE s.step IS NOT NULL), '{}')
    FROM (
        SELECT l.webhook_config_id AS id, date_trunc('hour', l.created_at) AS hour,
            CASE WHEN l.response_status BETWEEN 200 AND 299 
                THEN floor(ln(coalesce(l.processing_time_ms, 0) + 1) * 20)::smallint END AS step,
            count(*)::integer AS attempts
        FROM public.webhook_logs l
        WHERE l.created_at >= since AND l.created_at < until AND l.webhook_config_id IS NOT NULL
        GROUP BY 1, 2, 3
    ) s
    GROUP BY s.id, s.hour
    ON CONFLICT DO NOTHING;
    GET DIAGNOSTICS counted = ROW_COUNT;
    RETURN counted;
END
$$;
