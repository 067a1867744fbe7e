-- Delivering the outbox: workers claim events under a lease, report what became of each attempt, or give them back.
-- requires: rights/session

-- Up to so many events of a configuration that are due: of each conversation the oldest alone, beginning anywhere among the
-- conversations, so that none waits for the others. Looks at ten conversations for each that it may return.
CREATE OR REPLACE FUNCTION riad.due_events(_config uuid, _limit integer, _moment timestamptz) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    begun_at constant uuid := gen_random_uuid();
    place uuid := begun_at;
    has_wrapped boolean := false;
    due record;
    head record;
    found_ones integer := 0;
BEGIN
    FOR due IN
        SELECT o.id FROM riad.outbox o
        WHERE o.webhook_config_id = _config AND o.conversation_id IS NULL AND o.visible_at <= _moment
        ORDER BY o.visible_at, o.id LIMIT (_limit + 1) / 2
    LOOP
        found_ones := found_ones + 1;
        RETURN NEXT due.id;
    END LOOP;
    FOR step IN 1 .. 10 * _limit + 100 LOOP
        EXIT WHEN found_ones >= _limit;
        SELECT o.conversation_id, o.id, o.visible_at INTO head FROM riad.outbox o
        WHERE o.webhook_config_id = _config AND o.conversation_id > place
        ORDER BY o.conversation_id, o.id LIMIT 1;
        IF NOT FOUND THEN
            EXIT WHEN has_wrapped;
            has_wrapped := true;
            place := '00000000-0000-0000-0000-000000000000';
            CONTINUE;
        END IF;
        EXIT WHEN has_wrapped AND head.conversation_id > begun_at;
        place := head.conversation_id;
        IF head.visible_at <= _moment THEN
            found_ones := found_ones + 1;
            RETURN NEXT head.id;
        END IF;
    END LOOP;
END
$$;

-- Claims events that are due, each for its configuration's time limit and half a minute. The caller says how many of
-- each configuration it has in flight, and of how many it may have at once. An endpoint that is paused gets none; where
-- the pause is over it gets one, to try. body is null where the payload is larger than 500 kB. An attempt counts from
-- here on, so an event that ends its worker runs out of attempts too.
CREATE OR REPLACE FUNCTION riad.claim_deliveries(
    _configs uuid[], _in_flight integer[], _per_endpoint integer, _limit integer
) RETURNS TABLE (
    id bigint, lease_token uuid, event_id uuid, webhook_config_id uuid, conversation_id uuid, event_type text, attempt integer,
    body text, endpoint_url text, secret_token text, retired_secret text, timeout_seconds integer, retry_count integer
)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    moment constant timestamptz := clock_timestamp();
    token constant uuid := gen_random_uuid();
    endpoint record;
    due bigint[];
    room integer;
    left_over integer := _limit;
