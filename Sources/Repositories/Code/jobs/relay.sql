-- The relay: workers turn committed changes of conversations into notifications, so that no writer notifies itself.
-- NOTIFY in the transaction of a change would make every commit wait for the one before.

-- Whether a worker relays: it did within the last three seconds.
CREATE OR REPLACE FUNCTION riad.is_relaying() RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN (SELECT abs(extract(epoch FROM clock_timestamp())::bigint - c.last_value) <= 3 FROM riad.relay_clock c);
END
$$;

-- Puts a changed conversation down for the relay, with who reads it, and who did before where that is somebody else;
-- does nothing while none runs.
CREATE OR REPLACE FUNCTION riad.record_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT riad.is_relaying() THEN
        RETURN NULL;
    END IF;
    INSERT INTO riad.changed_conversations (conversation_id, process_id, zone_id, assigned_agent_id, transferred_to_role)
    VALUES (NEW.id, pg_backend_pid(), NEW.zone_id, NEW.assigned_agent_id, NEW.transferred_to_role);
    IF TG_OP = 'UPDATE' AND (OLD.zone_id, OLD.assigned_agent_id, OLD.transferred_to_role)
        IS DISTINCT FROM (NEW.zone_id, NEW.assigned_agent_id, NEW.transferred_to_role)
    THEN
        INSERT INTO riad.changed_conversations (conversation_id, process_id, zone_id, assigned_agent_id, transferred_to_role)
        VALUES (NEW.id, pg_backend_pid(), OLD.zone_id, OLD.assigned_agent_id, OLD.transferred_to_role);
    END IF;
    RETURN NULL;
END
$$;

-- Tells the consoles of what changed since it was last called, each scope of readers on its channel: "<conversation>
-- <session that did it>" for each conversation, or an empty text where there are more than fifty. Returns how many
-- changes it took.
CREATE OR REPLACE FUNCTION riad.relay_changes() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET synchronous_commit = off
AS $$
DECLARE
    second constant bigint := extract(epoch FROM clock_timestamp());
    taken riad.changed_conversations[];
BEGIN
    IF (SELECT c.last_value <> second FROM riad.relay_clock c) THEN
        PERFORM setval('riad.relay_clock', second);
    END IF;
    WITH gone AS (
        DELETE FROM riad.changed_conversations d USING (
            SELECT c.id FROM riad.changed_conversations c ORDER BY c.id LIMIT 5000 FOR UPDATE SKIP LOCKED
        ) due
        WHERE d.id = due.id RETURNING d.*
    )
    SELECT array_agg(ROW(g.*)::riad.changed_conversations) INTO taken FROM gone g;
    IF taken IS NULL THEN
        RETURN 0;
    END IF;
    PERFORM pg_notify(riad.channel_name(h.scope, riad.channel_period()), hint)
    FROM (
        SELECT t.scope, CASE WHEN count(*) > 50 THEN ARRAY[''] ELSE array_agg(t.conversation_id || ' ' || t.process_id) END AS hints
        FROM (
            -- Of what two sessions changed both are told.
            SELECT s.scope, g.conversation_id,
                CASE WHEN count(DISTINCT g.process_id) = 1 THEN min(g.process_id) ELSE 0 END AS process_id
            FROM unnest(taken) AS g,
                unnest(riad.reader_scopes(g.zone_id, g.assigned_agent_id, g.transferred_to_role)) AS s (scope)
            GROUP BY s.scope, g.conversation_id
        ) t
        GROUP BY t.scope
    ) h, unnest(h.hints) AS hint;
    RETURN cardinality(taken);
END
$$;
GRANT EXECUTE ON FUNCTION riad.relay_changes TO riad_worker;
