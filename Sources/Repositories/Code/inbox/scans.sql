-- Index scans of the inbox. A filter is a set of branches (a state, a priority, perhaps a zone), each a short scan of
-- one index; a page merges them. The heads of all branches first show how far the page can reach; then only the
-- branches that reach into it are scanned further, and only that far. So a page costs about the same for every filter.
-- An index reads a whole leaf for the first row of a head anyway, so heads are long enough that few branches are
-- scanned twice.
--
-- One function per scan and direction, generated from one template: riad.scan_<which>_<order>. Each returns the ids
-- after a position, with the timestamp that orders them (the other one is null); a null argument returns nothing. They
-- run with the caller's rights: under row security for a login, as the owner in riad.filtered_inbox_page, which checks
-- rights itself. Names in braces below are substituted; `\sf riad.scan_mine_latest` in psql shows the result. Its head
-- is
--     SELECT c.last_message_at AS at, c.id, … FROM public.conversations c
--     WHERE c.state = b.state AND c.prio = b.prio AND c.assigned_agent_id = _user_id
--         AND (NOT _no_deadline OR c.sla_due_at = 'infinity') AND (_zones = '{}' OR c.zone_id = ANY (_zones))
--         AND (c.last_message_at, c.id) < (b.from_at, b.from_id)
--     ORDER BY c.last_message_at DESC, c.id DESC LIMIT b.share
DO $make$
DECLARE
    scan record;
    way record;
    mark record;
    body text;
    least_id text := $i$'00000000-0000-0000-0000-000000000000'$i$;
    greatest_id text := $i$'ffffffff-ffff-ffff-ffff-ffffffffffff'$i$;
BEGIN
    FOR scan IN SELECT * FROM (VALUES
        ('everything', false, NULL, NULL),
        ('by_zone', true, NULL, 'c.zone_id = b.zone'),
        ('mine', false, $s$s.state <> 'NOUVELLE'$s$, 'c.assigned_agent_id = _user_id'),
        ('unassigned', false, NULL, 'c.assigned_agent_id IS NULL'),
        ('unassigned_by_zone', true, NULL, 'c.zone_id = b.zone AND c.assigned_agent_id IS NULL'),
        ('by_role', false, $s$s.state = 'TRANSFÉRÉE'$s$, 'c.transferred_to_role = _role')
    ) AS w (name, has_zones, possible, condition)
    LOOP
        FOR way IN SELECT * FROM (VALUES
            ('latest', 'last_message_at', '<', '<', '_no_deadline boolean, ',
                $condition$(NOT _no_deadline OR c.sla_due_at = 'infinity')$condition$),
            ('latest_before', 'last_message_at', '>', '>', '_no_deadline boolean, ',
                $condition$(NOT _no_deadline OR c.sla_due_at = 'infinity')$condition$),
            -- Without a deadline: the most urgent first, of these the one without a message for longest.
            -- For partial indexes: a generic plan uses one only if the query text states its predicate.
            ('no_deadline', 'last_message_at', '>', '<', '',
                $condition$c.is_open AND c.sla_due_at = 'infinity'$condition$),
            ('no_deadline_before', 'last_message_at', '<', '>', '',
                $condition$c.is_open AND c.sla_due_at = 'infinity'$condition$),
            ('longest', 'last_message_at', '>', '<', '_no_deadline boolean, ',
                $condition$(NOT _no_deadline OR c.sla_due_at = 'infinity')$condition$),
            ('longest_before', 'last_message_at', '<', '>', '_no_deadline boolean, ',
                $condition$(NOT _no_deadline OR c.sla_due_at = 'infinity')$condition$),
            ('due', 'sla_due_at', '>', '<', '_no_deadline boolean, ', $condition$c.sla_due_at < 'infinity'$condition$),
            ('due_before', 'sla_due_at', '<', '>', '_no_deadline boolean, ', $condition$c.sla_due_at < 'infinity'$condition$)
        ) AS w (name, instant, follows, prio_follows, parameter, condition)
        LOOP
            -- A user's own and those transferred to a role are few: their `longest` scans filter by `_no_deadline`
            -- instead of using a partial index.
            CONTINUE WHEN way.name LIKE 'no_deadline%' AND scan.name IN ('mine', 'by_role')
                OR way.name LIKE 'longest%' AND scan.name NOT IN ('mine', 'by_role');
            body := $template$
CREATE OR REPLACE FUNCTION riad.{NAME}(
    _user_id uuid, _role text, _states text[], _prios smallint[], _zones smallint[],
    _by_priority boolean, {PARAMETER}_prio smallint, _at timestamptz, _id uuid, _limit integer
) RETURNS TABLE (id uuid, prio smallint, last_message_at timestamptz, sla_due_at timestamptz)
LANGUAGE plpgsql STABLE STRICT ROWS 50
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan SET enable_sort = off
AS $body$
#variable_conflict use_column
DECLARE
    passes smallint[] := '{0}';
    prio_of_pass smallint;
    found_ones bigint := 0;
    more bigint;
