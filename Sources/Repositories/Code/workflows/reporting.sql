-- n8n reports its workflows' runs. A report may come twice, late, or in the wrong order: a run is known by workflow and
-- execution id, and its first end counts.
-- requires: rights/session retention/retention

-- What is kept of a run's data: nothing larger than 64 kB.
CREATE OR REPLACE FUNCTION riad.limited_data(_data jsonb) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN CASE WHEN _data IS NULL THEN '{}' WHEN octet_length(_data::text) <= 65536 THEN _data
        ELSE jsonb_build_object('omitted_bytes', octet_length(_data::text)) END;
END
$$;

-- The run of an execution, locked until the end of the transaction, also where there is none yet. RI010 for a name or
-- id that can't be.
CREATE OR REPLACE FUNCTION riad.lock_workflow_run(_workflow_name text, _execution_id text) RETURNS public.workflow_metrics
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    run public.workflow_metrics;
BEGIN
    IF (char_length(_workflow_name) BETWEEN 1 AND 200 AND char_length(_execution_id) BETWEEN 1 AND 200
        AND _workflow_name || _execution_id !~ '[[:cntrl:]]') IS NOT TRUE
    THEN
        RAISE EXCEPTION 'a run needs a workflow name and an execution id of 1 to 200 characters' USING ERRCODE = 'RI010';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('riad workflow ' || _workflow_name || ' ' || _execution_id, 0));
    SELECT m.* INTO run FROM public.workflow_metrics m
    WHERE m.workflow_name = _workflow_name AND m.execution_id = _execution_id
    ORDER BY m.created_at LIMIT 1;
    RETURN run;
END
$$;

-- A run began. Returns the row's id, the same however often it is reported. `_started_at` null for now.
CREATE OR REPLACE FUNCTION riad.start_workflow(
    _workflow_name text, _execution_id text, _input jsonb DEFAULT '{}', _started_at timestamptz DEFAULT NULL
) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s'
AS $$
DECLARE
    run public.workflow_metrics := riad.lock_workflow_run(_workflow_name, _execution_id);
    -- Within the last day: nothing counts with an infinite one.
    beginning timestamptz := CASE WHEN _started_at IS NULL THEN clock_timestamp()
        ELSE least(greatest(_started_at, clock_timestamp() - interval '1 day'), clock_timestamp()) END;
BEGIN
    IF run.id IS NULL THEN
        INSERT INTO public.workflow_metrics AS m (workflow_name, execution_id, status, started_at, input_data)
        VALUES (_workflow_name, _execution_id, 'running', beginning, riad.limited_data(_input)) RETURNING m.id INTO run.id;
    ELSIF run.input_data = '{}' THEN
        -- Its end was reported first.
        UPDATE public.workflow_metrics m
        SET started_at = least(m.started_at, beginning), input_data = riad.limited_data(_input), updated_at = clock_timestamp()
        WHERE m.id = run.id AND m.created_at = run.created_at;
    END IF;
    RETURN run.id;
END
$$;
GRANT EXECUTE ON FUNCTION riad.start_workflow TO riad_workflow;

-- Keeps a run's end, unless it has one already. `_duration_ms` null for the time since its beginning.
CREATE OR REPLACE FUNCTION riad.end_workflow(
    _workflow_name text, _execution_id text, _status text, _output jsonb, _error text, _duration_ms integer, _retry_count integer
) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    run public.workflow_metrics := riad.lock_workflow_run(_workflow_name, _execution_id);
    moment constant timestamptz := clock_timestamp();
BEGIN
    IF _duration_ms < 0 OR _retry_count < 0 THEN
        RAISE EXCEPTION 'a duration and a number of retries cannot be negative' USING ERRCODE = 'RI010';
    END IF;
    IF run.id IS NULL THEN
        INSERT INTO public.workflow_metrics AS m (workflow_name, execution_id, status, started_at, completed_at, duration_ms,
            output_data, error_message, retry_count)
        VALUES (_workflow_name, _execution_id, _status, moment - coalesce(_duration_ms, 0) * interval '1 millisecond', moment,
            _duration_ms, riad.limited_data(_output), left(_error, 2000), coalesce(_retry_count, 0))
        RETURNING m.id INTO run.id;
    ELSIF run.is_stale OR run.status NOT IN ('completed', 'failed') THEN
        UPDATE public.workflow_metrics m
        SET status = _status, completed_at = moment, is_stale = false, output_data = riad.limited_data(_output),
            duration_ms = coalesce(_duration_ms, least(extract(epoch FROM moment - m.started_at) * 1000, 2147483647)),
            error_message = left(_error, 2000), retry_count = coalesce(_retry_count, m.retry_count), updated_at = moment
        WHERE m.id = run.id AND m.created_at = run.created_at;
    END IF;
    RETURN run.id;
END
$$;

-- A run ended well. Returns the row's id.
CREATE OR REPLACE FUNCTION riad.finish_workflow(
    _workflow_name text, _execution_id text, _output jsonb DEFAULT '{}', _duration_ms integer DEFAULT NULL,
    _retry_count integer DEFAULT NULL
) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s'
AS $$
BEGIN
    RETURN riad.end_workflow(_workflow_name, _execution_id, 'completed', _output, NULL, _duration_ms, _retry_count);
END
$$;
GRANT EXECUTE ON FUNCTION riad.finish_workflow TO riad_workflow;

-- A run failed. Returns the row's id.
CREATE OR REPLACE FUNCTION riad.fail_workflow(
    _workflow_name text, _execution_id text, _error text, _output jsonb DEFAULT '{}', _duration_ms integer DEFAULT NULL,
    _retry_count integer DEFAULT NULL
) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s'
AS $$
BEGIN
    RETURN riad.end_workflow(_workflow_name, _execution_id, 'failed', _output, coalesce(_error, 'no reason was given'),
        _duration_ms, _retry_count);
END
$$;
GRANT EXECUTE ON FUNCTION riad.fail_workflow TO riad_workflow;

-- Gives up runs whose end wasn't reported in time; they count as failed. Returns how many.
CREATE OR REPLACE FUNCTION riad.mark_stale_workflows() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    minutes constant integer := riad.integer_setting('workflow_stale_minutes');
    stale bigint;
BEGIN
    UPDATE public.workflow_metrics m
    SET status = 'failed', is_stale = true, updated_at = clock_timestamp(),
        error_message = format('no end was reported within %s minutes', minutes)
    WHERE m.status IN ('pending', 'running') AND m.started_at < clock_timestamp() - make_interval(mins => minutes);
    GET DIAGNOSTICS stale = ROW_COUNT;
    RETURN stale;
END
$$;
