-- The relay: workers turn committed changes of conversations into notifications, so that no writer notifies itself. NOTIFY in
-- the transaction of a change would make every commit wait for the one before.

-- Whether a worker relays: it did within the last three seconds.
CREATE OR REPLACE FUNCTION riad.is_relaying() RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN (SELECT abs(extract(epoch FROM clock_timestamp())::bigint - c.last_value) <= 3 FROM riad.relay_clock c);
END
$$;

-- Puts a changed conversation down for the relay; does nothing while none runs.
CREATE OR REPLACE FUNCTION riad.record_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF riad.is_relaying() THEN
        INSERT INTO riad.changed_conversations (conversation_id, process_id) VALUES (NEW.id, pg_backend_pid());
    END IF;
    RETURN NULL;
END
$$;

-- Tells the consoles of what changed since it was last called: "<conversation> <session that did it>" for each conversation, or an
-- empty text where there are more than fifty. Returns how many changes it took.
CREATE OR REPLACE FUNCTION riad.relay_changes() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET synchronous_commit = off
AS $$
DECLARE
    second constant bigint := extract(epoch FROM clock_timestamp());
    hints text[];
    taken integer;
BEGIN
    IF (SELECT c.last_value <> second FROM riad.relay_clock c) THEN
        PERFORM setval('riad.relay_clock', second);
    END IF;
    WITH gone AS (
        DELETE FROM riad.changed_conversations d USING (
            SELECT c.id FROM riad.changed_conversations c ORDER BY c.id LIMIT 5000 FOR UPDATE SKIP LOCKED
        ) due
        WHERE d.id = due.id RETURNING d.conversation_id, d.process_id
    ), told AS (
        -- Of what two sessions changed both are told.
        SELECT g.conversation_id, CASE WHEN count(DISTINCT g.process_id) = 1 THEN min(g.process_id) ELSE 0 END AS process_id,
            count(*) AS count
        FROM gone g GROUP BY g.conversation_id
    )
    SELECT array_agg(t.conversation_id || ' ' || t.process_id), coalesce(sum(t.count), 0) INTO hints, taken FROM told t;
    IF cardinality(hints) > 50 THEN
        PERFORM pg_notify('riad', '');
    ELSIF taken > 0 THEN
        PERFORM pg_notify('riad', hint) FROM unnest(hints) AS hint;
    END IF;
    RETURN taken;
END
$$;
GRANT EXECUTE ON FUNCTION riad.relay_changes TO riad_worker;
