-- Spreading conversations over the agents of their zones: one more change of many, planned agent by agent.
SET LOCAL ROLE riad_owner;

ALTER TABLE riad.batches DROP CONSTRAINT batches_change_check;
ALTER TABLE riad.batches ADD CONSTRAINT batches_change_check CHECK (change IN (
    'assign', 'release', 'priority', 'add_tags', 'remove_tags', 'state', 'undo', 'spread'
));
ALTER TABLE riad.batch_rows DROP CONSTRAINT batch_rows_skipped_check;
ALTER TABLE riad.batch_rows ADD CONSTRAINT batch_rows_skipped_check CHECK (skipped IN (
    'moved', 'illegal', 'archived', 'not_found', 'already', 'not_allowed', 'no_agent'
));

-- Whom each of those conversations goes to, as long as it is as the caller saw it and can be given: an agent of its zone
-- (of the common queue any) who is active and may log in, never the one who has it; null where there is none. `_rule`
-- least_loaded: who has the fewest open ones, those that are given here counted in; round_robin: who got one longest
-- ago. Zones of few agents come first: the others can make up for what those had to take.
CREATE FUNCTION riad.spread(reader riad.rights, _rule text, _ids uuid[], _versions integer[])
RETURNS TABLE (conversation_id uuid, version integer, person uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    agents uuid[];
    loads bigint[];
    turns bigint[];
    turn bigint;
    talk record;
    place integer;
    best integer;
BEGIN
    SELECT array_agg(a.user_id ORDER BY a.given_at, a.user_id), array_agg(a.load ORDER BY a.given_at, a.user_id)
    INTO agents, loads
    FROM (
        SELECT s.user_id, coalesce(busy.load, 0) - coalesce(leaving.load, 0) AS load, coalesce(
                (SELECT max(a.created_at) FROM riad.assignments a WHERE a.to_agent_id = s.user_id), '-infinity'
            ) AS given_at
        FROM riad.standings s
        JOIN pg_roles r ON r.rolname = s.login AND r.rolcanlogin
        LEFT JOIN (
            SELECT c.assigned_agent_id, count(*) AS load FROM public.conversations c
            WHERE c.is_open AND c.assigned_agent_id IS NOT NULL GROUP BY c.assigned_agent_id
        ) busy ON busy.assigned_agent_id = s.user_id
        LEFT JOIN (
            SELECT c.assigned_agent_id, count(*) AS load FROM public.conversations c
            WHERE c.id = ANY (_ids) AND c.is_open GROUP BY c.assigned_agent_id
        ) leaving ON leaving.assigned_agent_id = s.user_id
        WHERE s.role = 'agent' AND s.expires_at > clock_timestamp()
    ) a;
    turns := ARRAY(SELECT generate_series(1, cardinality(agents)));
    turn := cardinality(agents);
    FOR talk IN
        WITH fit AS (
            SELECT c.id, w.version, c.zone_id, c.assigned_agent_id, c.prio, c.last_message_at
            FROM unnest(_ids, _versions) AS w (id, version)
            JOIN public.conversations c ON c.id = w.id AND c.assign_version = w.version
            JOIN riad.state_transitions t ON t.act = 'claim' AND t.from_state = c.state
            WHERE reader.reads_all OR riad.may_read(reader, c)
        ), own AS (
            SELECT z.zone_id, ARRAY(
                SELECT p.place FROM unnest(agents) WITH ORDINALITY AS p (user_id, place)
                JOIN riad.standings s ON s.user_id = p.user_id
                WHERE z.zone_id = 0 OR z.zone_id = ANY (s.zone_ids)
            ) AS places
            FROM (SELECT DISTINCT f.zone_id FROM fit f) z
        )
        SELECT f.id, f.version, f.assigned_agent_id AS holder, own.places
        FROM fit f
        JOIN own ON own.zone_id = f.zone_id
        ORDER BY cardinality(own.places), f.zone_id, f.prio DESC, f.last_message_at, f.id
    LOOP
        best := NULL;
        FOREACH place IN ARRAY talk.places LOOP
            CONTINUE WHEN agents[place] = talk.holder;
            IF best IS NULL OR _rule = 'least_loaded' AND loads[place] < loads[best]
                OR (_rule <> 'least_loaded' OR loads[place] = loads[best]) AND turns[place] < turns[best]
            THEN
                best := place;
            END IF;
        END LOOP;
        conversation_id := talk.id;
        version := talk.version;
        person := agents[best];
        IF best IS NOT NULL THEN
            turn := turn + 1;
            turns[best] := turn;
            loads[best] := loads[best] + 1;
        END IF;
        RETURN NEXT;
    END LOOP;
END
$$;

-- Plans every kind of change but this as before; this as an assignment for each agent. What nobody is meant to have,
-- because it moved, is finished or isn't there, is planned for nobody and says so.
ALTER FUNCTION riad.plan_batch(riad.rights, riad.batches, uuid, text, text[], uuid[], integer[])
    RENAME TO plan_batch_for_one;

CREATE FUNCTION riad.plan_batch(
    reader riad.rights, batch riad.batches, _person uuid, _value text, _tags text[], _ids uuid[], _versions integer[]
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    share record;
BEGIN
    IF batch.change <> 'spread' THEN
        PERFORM riad.plan_batch_for_one(reader, batch, _person, _value, _tags, _ids, _versions);
        RETURN;
    END IF;
    batch.change := 'assign';
    -- All of them in the order of their ids, as every other batch does.
    PERFORM FROM public.conversations c
    WHERE c.id = ANY (_ids) AND (reader.reads_all OR riad.may_read(reader, c))
    ORDER BY c.id FOR NO KEY UPDATE;
    FOR share IN
        WITH wanted AS (
            SELECT w.id, min(w.version) AS version FROM unnest(_ids, _versions) AS w (id, version)
            WHERE w.id IS NOT NULL GROUP BY w.id
        ), given AS MATERIALIZED (
            SELECT s.conversation_id, s.person FROM (
                SELECT array_agg(w.id) AS ids, array_agg(w.version) AS versions FROM wanted w
            ) w
            CROSS JOIN LATERAL riad.spread(reader, _value, w.ids, w.versions) s
        )
        SELECT g.person, g.conversation_id IS NOT NULL AND g.person IS NULL AS lacks_agent,
            array_agg(w.id) AS ids, array_agg(w.version) AS versions
        FROM wanted w
        LEFT JOIN given g ON g.conversation_id = w.id
        GROUP BY 1, 2
    LOOP
        IF share.lacks_agent THEN
            INSERT INTO riad.batch_rows (batch_id, conversation_id, skipped, old_agent_id)
            SELECT batch.id, c.id, 'no_agent', c.assigned_agent_id
            FROM public.conversations c WHERE c.id = ANY (share.ids);
        ELSE
            PERFORM riad.plan_batch_for_one(reader, batch, share.person, NULL, NULL, share.ids, share.versions);
        END IF;
    END LOOP;
END
$$;

DO $make$
DECLARE
    change record;
    body text;
BEGIN
    FOR change IN
        SELECT * FROM (VALUES
            ('WHEN ''release'' THEN true',
                'WHEN ''release'' THEN true'
                || E'\n        WHEN ''spread'' THEN _value IN (''least_loaded'', ''round_robin'')'),
            ('WHEN ''assign'' THEN ''assignment''',
                'WHEN ''assign'' THEN ''assignment'' WHEN ''spread'' THEN ''assignment''')
        ) AS c (fragment, replacement)
    LOOP
        body := pg_get_functiondef('riad.begin_batch'::regproc);
        IF position(change.fragment IN body) = 0 THEN
            RAISE EXCEPTION 'riad.begin_batch does not say: %', change.fragment;
        END IF;
        EXECUTE replace(body, change.fragment, change.replacement);
    END LOOP;
END
$make$;

-- The report says besides who got how many of what was spread, the most first; null for every other change.
ALTER TYPE riad.batch_report
    ADD ATTRIBUTE given uuid[], ADD ATTRIBUTE given_names text[], ADD ATTRIBUTE given_counts bigint[];

CREATE OR REPLACE FUNCTION riad.report_batch(_batch_id uuid) RETURNS SETOF riad.batch_report
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH done AS (
        SELECT count(*) AS count FROM riad.batch_rows r WHERE r.batch_id = _batch_id AND r.skipped IS NULL
    ), skipped AS (
        SELECT r.skipped, r.conversation_id, r.old_agent_id, count(*) OVER (PARTITION BY r.skipped) AS count,
            row_number() OVER (PARTITION BY r.skipped ORDER BY r.conversation_id) AS place
        FROM riad.batch_rows r WHERE r.batch_id = _batch_id AND r.skipped IS NOT NULL
    ), reason AS (
        SELECT s.skipped, min(s.count) AS count, array_agg(s.conversation_id ORDER BY s.place) AS ids,
            array_agg(s.old_agent_id ORDER BY s.place) AS assignees,
            array_agg(riad.name_of(s.old_agent_id) ORDER BY s.place) AS names
        FROM skipped s WHERE s.place <= 200 GROUP BY s.skipped
    ), share AS (
        SELECT r.new_agent_id AS person, riad.name_of(r.new_agent_id) AS name, count(*) AS count
        FROM riad.batches b
        JOIN riad.batch_rows r ON r.batch_id = b.id AND r.skipped IS NULL
        WHERE b.id = _batch_id AND b.change = 'spread' GROUP BY r.new_agent_id
    ), given AS (
        SELECT array_agg(s.person ORDER BY s.count DESC, s.name, s.person) AS people,
            array_agg(s.name ORDER BY s.count DESC, s.name, s.person) AS names,
            array_agg(s.count ORDER BY s.count DESC, s.name, s.person) AS counts
        FROM share s
    )
    SELECT b.id, done.count, b.beyond_limit, CASE WHEN done.count > 0 THEN b.undo_until END, reason.skipped,
        reason.count, reason.ids, reason.assignees, reason.names, given.people, given.names, given.counts
    FROM riad.batches b
    CROSS JOIN done
    CROSS JOIN given
    LEFT JOIN reason ON true
    WHERE b.id = _batch_id
    ORDER BY reason.skipped;
END;
