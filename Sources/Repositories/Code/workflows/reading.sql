-- What supervisors see of n8n's workflows.
-- requires: rights/session

-- RI001 below superviseur.
CREATE OR REPLACE FUNCTION riad.require_metrics_rights() RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT riad.supervises() THEN
        RAISE EXCEPTION 'not permitted to read workflows and incidents' USING ERRCODE = 'RI001';
    END IF;
END
$$;

-- A text without what is nobody's business: what follows the name of a secret, bearer tokens, e-mail addresses, and
-- numbers that may be a telephone's, a card's or an account's.
CREATE OR REPLACE FUNCTION riad.masked_text(_text text) RETURNS text
LANGUAGE plpgsql IMMUTABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    _text := regexp_replace(_text,
        '((token|secret|passw[a-z]*|pwd|authori[sz]ation|api[_-]?key|credential|signature|jwt)s?"?[[:space:]]*[=:][[:space:]]*"?)[^"&,;[:space:]]+',
        '\1•••', 'gi');
    _text := regexp_replace(_text, '(bearer|basic)[[:space:]]+[a-z0-9._~+/=-]+', '\1 •••', 'gi');
    _text := regexp_replace(_text, '[^[:space:]<>"'',;:=&]+@[^[:space:]<>"'',;:&]+', '•••@•••', 'g');
    RETURN regexp_replace(_text, '[+(]?[0-9](?:[ ()./_‐‑–-]{0,3}[0-9]){8,}', '•••', 'g');
END
$$;

-- JSON without the same, in values and in keys; and without what stands too deep to be looked at.
CREATE OR REPLACE FUNCTION riad.masked(_data jsonb, _depth integer DEFAULT 0) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF _depth > 20 THEN
        RETURN '"•••"';
    END IF;
    RETURN CASE jsonb_typeof(_data)
        WHEN 'object' THEN (
            SELECT coalesce(jsonb_object_agg(riad.masked_text(e.key), CASE
                WHEN e.key ~* '(token|secret|passw|pwd|auth|api.?key|^key$|_key$|credential|cookie|iban|card|cvv|cvc|jwt|signature|^pin$)'
                THEN '"•••"'
                ELSE riad.masked(e.value, _depth + 1) END), '{}')
            FROM jsonb_each(_data) e
        )
        WHEN 'array' THEN (SELECT coalesce(jsonb_agg(riad.masked(e.value, _depth + 1) ORDER BY e.place), '[]')
            FROM jsonb_array_elements(_data) WITH ORDINALITY AS e (value, place))
        WHEN 'string' THEN to_jsonb(riad.masked_text(_data #>> '{}'))
        WHEN 'number' THEN CASE WHEN abs((_data #>> '{}')::numeric) >= 100000000 THEN '"•••"' ELSE _data END
        ELSE _data END;
END
$$;

-- Each workflow that ran since `_since`, with its runs. `hours` has the runs of each of 24 hours, oldest first. RI001 below
-- superviseur.
CREATE OR REPLACE FUNCTION riad.workflows(_since timestamptz) RETURNS TABLE (
    name text, runs bigint, failed bigint, running bigint, p50 double precision, p95 double precision, hours integer[],
    last_at timestamptz, last_error text, last_error_at timestamptz
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    first_hour constant timestamptz := date_trunc('hour', clock_timestamp()) - interval '23 hours';
BEGIN
    PERFORM riad.require_metrics_rights();
    RETURN QUERY
    WITH run AS MATERIALIZED (
        SELECT m.workflow_name, m.status, m.duration_ms, m.started_at, m.error_message,
            extract(epoch FROM m.started_at - first_hour)::bigint / 3600 AS hour
        FROM public.workflow_metrics m
        WHERE m.created_at >= _since
    ), per_hour AS (
        SELECT r.workflow_name, r.hour, count(*)::integer AS count FROM run r WHERE r.hour BETWEEN 0 AND 23 GROUP BY 1, 2
    )
    SELECT r.workflow_name, count(*), count(*) FILTER (WHERE r.status = 'failed'),
        count(*) FILTER (WHERE r.status IN ('pending', 'running')),
        percentile_cont(0.5) WITHIN GROUP (ORDER BY r.duration_ms), percentile_cont(0.95) WITHIN GROUP (ORDER BY r.duration_ms),
        ARRAY(
            SELECT coalesce(h.count, 0) FROM generate_series(0, 23) AS hour (number)
            LEFT JOIN per_hour h ON h.workflow_name = r.workflow_name AND h.hour = hour.number ORDER BY hour.number
        ),
        max(r.started_at),
        riad.masked_text((array_agg(r.error_message ORDER BY r.started_at DESC) FILTER (WHERE r.status = 'failed'))[1]),
        max(r.started_at) FILTER (WHERE r.status = 'failed')
    FROM run r
    GROUP BY r.workflow_name ORDER BY r.workflow_name;
END
$$;
GRANT EXECUTE ON FUNCTION riad.workflows TO riad_console;

-- Runs, newest first, without their data. Filters that are null leave all; `_before` and `_before_id` are the beginning
-- and the id of the last one of a page, and the next page goes on from there. RI001 below superviseur.
CREATE OR REPLACE FUNCTION riad.workflow_runs(
    _workflow_name text, _status text, _since timestamptz, _before timestamptz, _before_id uuid, _limit integer
) RETURNS TABLE (
    id uuid, workflow_name text, execution_id text, status text, is_stale boolean, started_at timestamptz,
    completed_at timestamptz, duration_ms integer, error_message text, retry_count integer
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    PERFORM riad.require_metrics_rights();
    RETURN QUERY
    SELECT m.id, m.workflow_name, m.execution_id, m.status, m.is_stale, m.started_at, m.completed_at, m.duration_ms,
        riad.masked_text(m.error_message), coalesce(m.retry_count, 0)
    FROM public.workflow_metrics m
    WHERE (_workflow_name IS NULL OR m.workflow_name = _workflow_name) AND (_status IS NULL OR m.status = _status)
        AND m.created_at >= coalesce(_since, '-infinity') 
        AND (_before IS NULL OR (m.started_at, m.id) < (_before, _before_id))
    ORDER BY m.started_at DESC, m.id DESC LIMIT _limit;
END
$$;
GRANT EXECUTE ON FUNCTION riad.workflow_runs TO riad_console;

-- One run with its data, masked. RI001 below superviseur; no row where there is no such run.
CREATE OR REPLACE FUNCTION riad.workflow_run(_id uuid) RETURNS TABLE (
    id uuid, workflow_name text, execution_id text, status text, is_stale boolean, started_at timestamptz,
    completed_at timestamptz, duration_ms integer, error_message text, retry_count integer, input text, output text
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    PERFORM riad.require_metrics_rights();
    RETURN QUERY
    SELECT m.id, m.workflow_name, m.execution_id, m.status, m.is_stale, m.started_at, m.completed_at, m.duration_ms,
        riad.masked_text(m.error_message), coalesce(m.retry_count, 0), jsonb_pretty(riad.masked(m.input_data)),
        jsonb_pretty(riad.masked(m.output_data))
    FROM public.workflow_metrics m WHERE m.id = _id LIMIT 1;
END
$$;
GRANT EXECUTE ON FUNCTION riad.workflow_run TO riad_console;
