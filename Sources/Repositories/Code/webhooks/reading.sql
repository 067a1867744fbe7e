-- What administrators see of deliveries: each endpoint's health, events with what became of them, and every attempt.
-- requires: rights/session rights/reading webhooks/configs

-- Where an event of the outbox stands: waiting, sending or retrying.
CREATE OR REPLACE FUNCTION riad.pending_state(_lease_token uuid, _visible_at timestamptz, _attempts integer) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN CASE WHEN _lease_token IS NOT NULL AND _visible_at > clock_timestamp() THEN 'sending'
        WHEN _attempts > 0 THEN 'retrying' ELSE 'waiting' END;
END
$$;

-- Each configuration with its health of the last day. `hours` has the attempts of each of 24 hours, oldest first; the
-- percentiles are of successful ones, in milliseconds, null where there is none, and rounded by up to 2.5 % for hours
-- that are over. RI001 below administrateur.
CREATE OR REPLACE FUNCTION riad.webhooks() RETURNS TABLE (
    id uuid, version bigint, name text, endpoint_url text, is_active boolean, retry_count integer, timeout_seconds integer,
    has_secret boolean, retired_secret_until timestamptz, waiting bigint, dead bigint, successes bigint, attempts bigint,
    p50 double precision, p95 double precision, p99 double precision, hours integer[], failures integer, paused_until timestamptz,
    switched_off_because text, succeeded_at timestamptz, failed_at timestamptz
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    first_hour constant timestamptz := date_trunc('hour', clock_timestamp()) - interval '23 hours';
    uncounted constant timestamptz := riad.first_uncounted_hour();
BEGIN
    PERFORM riad.require_webhook_rights();
    RETURN QUERY
    WITH took AS MATERIALIZED (
        -- Null for a failure.
        SELECT l.webhook_config_id AS id, extract(epoch FROM l.created_at - first_hour)::bigint / 3600 AS hour,
            CASE WHEN l.response_status BETWEEN 200 AND 299 THEN coalesce(l.processing_time_ms, 0)::double precision END AS ms,
            count(*) AS count
        FROM public.webhook_logs l WHERE l.created_at >= uncounted
        GROUP BY 1, 2, 3
        UNION ALL
        SELECT w.webhook_config_id, extract(epoch FROM w.hour - first_hour)::bigint / 3600, exp((s.step + 0.5::double precision) / 20) - 1, s.count
        FROM riad.webhook_hours w, unnest(w.steps, w.counts) AS s (step, count)
        WHERE w.hour >= first_hour AND w.hour < uncounted
        UNION ALL
        SELECT w.webhook_config_id, extract(epoch FROM w.hour - first_hour)::bigint / 3600, NULL, w.attempts - w.successes
        FROM riad.webhook_hours w
        WHERE w.hour >= first_hour AND w.hour < uncounted
    ), day AS (
        SELECT t.id, coalesce(sum(t.count) FILTER (WHERE t.ms IS NOT NULL), 0)::bigint AS successes, sum(t.count)::bigint AS attempts
        FROM took t GROUP BY t.id
    ), ranked AS (
        SELECT t.id, t.ms, sum(t.count::double precision) OVER (PARTITION BY t.id ORDER BY t.ms) AS rank,
            sum(t.count::double precision) OVER (PARTITION BY t.id) AS of
        FROM took t WHERE t.ms IS NOT NULL
    ), percentile AS (
        SELECT r.id, min(r.ms) FILTER (WHERE r.rank >= 0.5 * r.of) AS p50, min(r.ms) FILTER (WHERE r.rank >= 0.95 * r.of) AS p95,
            min(r.ms) FILTER (WHERE r.rank >= 0.99 * r.of) AS p99
        FROM ranked r GROUP BY r.id
    ), per_hour AS (
        SELECT t.id, t.hour, sum(t.count)::integer AS count FROM took t GROUP BY t.id, t.hour
    )
    SELECT wc.id, wc.xmin::text::bigint, wc.name, wc.endpoint_url, wc.is_active, wc.retry_count, wc.timeout_seconds,
        wc.has_secret, r.valid_until,
        (SELECT count(*) FROM riad.outbox o WHERE o.webhook_config_id = wc.id),
        (SELECT count(*) FROM riad.outbox_dead d WHERE d.webhook_config_id = wc.id),
        coalesce(day.successes, 0), coalesce(day.attempts, 0), percentile.p50, percentile.p95, percentile.p99,
        ARRAY(
            SELECT coalesce(p.count, 0) FROM generate_series(0, 23) AS hour (number)
            LEFT JOIN per_hour p ON p.id = wc.id AND p.hour = hour.number ORDER BY hour.number
        ),
        coalesce(h.failures, 0), h.paused_until, h.switched_off_because, h.succeeded_at, h.failed_at
    FROM public.webhook_configs wc
    LEFT JOIN day ON day.id = wc.id
    LEFT JOIN percentile ON percentile.id = wc.id
    LEFT JOIN riad.webhook_health h ON h.webhook_config_id = wc.id
    LEFT JOIN riad.retired_secrets r ON r.webhook_config_id = wc.id AND r.valid_until > clock_timestamp()
    ORDER BY wc.name, wc.created_at, wc.id;
END
$$;
GRANT EXECUTE ON FUNCTION riad.webhooks TO riad_console;

-- Events with what became of them, newest first: waiting, sending, retrying, delivered or dead. Filters that are null
-- leave all. The order is by `happened_at`, then by the ids of event and configuration; `_before` and the two ids after
-- it are those of the last one of a page, and the next page goes on from there. RI001 below administrateur.
CREATE OR REPLACE FUNCTION riad.deliveries(
    _config uuid, _event_type text, _state text, _conversation uuid, _before timestamptz, _before_event uuid,
    _before_config uuid, _limit integer
) RETURNS TABLE (
    event_id uuid, webhook_config_id uuid, name text, event_type text, conversation_id uuid, state text, attempts integer,
    happened_at timestamptz, next_at timestamptz, status integer, error text, ms integer
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    PERFORM riad.require_webhook_rights();
    RETURN QUERY
    SELECT e.event_id, e.webhook_config_id, wc.name, e.event_type, e.conversation_id, e.state, e.attempts, e.happened_at,
        e.next_at, e.status, e.error, e.ms
    FROM (
        (SELECT o.event_id, o.webhook_config_id, o.event_type, o.conversation_id,
            riad.pending_state(o.lease_token, o.visible_at, o.attempts) AS state, o.attempts, o.created_at AS happened_at,
            CASE WHEN o.lease_token IS NULL THEN o.visible_at END AS next_at, last.response_status AS status,
        last.error_message AS error, last.processing_time_ms AS ms
        FROM riad.outbox o
        LEFT JOIN LATERAL (
            SELECT l.* FROM public.webhook_logs l
            WHERE l.event_id = o.event_id AND l.webhook_config_id = o.webhook_config_id AND o.attempts > 0
            ORDER BY l.attempt_number DESC, l.created_at DESC LIMIT 1
        ) last ON true
        WHERE (_config IS NULL OR o.webhook_config_id = _config) AND (_event_type IS NULL OR o.event_type = _event_type)
            AND (_conversation IS NULL OR o.conversation_id = _conversation) 
            AND (_before IS NULL OR (o.created_at, o.event_id, o.webhook_config_id) < (_before, _before_event, _before_config))
            AND (_state IS NULL OR _state = riad.pending_state(o.lease_token, o.visible_at, o.attempts))
        ORDER BY o.created_at DESC, o.event_id DESC, o.webhook_config_id DESC LIMIT _limit)
        UNION ALL
        (SELECT d.event_id, d.webhook_config_id, d.event_type, d.conversation_id, 'dead', d.attempts, d.died_at, NULL,
            NULL, d.last_error, NULL
        FROM riad.outbox_dead d
        WHERE (_state IS NULL OR _state = 'dead')
            AND (_config IS NULL OR d.webhook_config_id = _config) AND (_event_type IS NULL OR d.event_type = _event_type)
            AND (_conversation IS NULL OR d.conversation_id = _conversation)
            AND (_before IS NULL OR (d.died_at, d.event_id, d.webhook_config_id) < (_before, _before_event, _before_config))
        ORDER BY d.died_at DESC, d.event_id DESC, d.webhook_config_id DESC LIMIT _limit)
        UNION ALL
        (SELECT l.event_id, l.webhook_config_id, l.event_type, l.conversation_id, 'delivered', l.attempt_number, l.created_at,
            NULL, l.response_status, NULL, l.processing_time_ms
        FROM public.webhook_logs l
        WHERE (_state IS NULL OR _state = 'delivered') AND l.response_status BETWEEN 200 AND 299 AND l.event_id IS NOT NULL
            AND (_config IS NULL OR l.webhook_config_id = _config) AND (_event_type IS NULL OR l.event_type = _event_type)
            AND (_conversation IS NULL OR l.conversation_id = _conversation)
            -- The first condition leaves out whole months.
            AND (_before IS NULL OR l.created_at <= _before
                AND (l.created_at, l.event_id, l.webhook_config_id) < (_before, _before_event, _before_config))
        ORDER BY l.created_at DESC, l.event_id DESC, l.webhook_config_id DESC LIMIT _limit)
    ) e
    JOIN public.webhook_configs wc ON wc.id = e.webhook_config_id
    ORDER BY e.happened_at DESC, e.event_id DESC, e.webhook_config_id DESC LIMIT _limit;
END
$$;
GRANT EXECUTE ON FUNCTION riad.deliveries TO riad_console;

-- Every attempt of an event, first to last, with what was sent and answered. RI001 below administrateur.
CREATE OR REPLACE FUNCTION riad.delivery_attempts(_event_id uuid) RETURNS TABLE (
    webhook_config_id uuid, name text, endpoint_url text, event_type text, attempt integer, created_at timestamptz, payload text,
    status integer, response text, error text, ms integer
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    PERFORM riad.require_webhook_rights();
    RETURN QUERY
    SELECT l.webhook_config_id, wc.name, wc.endpoint_url, l.event_type, l.attempt_number, l.created_at, l.payload::text,
        l.response_status, l.response_body, l.error_message, l.processing_time_ms
    FROM public.webhook_logs l
    LEFT JOIN public.webhook_configs wc ON wc.id = l.webhook_config_id
    WHERE l.event_id = _event_id
    ORDER BY l.created_at LIMIT 200;
END
$$;
GRANT EXECUTE ON FUNCTION riad.delivery_attempts TO riad_console;

-- How many events of each type no active configuration received; types without one are left out. RI001 below administrateur.
CREATE OR REPLACE FUNCTION riad.unreceived_events() RETURNS TABLE (event_type text, count bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM riad.require_webhook_rights();
    RETURN QUERY
    SELECT substr(s.sequencename, 12), s.last_value FROM pg_catalog.pg_sequences s
    WHERE s.schemaname = 'riad' AND s.sequencename LIKE 'unreceived\_%' AND s.last_value IS NOT NULL
    ORDER BY 1;
END
$$;
GRANT EXECUTE ON FUNCTION riad.unreceived_events TO riad_console;

-- What became of a conversation's events, newest first, without payloads, addresses and errors. Nothing for whoever
-- can't read the conversation.
CREATE OR REPLACE FUNCTION riad.conversation_deliveries(_conversation uuid, _limit integer) RETURNS TABLE (
    event_type text, state text, attempts integer, happened_at timestamptz, next_at timestamptz
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    IF riad.can_read_conversation(_conversation) IS NOT TRUE THEN
        RETURN;
    END IF;
    RETURN QUERY
    SELECT e.event_type, e.state, e.attempts, e.happened_at, e.next_at
    FROM (
        SELECT o.event_type,
            riad.pending_state(o.lease_token, o.visible_at, o.attempts) AS state, o.attempts, o.created_at AS happened_at,
            CASE WHEN o.lease_token IS NULL THEN o.visible_at END AS next_at
        FROM riad.outbox o
        -- Every row has one of these: so the index that begins with it can be asked.
        WHERE o.conversation_id = _conversation AND o.webhook_config_id IN (SELECT wc.id FROM public.webhook_configs wc)
        UNION ALL
        SELECT d.event_type, 'dead', d.attempts, d.died_at, NULL FROM riad.outbox_dead d WHERE d.conversation_id = _conversation
        UNION ALL
        SELECT l.event_type, 'delivered', l.attempt_number, l.created_at, NULL FROM public.webhook_logs l
        WHERE l.conversation_id = _conversation AND l.response_status BETWEEN 200 AND 299
    ) e
    ORDER BY e.happened_at DESC LIMIT _limit;
END
$$;
GRANT EXECUTE ON FUNCTION riad.conversation_deliveries TO riad_console;
