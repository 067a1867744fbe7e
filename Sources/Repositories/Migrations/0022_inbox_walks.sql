-- Walking the inbox. A filter is a set of branches (a state, a priority, perhaps a zone), each a short walk down one
-- index; a page merges them. First the heads of all branches show how far the page can reach at all; then only the
-- branches that reach into it are walked, and only as far. So a page costs about the same whatever is chosen.
SET LOCAL ROLE riad_owner;

-- Which walks answer a query for this reader: for each, the zones to keep ('{}' for all), or null where it has no part.
-- They never overlap. The policy only confirms what comes out.
CREATE TYPE riad.inbox_scope AS (
    user_id uuid, role text,
    anything smallint[], by_zone smallint[], mine smallint[], nobodys smallint[], nobodys_by_zone smallint[],
    of_role smallint[],
    -- Zones that `mine` and `of_role` leave out, because `by_zone` has them.
    except_zones smallint[]
);

CREATE FUNCTION riad.inbox_scope(_zones smallint[], _assignment text, _pairs integer) RETURNS riad.inbox_scope
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me riad.rights := riad.session_rights();
    wanted smallint[] := coalesce(_zones, '{}');
    own smallint[];
    -- Where a good part of the zones is wanted, to skip rows of the others on the way beats so many branches.
    is_wide boolean := cardinality(wanted) * _pairs > 24
        AND cardinality(wanted) * 3 >= (SELECT count(*) FROM riad.zones);
    scope riad.inbox_scope;
BEGIN
    scope.user_id := me.user_id;
    scope.role := me.role;
    scope.except_zones := '{}';
    IF me.user_id IS NULL THEN
        RETURN scope;
    ELSIF _assignment = 'mine' THEN
        scope.mine := wanted;
    ELSIF me.reads_all THEN
        IF _assignment = 'nobody' THEN
            scope.nobodys := CASE WHEN wanted = '{}' OR is_wide THEN wanted END;
            scope.nobodys_by_zone := CASE WHEN wanted <> '{}' AND NOT is_wide THEN wanted END;
        ELSE
            scope.anything := CASE WHEN wanted = '{}' OR is_wide THEN wanted END;
            scope.by_zone := CASE WHEN wanted <> '{}' AND NOT is_wide THEN wanted END;
        END IF;
    ELSE
        scope.except_zones := me.readable_zones;
        own := ARRAY(SELECT z FROM unnest(scope.except_zones) z WHERE wanted = '{}' OR z = ANY (wanted));
        scope.of_role := wanted;
        IF _assignment = 'nobody' THEN
            scope.nobodys_by_zone := nullif(own, '{}');
        ELSE
            scope.by_zone := nullif(own, '{}');
            scope.mine := wanted;
        END IF;
    END IF;
    RETURN scope;
END
$$;

-- One function a walk and direction, from one text: riad.walk_<which>_<order>. Each gives the ids that follow a place,
-- with what orders them; a null argument gives none. They run with the caller's rights, under row security.
DO $make$
DECLARE
    walk record;
    way record;
    mark record;
    body text;
    least_id text := $i$'00000000-0000-0000-0000-000000000000'$i$;
    greatest_id text := $i$'ffffffff-ffff-ffff-ffff-ffffffffffff'$i$;
BEGIN
    FOR walk IN SELECT * FROM (VALUES
        ('anything', false, 'true', 'true'),
        ('by_zone', true, 'true', 'c.zone_id = b.zone'),
        ('mine', false, $s$s.state <> 'NOUVELLE'$s$,
            'c.assigned_agent_id = _user_id AND c.zone_id <> ALL (_except)'),
        ('nobodys', false, 'true', 'c.assigned_agent_id IS NULL'),
        ('nobodys_by_zone', true, 'true', 'c.zone_id = b.zone AND c.assigned_agent_id IS NULL'),
        ('of_role', false, $s$s.state = 'TRANSFÉRÉE'$s$,
            'c.transferred_to_role = _role AND c.zone_id <> ALL (_except)')
    ) AS w (name, has_zones, possible, condition)
    LOOP
        FOR way IN SELECT * FROM (VALUES
            ('latest', 'last_message_at', '<', 'true'),
            ('latest_before', 'last_message_at', '>', 'true'),
            ('due', 'sla_due_at', '>', $due$c.sla_due_at < 'infinity'$due$),
            ('due_before', 'sla_due_at', '<', $due$c.sla_due_at < 'infinity'$due$)
        ) AS w (name, instant, follows, condition)
        LOOP
            body := $template$
CREATE FUNCTION riad.{NAME}(
    _user_id uuid, _role text, _states text[], _prios smallint[], _zones smallint[], _except smallint[],
    _by_priority boolean, _undue boolean, _prio smallint, _at timestamptz, _id uuid, _limit integer
) RETURNS TABLE (id uuid, prio smallint, last_message_at timestamptz, sla_due_at timestamptz)
LANGUAGE plpgsql STABLE STRICT ROWS 50
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan
AS $body$
#variable_conflict use_column
DECLARE
    prio_of_pass smallint;
    found_ones bigint := 0;
    more bigint;