BEGIN
    FOR endpoint IN
        SELECT wc.*, h.paused_until, coalesce(busy.count, 0) AS busy, r.secret_token AS retired
        FROM public.webhook_configs wc
        LEFT JOIN riad.webhook_health h ON h.webhook_config_id = wc.id
        LEFT JOIN riad.retired_secrets r ON r.webhook_config_id = wc.id AND r.valid_until > moment
        LEFT JOIN unnest(_configs, _in_flight) AS busy (id, count) ON busy.id = wc.id
        WHERE wc.is_active AND (h.paused_until IS NULL OR h.paused_until <= moment)
        ORDER BY random()
    LOOP
        -- Half of what is left, so that slow endpoints don't take all places.
        room := least(CASE WHEN endpoint.paused_until IS NULL THEN _per_endpoint ELSE 1 END - endpoint.busy, (left_over + 1) / 2);
        CONTINUE WHEN room <= 0;
        SELECT array_agg(d.id) INTO due FROM riad.due_events(endpoint.id, room, moment) AS d (id);
        CONTINUE WHEN due IS NULL;
        IF endpoint.paused_until IS NOT NULL THEN
            -- One worker tries.
            UPDATE riad.webhook_health h
            SET paused_until = moment + make_interval(secs => endpoint.timeout_seconds + 30), is_probing = true
            WHERE h.webhook_config_id = endpoint.id AND h.paused_until = endpoint.paused_until;
            CONTINUE WHEN NOT FOUND;
        END IF;
        RETURN QUERY
        UPDATE riad.outbox o
        SET lease_token = token, attempts = o.attempts + 1,
            visible_at = moment + make_interval(secs => endpoint.timeout_seconds + 30)
        FROM (
            SELECT q.id FROM riad.outbox q WHERE q.id = ANY (due) AND q.visible_at <= moment FOR UPDATE SKIP LOCKED
        ) free
        WHERE o.id = free.id
        RETURNING o.id, o.lease_token, o.event_id, o.webhook_config_id, o.conversation_id, o.event_type, o.attempts,
            CASE WHEN octet_length(o.payload::text) <= 500000 THEN json_build_object(
                'event_type', o.event_type,
                'timestamp', to_char(o.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                'data', o.payload
            )::text END,
            endpoint.endpoint_url, endpoint.secret_token, endpoint.retired, endpoint.timeout_seconds, endpoint.retry_count;
        GET DIAGNOSTICS room = ROW_COUNT;
        left_over := left_over - room;
        EXIT WHEN left_over <= 0;
    END LOOP;
END
$$;
GRANT EXECUTE ON FUNCTION riad.claim_deliveries TO riad_worker;

-- Keeps what became of an endpoint's attempts: after five consecutive failures that are its own it is paused, each time for
-- twice as long, ten minutes at most. What was in flight together counts as five at most, and not at all once it is paused.
-- `_is_alive` says that it answered in a way that isn't its own failure. Does nothing where all goes well as before.
CREATE OR REPLACE FUNCTION riad.record_endpoint_health(_config uuid, _faults integer, _is_alive boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    moment constant timestamptz := clock_timestamp();
    health riad.webhook_health;
BEGIN
    SELECT h.* INTO health FROM riad.webhook_health h WHERE h.webhook_config_id = _config;
    IF NOT _is_alive AND _faults = 0 THEN
        -- Nothing was learnt, as from an event that can't be sent: the next one tries.
        UPDATE riad.webhook_health h SET paused_until = moment, is_probing = false
        WHERE h.webhook_config_id = _config AND h.is_probing;
        RETURN;
    ELSIF _is_alive AND health.failures = 0 AND health.paused_until IS NULL
            AND health.succeeded_at > moment - interval '10 seconds'
        OR NOT _is_alive AND health.paused_until > moment AND NOT health.is_probing
    THEN
        RETURN;
    END IF;
    INSERT INTO riad.webhook_health AS h (webhook_config_id, failures, succeeded_at, failed_at)
    VALUES (_config, CASE WHEN _is_alive THEN 0 ELSE least(_faults, 5) END,
        CASE WHEN _is_alive THEN moment END, CASE WHEN _faults > 0 THEN moment END)
    ON CONFLICT (webhook_config_id) DO UPDATE
    SET failures = CASE WHEN _is_alive THEN 0 ELSE h.failures + least(_faults, greatest(5 - h.failures, 1)) END,
        is_probing = false,
        succeeded_at = coalesce(excluded.succeeded_at, h.succeeded_at),
        failed_at = coalesce(excluded.failed_at, h.failed_at)
    RETURNING h.* INTO health;
    UPDATE riad.webhook_health h
    SET paused_until = CASE WHEN health.failures >= 5
        -- With jitter: several endpoints of one server come back one after the other.
        THEN moment + least(600, 5 * 2 ^ least(health.failures - 5, 10)) * (0.75 + random() / 2) * interval '1 second' END
    WHERE h.webhook_config_id = _config AND (health.failures >= 5 OR h.paused_until IS NOT NULL);
END
$$;

-- Keeps the outcome of attempts: each as a line of the log; a delivered event leaves the outbox, a failed one waits for
-- `_delays` milliseconds, or becomes a dead letter. The arrays run in parallel. `_outcomes`: delivered; retry;
-- attempts, gone or unsendable for a dead letter of that reason. gone switches the configuration off, unless it has
-- another address by now than the attempt's, `_endpoints`: its other events wait. 0 is no status, '' no text. `_faults`
-- says which failures are the endpoint's own, whatever the payload. Returns how many it kept: of an event whose lease
-- was lost nothing is believed.
CREATE OR REPLACE FUNCTION riad.complete_deliveries(
    _ids bigint[], _tokens uuid[], _endpoints text[], _outcomes text[], _statuses integer[], _bodies text[], _errors text[],
    _ms integer[], _delays integer[], _faults boolean[]
) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    held bigint[];
    endpoint record;
BEGIN
    SELECT array_agg(o.id) INTO held FROM (
        SELECT q.id FROM riad.outbox q JOIN unnest(_ids, _tokens) AS a (id, token) ON q.id = a.id AND q.lease_token = a.token
        ORDER BY q.id FOR UPDATE OF q
    ) o;
    FOR endpoint IN
        SELECT o.webhook_config_id AS id, count(*) FILTER (WHERE a.is_fault)::integer AS faults,
            bool_or(a.status > 0 AND NOT a.is_fault) AS is_alive,
            bool_or(a.outcome = 'gone' AND a.endpoint = wc.endpoint_url) AS is_gone
        FROM unnest(_ids, _endpoints, _outcomes, _faults, _statuses) AS a (id, endpoint, outcome, is_fault, status)
        JOIN riad.outbox o ON o.id = a.id
        JOIN public.webhook_configs wc ON wc.id = o.webhook_config_id
        WHERE a.id = ANY (held)
        GROUP BY o.webhook_config_id ORDER BY o.webhook_config_id
    LOOP
        PERFORM riad.record_endpoint_health(endpoint.id, endpoint.faults, endpoint.is_alive);
        IF endpoint.is_gone THEN
            UPDATE riad.webhook_health h SET switched_off_because = 'gone' WHERE h.webhook_config_id = endpoint.id;
            UPDATE public.webhook_configs wc SET is_active = false, updated_at = clock_timestamp()
            WHERE wc.id = endpoint.id AND wc.is_active;
        END IF;
    END LOOP;
    WITH ended AS (
        SELECT DISTINCT ON (o.id) o.*, a.outcome, nullif(a.status, 0) AS status, nullif(left(a.body, 4096), '') AS answer,
            nullif(left(a.error, 500), '') AS error, a.ms, a.delay
        FROM riad.outbox o
        JOIN unnest(_ids, _outcomes, _statuses, _bodies, _errors, _ms, _delays)
            AS a (id, outcome, status, body, error, ms, delay) ON o.id = a.id
        WHERE o.id = ANY (held)
        ORDER BY o.id
    ), logged AS (
        INSERT INTO public.webhook_logs (webhook_config_id, event_type, payload, response_status, response_body, error_message,
            attempt_number, processing_time_ms, event_id, conversation_id, created_at)
        SELECT e.webhook_config_id, e.event_type, e.payload, e.status, e.answer, e.error, greatest(e.attempts, 1),
            greatest(e.ms, 0), e.event_id, e.conversation_id, clock_timestamp()
        FROM ended e
    ), done AS (
        DELETE FROM riad.outbox o USING ended e WHERE o.id = e.id AND e.outcome <> 'retry'
    ), again AS (
        UPDATE riad.outbox o
        SET lease_token = NULL, visible_at = clock_timestamp() + e.delay * interval '1 millisecond'
        FROM ended e WHERE o.id = e.id AND e.outcome = 'retry'
    )
    INSERT INTO riad.outbox_dead (id, event_id, webhook_config_id, conversation_id, event_type, payload, attempts,
        last_error, created_at, reason)
    SELECT e.id, e.event_id, e.webhook_config_id, e.conversation_id, e.event_type, e.payload, e.attempts,
        coalesce(e.error, 'HTTP ' || e.status), e.created_at, e.outcome
    FROM ended e WHERE e.outcome NOT IN ('delivered', 'retry');
    RETURN coalesce(cardinality(held), 0);
END
$$;
GRANT EXECUTE ON FUNCTION riad.complete_deliveries TO riad_worker;

-- After the server's clock was set back, events and pauses of before would wait until it has come that far again: they
-- are due. Returns how many events.
CREATE OR REPLACE FUNCTION riad.follow_clock_back() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    moment constant timestamptz := clock_timestamp();
    due bigint;
BEGIN
    -- No pause is longer than twelve and a half minutes.
    UPDATE riad.webhook_health h SET paused_until = moment WHERE h.paused_until > moment + interval '15 minutes';
    UPDATE riad.outbox o SET visible_at = moment, lease_token = NULL
    FROM (
        SELECT q.id FROM riad.outbox q WHERE q.visible_at > moment AND q.created_at > moment + interval '1 minute' FOR UPDATE SKIP LOCKED
    ) early
    WHERE o.id = early.id;
    GET DIAGNOSTICS due = ROW_COUNT;
    RETURN due;
END
$$;

-- Gives claimed events back, as if they had never been claimed. Returns how many.
CREATE OR REPLACE FUNCTION riad.release_deliveries(_ids bigint[], _tokens uuid[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    given_back integer;
BEGIN
    UPDATE riad.outbox o SET lease_token = NULL, visible_at = clock_timestamp(), attempts = o.attempts - 1
    FROM unnest(_ids, _tokens) AS a (id, token)
    WHERE o.id = a.id AND o.lease_token = a.token;
    GET DIAGNOSTICS given_back = ROW_COUNT;
    RETURN given_back;
END
$$;
GRANT EXECUTE ON FUNCTION riad.release_deliveries TO riad_worker;

-- The private networks that webhooks may reach, in CIDR notation, for workers and administrators; RI001 for everybody else.
CREATE OR REPLACE FUNCTION riad.webhook_networks() RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT riad.administers() AND NOT pg_has_role(session_user, 'riad_worker', 'MEMBER') THEN
        RAISE EXCEPTION 'not permitted to manage webhooks' USING ERRCODE = 'RI001';
    END IF;
    RETURN ARRAY(
        SELECT jsonb_array_elements_text(s.value) FROM riad.settings s WHERE s.key = 'webhook_networks'
    );
END
$$;
GRANT EXECUTE ON FUNCTION riad.webhook_networks TO riad_worker, riad_console;
