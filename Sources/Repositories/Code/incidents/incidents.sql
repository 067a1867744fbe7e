-- Incidents as supervisors read and administrators manage them.
-- requires: rights/session limits/rate_limits workflows/reading jobs/relay

-- Open incidents, then closed ones, newest first; `_only_open` for the former alone. RI001 below superviseur.
CREATE OR REPLACE FUNCTION riad.all_incidents(_only_open boolean, _limit integer) RETURNS TABLE (
    id uuid, kind text, subject text, subject_name text, severity text, value bigint, threshold bigint, opened_at timestamptz,
    updated_at timestamptz, acknowledged_at timestamptz, acknowledged_by text, assigned_to text, closed_at timestamptz,
    closed_by text
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    PERFORM riad.require_metrics_rights();
    RETURN QUERY
    SELECT i.id, i.kind, i.subject,
        CASE WHEN i.kind LIKE 'webhook%' THEN (SELECT wc.name FROM public.webhook_configs wc WHERE wc.id::text = i.subject)
            ELSE i.subject END,
        i.severity, i.value, i.threshold, i.opened_at, i.updated_at, i.acknowledged_at,
        riad.person_name(i.acknowledged_by), riad.person_name(i.assigned_to), i.closed_at, riad.person_name(i.closed_by)
    FROM riad.incidents i
    WHERE NOT _only_open OR i.closed_at IS NULL
    ORDER BY i.closed_at IS NOT NULL, i.opened_at DESC, i.id LIMIT _limit;
END
$$;
GRANT EXECUTE ON FUNCTION riad.all_incidents TO riad_console;

-- What happened to an incident, first to last. RI001 below superviseur.
CREATE OR REPLACE FUNCTION riad.incident_events(_id uuid) RETURNS TABLE (
    at timestamptz, action text, person text, assigned_to text, note text
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM riad.require_metrics_rights();
    RETURN QUERY
    SELECT h.at, h.action, riad.person_name(h.user_id), riad.person_name(h.assigned_to), h.note
    FROM riad.incident_history h WHERE h.incident_id = _id ORDER BY h.id;
END
$$;
GRANT EXECUTE ON FUNCTION riad.incident_events TO riad_console;

-- What everybody's header says: how many incidents are open, whether no worker has been there for two minutes, whether
-- changes are relayed, and in how many conversations that the user can read a reply failed. The first two are null below
-- superviseur. That no worker is there opens an incident: the monitor, which a
-- worker runs, can't.
CREATE OR REPLACE FUNCTION riad.house_status(
    OUT open_incidents bigint, OUT is_without_worker boolean, OUT is_relaying boolean, OUT failed_conversations bigint
)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me riad.rights := riad.session_rights();
BEGIN
    is_relaying := riad.is_relaying();
    failed_conversations := (
        SELECT count(*) FROM public.conversations c
        WHERE c.failed_since IS NOT NULL AND c.merged_into IS NULL
            AND riad.can_read(me, c.zone_id, c.assigned_agent_id, c.transferred_to_role)
    );
    IF NOT riad.supervises() THEN
        RETURN;
    END IF;
    is_without_worker := riad.is_without_worker();
    IF is_without_worker AND current_setting('transaction_read_only') = 'off' THEN
        PERFORM riad.record_condition('worker_missing', '', 'high', 1, 0);
    END IF;
    open_incidents := (SELECT count(*) FROM riad.incidents i WHERE i.closed_at IS NULL);
END
$$;
GRANT EXECUTE ON FUNCTION riad.house_status TO riad_console;

-- Acknowledges, assigns, notes or closes an open incident. Assigning names a person who reads incidents, or null to take it
-- from whoever has it. RI001 below administrateur; RI002 no such incident or person; RI004 closed already; RI010 an empty
-- note, or one of more than 4000 characters.
CREATE OR REPLACE FUNCTION riad.change_incident(_id uuid, _action text, _assigned_to uuid, _note text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s'
AS $$
DECLARE
    me riad.rights := riad.session_rights();
    incident riad.incidents;
BEGIN
    IF me.administers IS NOT TRUE THEN
        RAISE EXCEPTION 'not permitted to manage incidents' USING ERRCODE = 'RI001';
    END IF;
    PERFORM riad.enforce_change_limit();
    SELECT i.* INTO incident FROM riad.incidents i WHERE i.id = _id FOR UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such incident' USING ERRCODE = 'RI002';
    ELSIF incident.closed_at IS NOT NULL THEN
        RAISE EXCEPTION 'this incident is closed' USING ERRCODE = 'RI004';
    ELSIF coalesce(_action, '') NOT IN ('acknowledged', 'assigned', 'noted', 'closed')
        OR _action = 'noted' AND coalesce(btrim(_note), '') = '' OR char_length(_note) > 4000
    THEN
        RAISE EXCEPTION 'an incident is acknowledged, assigned, noted or closed; a note has 1 to 4000 characters'
            USING ERRCODE = 'RI010';
    ELSIF _action = 'assigned' AND _assigned_to IS NOT NULL AND NOT EXISTS (
        SELECT FROM riad.effective_rights s
        WHERE s.user_id = _assigned_to AND s.supervises AND s.expires_at > clock_timestamp()
    ) THEN
        RAISE EXCEPTION 'there is no such person, or they do not read incidents' USING ERRCODE = 'RI002';
    END IF;
    UPDATE riad.incidents i
    SET updated_at = clock_timestamp(),
        acknowledged_at = CASE WHEN _action = 'acknowledged' THEN coalesce(i.acknowledged_at, clock_timestamp())
            ELSE i.acknowledged_at END,
        acknowledged_by = CASE WHEN _action = 'acknowledged' THEN coalesce(i.acknowledged_by, me.user_id)
            ELSE i.acknowledged_by END,
        assigned_to = CASE WHEN _action = 'assigned' THEN _assigned_to ELSE i.assigned_to END,
        closed_at = CASE WHEN _action = 'closed' THEN clock_timestamp() END,
        closed_by = CASE WHEN _action = 'closed' THEN me.user_id END
    WHERE i.id = _id;
    INSERT INTO riad.incident_history (incident_id, action, user_id, assigned_to, note)
    VALUES (_id, _action, me.user_id, CASE WHEN _action = 'assigned' THEN _assigned_to END, nullif(btrim(_note), ''));
END
$$;
GRANT EXECUTE ON FUNCTION riad.change_incident TO riad_console;