BEGIN
    -- By priority: one pass per priority, in order, until the page is full; otherwise a single pass.
    IF _by_priority THEN
        passes := ARRAY(
            SELECT DISTINCT p.prio FROM unnest(_prios) AS p (prio)
            WHERE p.prio = _prio OR p.prio {PRIO_FOLLOWS} _prio
            ORDER BY p.prio {PRIO_DIRECTION}
        );
    END IF;
    FOREACH prio_of_pass IN ARRAY passes LOOP
        RETURN QUERY
        WITH branch AS MATERIALIZED (
            SELECT s.state, p.prio, z.zone, start.at AS from_at, start.id AS from_id,
                least(_limit, 1 + 4 * _limit / count(*) OVER ()) AS share
            -- Duplicate arguments make one branch.
            FROM (SELECT DISTINCT unnest(_states)) AS s (state)
            CROSS JOIN (
                SELECT DISTINCT unnest(CASE WHEN _by_priority THEN ARRAY[prio_of_pass] ELSE _prios END)
            ) AS p (prio)
            CROSS JOIN {ZONES} AS z (zone)
            CROSS JOIN LATERAL (
                SELECT CASE WHEN _by_priority AND p.prio <> _prio THEN {START_AT} ELSE _at END AS at,
                    CASE WHEN _by_priority AND p.prio <> _prio THEN {START_ID} ELSE _id END AS id
            ) start
            WHERE {POSSIBLE}
        ), head AS MATERIALIZED (
            SELECT b.state, b.prio, b.zone, h.*, h.nth = b.share AS goes_on
            FROM branch b
            CROSS JOIN LATERAL (
                SELECT c.{AT} AS at, c.id,
                    row_number() OVER (ORDER BY c.{AT} {DIRECTION}, c.id {DIRECTION}) AS nth
                FROM public.conversations c
                WHERE {CONDITION} AND (c.{AT}, c.id) {FOLLOWS} (b.from_at, b.from_id)
                ORDER BY c.{AT} {DIRECTION}, c.id {DIRECTION}
                LIMIT b.share
            ) h
        ), reach AS MATERIALIZED (
            -- The last position that the page can reach. Always one row, so that an index scan can use it as a bound.
            SELECT coalesce(last.at, {END_AT}) AS at, coalesce(last.id, {END_ID}) AS id
            FROM (VALUES (true)) AS always
            LEFT JOIN (
                SELECT h.at, h.id FROM head h ORDER BY h.at {DIRECTION}, h.id {DIRECTION} OFFSET _limit - 1 LIMIT 1
            ) last ON true
        )
        SELECT found.id, found.prio, {GIVEN}
        FROM (
            SELECT h.id, h.prio, h.at
            FROM head h
            JOIN reach r ON (r.at, r.id) {FOLLOWS}= (h.at, h.id)
            UNION ALL
            SELECT page.id, b.prio, page.at
            FROM head b
            JOIN reach r ON (r.at, r.id) {FOLLOWS} (b.at, b.id)
            CROSS JOIN LATERAL (
                SELECT c.{AT} AS at, c.id FROM public.conversations c
                WHERE {CONDITION} AND (c.{AT}, c.id) {FOLLOWS} (b.at, b.id) AND (r.at, r.id) {FOLLOWS}= (c.{AT}, c.id)
                ORDER BY c.{AT} {DIRECTION}, c.id {DIRECTION}
                LIMIT _limit
            ) page
            WHERE b.goes_on
        ) found;
        GET DIAGNOSTICS more = ROW_COUNT;
        found_ones := found_ones + more;
        EXIT WHEN found_ones >= _limit;
    END LOOP;
END
$body$
$template$;
            FOR mark IN SELECT * FROM jsonb_each_text(jsonb_build_object(
                'NAME', 'scan_' || scan.name || '_' || way.name,
                'PARAMETER', way.parameter,
                'AT', way.instant,
                'GIVEN', CASE way.instant WHEN 'sla_due_at' THEN 'NULL::timestamptz, found.at'
                    ELSE 'found.at, NULL::timestamptz' END,
                'FOLLOWS', way.follows,
                'PRIO_FOLLOWS', way.prio_follows,
                'PRIO_DIRECTION', CASE way.prio_follows WHEN '<' THEN 'DESC' ELSE 'ASC' END,
                'DIRECTION', CASE way.follows WHEN '<' THEN 'DESC' ELSE 'ASC' END,
                'CONDITION', concat_ws(' AND ', 'c.state = b.state', 'c.prio = b.prio', scan.condition, way.condition,
                    CASE WHEN NOT scan.has_zones THEN $z$(_zones = '{}' OR c.zone_id = ANY (_zones))$z$ END),
                'POSSIBLE', coalesce(scan.possible, 'true'),
                'ZONES', CASE WHEN scan.has_zones THEN '(SELECT DISTINCT unnest(_zones))' ELSE '(SELECT 0::smallint)' END,
                'START_AT', CASE way.follows WHEN '<' THEN $i$'infinity'$i$ ELSE $i$'-infinity'$i$ END,
                'END_AT', CASE way.follows WHEN '<' THEN $i$'-infinity'$i$ ELSE $i$'infinity'$i$ END,
                'START_ID', CASE way.follows WHEN '<' THEN greatest_id ELSE least_id END,
                'END_ID', CASE way.follows WHEN '<' THEN least_id ELSE greatest_id END
            )) LOOP
                body := replace(body, '{' || mark.key || '}', mark.value);
            END LOOP;
            EXECUTE body;
            EXECUTE format('GRANT EXECUTE ON FUNCTION riad.%I TO riad_console', 'scan_' || scan.name || '_' || way.name);
        END LOOP;
    END LOOP;
END
$make$;
