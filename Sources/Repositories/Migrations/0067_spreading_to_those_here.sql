-- Who sits before a console is given conversations before those who don't.
SET LOCAL ROLE riad_owner;

-- Whom each of those conversations goes to, as long as it is as the caller saw it and can be given: an agent of its zone
-- (of the common queue any) who is active and may log in, never the one who has it; null where there is none. Those who
-- are here come first: a console open, and not away from it. Among them, and where none is here among all, `_rule`
-- decides, least_loaded: who has the fewest open ones, those that are given here counted in; round_robin: who got one
-- longest ago. Zones with few to choose from come first: the others can make up for what those had to take.
CREATE OR REPLACE FUNCTION riad.spread(reader riad.rights, _rule text, _ids uuid[], _versions integer[])
RETURNS TABLE (conversation_id uuid, version integer, person uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    by_load boolean := _rule = 'least_loaded';
    agents uuid[];
    here boolean[];
    loads bigint[];
    turns bigint[];
    turn bigint;
    talk record;
    place integer;
    best integer;
BEGIN
    SELECT array_agg(a.user_id ORDER BY a.given_at, a.user_id), array_agg(a.is_here ORDER BY a.given_at, a.user_id),
        array_agg(a.load ORDER BY a.given_at, a.user_id)
    INTO agents, here, loads
    FROM (
        SELECT s.user_id, present.user_id IS NOT NULL AS is_here,
            coalesce(busy.load, 0) - coalesce(leaving.load, 0) AS load, coalesce(
                (SELECT max(a.created_at) FROM riad.assignments a WHERE a.to_agent_id = s.user_id), '-infinity'
            ) AS given_at
        FROM riad.standings s
        JOIN pg_roles r ON r.rolname = s.login AND r.rolcanlogin
        LEFT JOIN riad.attendance() present ON present.user_id = s.user_id AND present.away_since IS NULL
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
            WHERE c.merged_into IS NULL AND (reader.reads_all OR riad.may_read(reader, c))
        ), own AS (
            SELECT z.zone_id, coalesce(array_agg(p.place) FILTER (WHERE p.user_id IS NOT NULL), '{}') AS places,
                coalesce(nullif(count(*) FILTER (WHERE p.is_here), 0), count(p.user_id)) AS choice
            FROM (SELECT DISTINCT f.zone_id FROM fit f) z
            LEFT JOIN (
                unnest(agents, here) WITH ORDINALITY AS p (user_id, is_here, place)
                JOIN riad.standings s ON s.user_id = p.user_id
            ) ON z.zone_id = 0 OR z.zone_id = ANY (s.zone_ids)
            GROUP BY z.zone_id
        )
        SELECT f.id, f.version, f.assigned_agent_id AS holder, own.places
        FROM fit f
        JOIN own ON own.zone_id = f.zone_id
        ORDER BY own.choice, f.zone_id, f.prio DESC, f.last_message_at, f.id
    LOOP
        best := NULL;
        FOREACH place IN ARRAY talk.places LOOP
            CONTINUE WHEN agents[place] = talk.holder;
            IF best IS NULL OR (NOT here[place], CASE WHEN by_load THEN loads[place] ELSE 0 END, turns[place])
                < (NOT here[best], CASE WHEN by_load THEN loads[best] ELSE 0 END, turns[best])
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
