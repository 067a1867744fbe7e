-- The monitor: opens an incident where a threshold is passed, keeps it up to date, and closes it once its condition has
-- been gone for 15 minutes.
-- requires: retention/retention webhooks/events

-- What passes its threshold now.
CREATE OR REPLACE FUNCTION riad.incident_conditions() RETURNS TABLE (
    kind text, subject text, severity text, value bigint, threshold bigint
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    moment constant timestamptz := clock_timestamp();
    conversations constant bigint := riad.integer_setting('incident_conversations');
    failures constant bigint := riad.integer_setting('incident_workflow_failures');
    percent constant bigint := riad.integer_setting('incident_late_percent');
BEGIN
    RETURN QUERY
    SELECT 'conversation_volume', '', 'high', count(*), conversations FROM public.conversations c
    WHERE c.created_at > moment - interval '30 minutes' HAVING count(*) > conversations
    UNION ALL
    SELECT 'workflow_failures', '', 'high', count(*), failures FROM public.workflow_metrics m
    WHERE m.status = 'failed' AND m.created_at > moment - interval '1 day' AND m.updated_at > moment - interval '15 minutes'
    HAVING count(*) > failures
    UNION ALL
    SELECT 'webhook_exhausted', d.webhook_config_id::text, 'medium', count(*), 0::bigint FROM riad.outbox_dead d
    WHERE d.died_at > moment - interval '15 minutes' AND d.reason <> 'gone' GROUP BY d.webhook_config_id
    UNION ALL
    SELECT 'webhook_gone', h.webhook_config_id::text, 'medium', 1::bigint, 0::bigint FROM riad.webhook_health h
    JOIN public.webhook_configs wc ON wc.id = h.webhook_config_id
    WHERE h.switched_off_because = 'gone' AND NOT wc.is_active
    UNION ALL
    SELECT 'late_first_responses', coalesce(z.label::text, 'none'), 'medium', late.count * 100 / open.count, percent
    FROM riad.zones z
    CROSS JOIN LATERAL (SELECT count(*) FROM public.conversations c WHERE c.zone_id = z.id AND c.is_open) AS open (count)
    CROSS JOIN LATERAL (
        SELECT count(*) FROM public.conversations c
        -- What is late has a deadline in the past, by which there is an index; its response is looked up for each,
        -- because there are many more of them.
        WHERE c.zone_id = z.id AND c.is_open AND c.sla_due_at < 'infinity' AND c.sla_due_at < moment AND c.answer_due_at < moment
            AND NOT EXISTS (SELECT FROM riad.responses r WHERE r.conversation_id = c.id AND r.kind = 'first' OFFSET 0)
    ) AS late (count)
    WHERE late.count * 100 > open.count * percent;
END
$$;

-- Keeps a condition's open incident up to date, or opens one. Passes over one that somebody else is changing. Returns
-- whether it opened one.
CREATE OR REPLACE FUNCTION riad.record_condition(_kind text, _subject text, _severity text, _value bigint, _threshold bigint)
RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC'
AS $$
DECLARE
    known riad.incidents;
    incident riad.incidents;
BEGIN
    -- Who closed one by hand has seen it: the same opens again only once it was gone.
    SELECT i.* INTO known FROM riad.incidents i
    WHERE i.kind = _kind AND i.subject = _subject AND (
        i.closed_at IS NULL OR i.closed_by IS NOT NULL AND i.seen_at > clock_timestamp() - interval '15 minutes'
    )
    ORDER BY i.closed_at IS NOT NULL, i.seen_at DESC LIMIT 1;
    IF known.id IS NOT NULL THEN
        -- Consoles come here every few seconds.
        IF known.seen_at < clock_timestamp() - interval '20 seconds' OR known.value < _value THEN
            UPDATE riad.incidents i
            SET seen_at = clock_timestamp(), value = greatest(i.value, CASE WHEN i.closed_at IS NULL THEN _value END),
                updated_at = CASE WHEN i.closed_at IS NULL AND i.value < _value THEN clock_timestamp() ELSE i.updated_at END
            FROM (SELECT h.id FROM riad.incidents h WHERE h.id = known.id FOR UPDATE SKIP LOCKED) held
            WHERE i.id = held.id;
        END IF;
        RETURN false;
    END IF;
    INSERT INTO riad.incidents AS i (kind, subject, severity, value, threshold)
    VALUES (_kind, _subject, _severity, _value, _threshold)
    ON CONFLICT (kind, subject) WHERE closed_at IS NULL DO NOTHING
    RETURNING i.* INTO incident;
    IF incident.id IS NULL THEN
        RETURN false;
    END IF;
    INSERT INTO riad.incident_history (incident_id, action) VALUES (incident.id, 'opened');
    PERFORM riad.notify_incident_created(incident);
    RETURN true;
END
$$;

-- Whether no worker has been there for two minutes.
CREATE OR REPLACE FUNCTION riad.is_without_worker() RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN NOT EXISTS (
        SELECT FROM riad.workers w
        WHERE w.seen_at BETWEEN clock_timestamp() - interval '2 minutes' AND clock_timestamp() + interval '2 minutes'
    );
END
$$;

-- Opens, updates and closes incidents as the conditions are now. Returns how many it opened or closed.
CREATE OR REPLACE FUNCTION riad.monitor_incidents() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC'
AS $$
DECLARE
    condition record;
    incident riad.incidents;
    changed bigint := 0;
BEGIN
    -- Of two monitors at once one looks.
    IF NOT pg_try_advisory_xact_lock(hashtextextended('riad monitor', 0)) THEN
        RETURN 0;
    END IF;
    FOR condition IN SELECT * FROM riad.incident_conditions() LOOP
        changed := changed + riad.record_condition(
            condition.kind, condition.subject, condition.severity, condition.value, condition.threshold
        )::integer;
    END LOOP;
    FOR incident IN
        UPDATE riad.incidents i SET closed_at = clock_timestamp(), updated_at = clock_timestamp()
        WHERE i.closed_at IS NULL AND i.seen_at < clock_timestamp() - interval '15 minutes' RETURNING i.*
    LOOP
        INSERT INTO riad.incident_history (incident_id, action) VALUES (incident.id, 'closed');
        changed := changed + 1;
    END LOOP;
    RETURN changed;
END
$$;

-- A line that says what an incident is about, for n8n. Screens have words of their own.
CREATE OR REPLACE FUNCTION riad.incident_title(_kind text, _value bigint) RETURNS text
LANGUAGE sql IMMUTABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT CASE _kind
        WHEN 'conversation_volume' THEN format('%s conversations opened within 30 minutes', _value)
        WHEN 'workflow_failures' THEN format('%s workflow runs failed within 15 minutes', _value)
        WHEN 'webhook_exhausted' THEN format('%s events ran out of attempts', _value)
        WHEN 'webhook_gone' THEN 'a webhook is gone and was switched off'
        WHEN 'worker_missing' THEN 'no worker is there: events wait and no job runs'
        ELSE format('%s %% of the open conversations wait too long for a first response', _value) END;
END;

-- incident_created.
CREATE OR REPLACE FUNCTION riad.notify_incident_created(incident riad.incidents) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC'
AS $$
BEGIN
    PERFORM public.trigger_webhook_notification('incident-alerts', 'incident_created', jsonb_build_object(
        'incident_id', incident.id,
        'incident_type', incident.kind,
        'severity', incident.severity,
        'title', riad.incident_title(incident.kind, incident.value),
        'description', format('threshold %s, measured %s', incident.threshold, incident.value),
        'source_component', coalesce(nullif(incident.subject, ''), 'riad'),
        'created_at', incident.opened_at
    ));
END
$$;