BEGIN
    -- By priority a pass for each, most urgent first, until the page is full; else one pass for all.
    FOR prio_of_pass IN
        SELECT p.prio FROM unnest(CASE WHEN _by_priority THEN _prios ELSE '{0}' END) AS p (prio)
        WHERE NOT _by_priority OR p.prio = _prio OR p.prio {FOLLOWS} _prio
        GROUP BY p.prio ORDER BY p.prio {DIRECTION}
    LOOP
        RETURN QUERY
        WITH branch AS MATERIALIZED (
            SELECT s.state, p.prio, z.zone, place.at AS from_at, place.id AS from_id, count(*) OVER () AS how_many
            FROM unnest(_states) AS s (state)
            CROSS JOIN unnest(CASE WHEN _by_priority THEN ARRAY[prio_of_pass] ELSE _prios END) AS p (prio)
            CROSS JOIN {ZONES} AS z (zone)
            CROSS JOIN LATERAL (
                SELECT CASE WHEN _by_priority AND p.prio <> _prio THEN {START_AT} ELSE _at END AS at,
                    CASE WHEN _by_priority AND p.prio <> _prio THEN {START_ID} ELSE _id END AS id
            ) place
            WHERE {POSSIBLE}
        ), head AS MATERIALIZED (
            SELECT b.state, b.prio, b.zone, b.from_at, b.from_id, h.at, h.id
            FROM branch b
            CROSS JOIN LATERAL (
                SELECT c.{AT} AS at, c.id FROM public.conversations c
                WHERE {CONDITION} AND (c.{AT}, c.id) {FOLLOWS} (b.from_at, b.from_id)
                ORDER BY c.{AT} {DIRECTION}, c.id {DIRECTION}
                LIMIT 1 + 2 * _limit / b.how_many
            ) h
        ), reach AS MATERIALIZED (
            SELECT h.at, h.id FROM head h ORDER BY h.at {DIRECTION}, h.id {DIRECTION} OFFSET _limit - 1 LIMIT 1
        )
        SELECT page.id, b.prio, page.last_message_at, page.sla_due_at
        FROM (
            SELECT DISTINCT h.state, h.prio, h.zone, h.from_at, h.from_id,
                coalesce(r.at, {END_AT}) AS to_at, coalesce(r.id, {END_ID}) AS to_id
            FROM head h
            LEFT JOIN reach r ON true
            WHERE r.id IS NULL OR (r.at, r.id) {FOLLOWS}= (h.at, h.id)
        ) b
        CROSS JOIN LATERAL (
            SELECT c.id, c.last_message_at, c.sla_due_at FROM public.conversations c
            WHERE {CONDITION} AND (c.{AT}, c.id) {FOLLOWS} (b.from_at, b.from_id)
                AND (b.to_at, b.to_id) {FOLLOWS}= (c.{AT}, c.id)
            ORDER BY c.{AT} {DIRECTION}, c.id {DIRECTION}
            LIMIT _limit
        ) page;
        GET DIAGNOSTICS more = ROW_COUNT;
        found_ones := found_ones + more;
        EXIT WHEN found_ones >= _limit;
    END LOOP;
END
$body$
$template$;
            FOR mark IN SELECT * FROM jsonb_each_text(jsonb_build_object(
                'NAME', 'walk_' || walk.name || '_' || way.name,
                'AT', way.instant,
                'FOLLOWS', way.follows,
                'DIRECTION', CASE way.follows WHEN '<' THEN 'DESC' ELSE 'ASC' END,
                'CONDITION', concat_ws(' AND ', 'c.state = b.state', 'c.prio = b.prio', walk.condition, way.condition,
                    CASE WHEN NOT walk.has_zones THEN $z$(_zones = '{}' OR c.zone_id = ANY (_zones))$z$ END,
                    $u$(NOT _undue OR c.sla_due_at = 'infinity')$u$),
                'POSSIBLE', walk.possible,
                'ZONES', CASE WHEN walk.has_zones THEN 'unnest(_zones)' ELSE '(SELECT 0::smallint)' END,
                'START_AT', CASE way.follows WHEN '<' THEN $i$'infinity'$i$ ELSE $i$'-infinity'$i$ END,
                'END_AT', CASE way.follows WHEN '<' THEN $i$'-infinity'$i$ ELSE $i$'infinity'$i$ END,
                'START_ID', CASE way.follows WHEN '<' THEN greatest_id ELSE least_id END,
                'END_ID', CASE way.follows WHEN '<' THEN least_id ELSE greatest_id END
            )) LOOP
                body := replace(body, '{' || mark.key || '}', mark.value);
            END LOOP;
            EXECUTE body;
            EXECUTE format('GRANT EXECUTE ON FUNCTION riad.%I TO riad_console', 'walk_' || walk.name || '_' || way.name);
        END LOOP;
    END LOOP;
END
$make$;

GRANT EXECUTE ON FUNCTION riad.inbox_scope TO riad_console;
GRANT USAGE ON TYPE riad.inbox_scope TO riad_console;
