-- Pages of the filtered inbox, in one of two ways: scan the inbox and keep matches, or find all matches by index.

-- Returns the next rows of the inbox from a position, in its order or backwards, with the scans of unfiltered pages:
-- those with a deadline (`due`), open ones without one (`no_deadline`), finished ones (`finished`), or all (`latest`).
-- Runs with the caller's rights, under row security.
CREATE OR REPLACE FUNCTION riad.run_inbox_scans(
    _scope riad.inbox_scope, _states text[], _prios smallint[], _part text, _by_priority boolean, _backwards boolean,
    _prio smallint, _at timestamptz, _id uuid, _limit integer
) RETURNS TABLE (id uuid, prio smallint, last_message_at timestamptz, sla_due_at timestamptz)
LANGUAGE plpgsql STABLE ROWS 200 SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    finished constant text[] := '{RÉSOLUE,CLÔTURÉE,ARCHIVÉE}';
    scans text := (
        SELECT string_agg(format(
            'SELECT w.* FROM riad.scan_%s_%s%s($1, $2, %s, $6, %L::smallint[], $7%s, $8, $9, $10, $11) w',
            scan.name, way.name, CASE WHEN _backwards THEN '_before' END, way.states, scan.zones, way.no_deadline
        ), ' UNION ')
        FROM (VALUES
            ('everything', (_scope).everything, true), ('by_zone', (_scope).by_zone, true),
            ('mine', (_scope).mine, false), ('unassigned', (_scope).unassigned, true),
            ('unassigned_by_zone', (_scope).unassigned_by_zone, true), ('by_role', (_scope).by_role, false)
        ) AS scan (name, zones, has_no_deadline_scan)
        JOIN (VALUES
            ('latest', 'latest', '$3', ', false', NULL),
            ('due', 'due', '$4', ', false', NULL),
            -- The user's own are few.
            ('no_deadline', 'no_deadline', '$4', '', true),
            ('no_deadline', 'longest', '$4', ', true', false),
            ('finished', 'latest', '$5', ', false', NULL)
        ) AS way (part, name, states, no_deadline, if_no_deadline_scan)
        ON coalesce(way.if_no_deadline_scan = scan.has_no_deadline_scan, true)
        WHERE scan.zones IS NOT NULL AND way.part = _part
    );
    keys text := CASE _part
        WHEN 'due' THEN 'w.sla_due_at {up}, w.id {up}'
        WHEN 'no_deadline' THEN 'w.prio {down}, w.last_message_at {up}, w.id {up}'
        ELSE CASE WHEN _by_priority THEN 'w.prio {down}, ' ELSE '' END || 'w.last_message_at {down}, w.id {down}' END;
BEGIN
    IF scans IS NULL THEN
        RETURN;
    END IF;
    RETURN QUERY EXECUTE format('SELECT * FROM (%s) w ORDER BY %s LIMIT $11', scans,
        replace(replace(keys, '{down}', CASE WHEN _backwards THEN 'ASC' ELSE 'DESC' END),
            '{up}', CASE WHEN _backwards THEN 'DESC' ELSE 'ASC' END))
    USING (_scope).user_id, (_scope).role,
        _states, nullif(ARRAY(SELECT s FROM unnest(_states) s WHERE s <> ALL (finished)), '{}'),
        nullif(ARRAY(SELECT s FROM unnest(_states) s WHERE s = ANY (finished)), '{}'),
        _prios, _by_priority OR _part = 'no_deadline', _prio, _at, _id, _limit;
END
$$;

-- Returns the FROM and WHERE clauses of a query for the user's readable conversations (c) that match selection and
-- filters. $1 is the user's riad.rights, $2 the states, $3 the priorities, $4 the zones. RI010: invalid filters. The
-- filters are evaluated first, in a subquery: in one plan, the selection is estimated too rare. For users who can't
-- read everything, tags and words are searched within what they read; without tags and words, what they read is
-- selected first, so that the date and window indexes, whose scans are counted, touch nothing else.
CREATE OR REPLACE FUNCTION riad.filtered_query(
    _user riad.rights, _states text[], _prios smallint[], _zones smallint[], _assignment text, _filters riad.inbox_filters
) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    can_read_all boolean := coalesce((_user).can_read_all, false);
    chosen text := $s$c.state = ANY ($2) AND c.prio = ANY (coalesce(nullif($3, '{}'), '{0,1,2,3}'))
        AND ($4 = '{}' OR c.zone_id = ANY ($4)) AND $s$
        || CASE _assignment WHEN 'mine' THEN 'c.assigned_agent_id = ($1).user_id'
            WHEN 'nobody' THEN 'c.assigned_agent_id IS NULL' WHEN 'anyone' THEN 'true' ELSE 'false' END;
    found text;
    indexed text;
    among text;
    are_few boolean;
    joins text := riad.filters_joins(_filters);
    fits text;
    by_reservation text;
BEGIN
    PERFORM riad.require_valid_filters(_filters);
    found := riad.indexed_filters_condition(_filters, NOT can_read_all);
    fits := riad.filters_condition(_filters, _user, true);
    IF can_read_all THEN
        indexed := riad.indexed_condition(_filters, _states, _user);
        among := format('SELECT c.* FROM public.conversations c WHERE %s AND %s', riad.open_state_condition(_states),
            -- In a subquery if there is an indexed condition: a joint plan starts with the words, which match more
            -- rows.
            coalesce(indexed || ' OFFSET 0', 'true'));
        IF indexed IS NOT NULL AND found IS NOT NULL THEN
            -- Finding a frequent word takes seconds, checking a few conversations a tenth of one.
            EXECUTE format('SELECT count(*) <= 2000 FROM (%s LIMIT 2001) c', among) INTO are_few;
            -- No join: an underestimate would repeat the word search for each row.
            found := CASE WHEN NOT are_few THEN format('(%s) IS TRUE', found)
                ELSE riad.entries_condition(_filters, _user) END;
        END IF;
        RETURN format('FROM (SELECT c.* FROM (%s) c %s WHERE %s AND %s OFFSET 0) c WHERE %s',
            among, joins, coalesce(found, 'true'), fits, chosen);
    ELSIF found IS NOT NULL THEN
        RETURN format($q$FROM (
                SELECT c.*, (%4$s) AS fits FROM (SELECT c.* FROM public.conversations c WHERE %1$s OFFSET 0) c %2$s
                WHERE %3$s OFFSET 0
            ) c WHERE c.fits$q$, found, joins, chosen, fits);
    END IF;
    -- Scans all reservations once: an index scan's counters would reveal other users' rows, and single lookups take
    -- many times as long.
    by_reservation := CASE WHEN joins = '' THEN 'true' ELSE format(
        '(%sc.reservation_id IN (SELECT r.res_id FROM (SELECT r.* FROM public.reservation r OFFSET 0) r WHERE %s)) IS TRUE',
        CASE WHEN 'none' = ANY ((_filters).reservation_stages)
            THEN riad.reservation_stage_condition('none', false) || ' OR ' END,
        coalesce((
            SELECT string_agg(format('(%s)', riad.reservation_stage_condition(s, false)), ' OR ')
            FROM unnest((_filters).reservation_stages) s WHERE s <> 'none'
        ), 'false')) END;
    _filters.reservation_stages := '{}';
    fits := riad.filters_condition(_filters, _user, true);
    RETURN format($q$FROM (
            SELECT c.* FROM public.conversations c WHERE c.zone_id = ANY (($1).readable_zones) AND %1$s
            UNION ALL SELECT c.* FROM public.conversations c WHERE c.id = ANY (riad.readable_outside_zones($1, $4)) AND %1$s
            OFFSET 0
        ) c WHERE %2$s AND %3$s$q$, chosen, by_reservation, fits);
END
$$;

-- Returns a page by finding and sorting all matches: the ids after a position, in the inbox's order or backwards.
CREATE OR REPLACE FUNCTION riad.filtered_page_by_index(
    _states text[], _prios smallint[], _zones smallint[], _assignment text, _prio smallint, _at timestamptz,
    _due_at timestamptz, _id uuid, _limit integer, _order text, _backwards boolean, _filters riad.inbox_filters
) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET work_mem = '64MB'
-- Starting workers takes longer than they save.
SET max_parallel_workers_per_gather = 0
AS $$
DECLARE
    me riad.rights := riad.session_rights();
    follows text := CASE WHEN _backwards THEN '>' ELSE '<' END;
    after text := CASE
        WHEN _order = 'priority' THEN format('(c.prio, c.last_message_at, c.id) %s ($5, $6, $8)', follows)
        WHEN _order = 'activity' THEN format('(c.last_message_at, c.id) %s ($6, $8)', follows)
        WHEN _backwards AND _due_at < 'infinity' THEN $s$c.sla_due_at < 'infinity' AND (c.sla_due_at, c.id) < ($7, $8)$s$
        WHEN _backwards AND _prio >= 0 THEN $s$(c.sla_due_at < 'infinity'
            OR c.is_open AND (c.prio > $5 OR c.prio = $5 AND (c.last_message_at, c.id) < ($6, $8)))$s$
        WHEN _backwards THEN '(c.is_open OR (c.last_message_at, c.id) > ($6, $8))'
        WHEN _due_at < 'infinity' THEN $s$(c.sla_due_at = 'infinity' OR (c.sla_due_at, c.id) > ($7, $8))$s$
        WHEN _prio >= 0 THEN $s$c.sla_due_at = 'infinity'
            AND (NOT c.is_open OR c.prio < $5 OR c.prio = $5 AND (c.last_message_at, c.id) > ($6, $8))$s$
        ELSE 'NOT c.is_open AND (c.last_message_at, c.id) < ($6, $8)' END;
    keys text := CASE _order
        WHEN 'priority' THEN 'c.prio {down}, c.last_message_at {down}, c.id {down}'
        WHEN 'activity' THEN 'c.last_message_at {down}, c.id {down}'
        ELSE $s$c.sla_due_at < 'infinity' {down}, CASE WHEN c.sla_due_at < 'infinity' THEN c.sla_due_at END {up},
            CASE WHEN c.sla_due_at < 'infinity' THEN c.id END {up}, c.is_open {down},
            CASE WHEN c.is_open THEN c.prio END {down}, CASE WHEN c.is_open THEN c.last_message_at END {up},
            CASE WHEN c.is_open THEN c.id END {up}, c.last_message_at {down}, c.id {down}$s$ END;
    found uuid[];
BEGIN
    IF me.user_id IS NULL THEN
        RETURN '{}';
    END IF;
    EXECUTE format('SELECT ARRAY(SELECT c.id %s AND %s ORDER BY %s LIMIT $9)',
        riad.filtered_query(me, _states, _prios, _zones, _assignment, _filters), after,
        replace(replace(keys, '{down}', CASE WHEN _backwards THEN 'ASC' ELSE 'DESC' END),
            '{up}', CASE WHEN _backwards THEN 'DESC' ELSE 'ASC' END))
    INTO found
    USING me, _states, _prios, _zones, _prio, _at, _due_at, _id, _limit;
    RETURN found;
END
$$;

-- Returns the estimated row count of a table or an index, at least 1.
CREATE OR REPLACE FUNCTION riad.estimated_row_count(_relation regclass) RETURNS float
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN (SELECT greatest(c.reltuples, 1) FROM pg_class c WHERE c.oid = _relation);
END
$$;

-- Returns a page of the filtered inbox in the given order (priority, activity, deadline): the ids after a position, or
-- before it, in the inbox's order. Takes the same arguments as unfiltered pages. Runs as the owner and checks rights
-- before anything else, on both paths; the page is read under row security again. Estimates the number of matches while
-- scanning, and switches to the index once that finds all matches with less effort than scanning on for another page.
CREATE OR REPLACE FUNCTION riad.filtered_inbox_page(
    _states text[], _prios smallint[], _zones smallint[], _assignment text, _prio smallint, _at timestamptz,
    _due_at timestamptz, _id uuid, _limit integer, _order text, _backwards boolean, _filters riad.inbox_filters
) RETURNS TABLE (id uuid, ordinal bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 50 SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    prios smallint[] := coalesce(nullif(_prios, '{}'), '{0,1,2,3}');
    scope riad.inbox_scope := riad.inbox_scope(_zones, _assignment, cardinality(_states) * cardinality(prios));
    -- The parts of the order from the one that the position is in.
    parts text[] := CASE WHEN _order <> 'deadline' THEN '{latest}'::text[]
        WHEN _backwards AND _due_at < 'infinity' THEN '{due}'
        WHEN _backwards AND _prio >= 0 THEN '{no_deadline,due}'
        WHEN _backwards THEN '{finished,no_deadline,due}'
        WHEN _due_at < 'infinity' THEN '{due,no_deadline,finished}'
        WHEN _prio >= 0 THEN '{no_deadline,finished}'
        ELSE '{finished}' END;
    part text;
    step record;
    of_entries constant text[] := '{guest,property}';
    has_words boolean := cardinality((_filters).words || (_filters).excluded_words) > 0
        OR (_filters).condition_fields && of_entries;
    are_open boolean := riad.open_state_condition(_states) = 'c.is_open';
    -- The number of candidates, and the cost of finding one match by its words or tags, in scanned rows.
    candidates float := riad.estimated_row_count(
        CASE WHEN are_open THEN 'public.conversations_counted' ELSE 'public.conversations' END);
    has_found boolean := cardinality((_filters).words || (_filters).tags) > 0 OR (_filters).condition_fields && of_entries;
    cost_of_one float := CASE WHEN has_words THEN 0.1 ELSE 0.05 END;
    -- Almost all finished conversations have a closed window; the exceptions, of the last day, come first: scanning
    -- always wins.
    finds_soon boolean := (_filters).whatsapp_window = 'closed' AND NOT are_open AND NOT has_words
        AND (_filters).tags = '{}' AND (_filters).reservation_stages = '{}' AND (_filters).condition_fields = '{}';
    step_size integer := least(3 * _limit, 150);
    at timestamptz;
    next_prio smallint := _prio;
    next_id uuid := _id;
    scanned integer := 0;
    found uuid[] := '{}';
    is_done boolean := false;
    -- Reservations of a single day, a window that closes soon, or failures: finding and sorting all of them always wins, for
    -- users who can read everything in the index.
    is_few boolean := (riad.session_rights()).can_read_all AND (
        (_filters).reservation_stages <> '{}' AND (_filters).reservation_stages <@ '{arriving,departing}'
        OR (_filters).whatsapp_window = 'under' AND (_filters).window_minutes <= 240
        OR (_filters).failed = 'yes'
        OR 'assignee' = ANY ((_filters).condition_fields)
    );
BEGIN
    _limit := least(greatest(_limit, 1), 1000);
    IF is_few IS NOT TRUE THEN
        <<scanning>>
        FOREACH part IN ARRAY parts LOOP
            at := CASE WHEN part <> parts[1] THEN 'infinity' WHEN part = 'due' THEN _due_at ELSE _at END;
            next_prio := CASE WHEN part = parts[1] OR _backwards THEN _prio ELSE 32767 END;
            next_id := _id;
            LOOP
                SELECT array_agg(s.id) AS ids, count(*) AS rows,
                    (array_agg(s.prio))[count(*)] AS prio,
                    (array_agg(CASE WHEN part = 'due' THEN s.sla_due_at ELSE s.last_message_at END))[count(*)] AS at
                INTO step
                FROM riad.run_inbox_scans(scope, _states, prios, part, _order = 'priority', _backwards, next_prio, at, next_id,
                    step_size) s;
                EXIT WHEN step.rows = 0;
                scanned := scanned + step.rows;
                found := found || ARRAY(
                    SELECT fits.id FROM riad.filter_conversations(step.ids, _filters) AS fits (id)
                    JOIN unnest(step.ids) WITH ORDINALITY AS scan (id, ordinal) ON scan.id = fits.id
                    ORDER BY scan.ordinal
                );
                EXIT scanning WHEN cardinality(found) >= _limit;
                EXIT WHEN step.rows < step_size;
                at := step.at;
                next_prio := step.prio;
                next_id := step.ids[step.rows];
                -- The rows still to scan, estimated from the matches so far, against the cost of finding all matches.
                IF NOT finds_soon AND _limit::float * scanned > (CASE
                    WHEN has_found THEN greatest(cost_of_one * candidates * greatest(cardinality(found), 1) / scanned, 1000)
                        * greatest(cardinality(found), 1)
                    ELSE 4000 * cardinality(found) END)
                THEN
                    found := NULL;
                    EXIT scanning;
                END IF;
                step_size := least(2 * step_size, 1000);
            END LOOP;
        END LOOP;
        is_done := found IS NOT NULL;
    END IF;
    IF NOT is_done THEN
        found := riad.filtered_page_by_index(_states, _prios, _zones, _assignment, _prio, _at, _due_at, _id, _limit, _order,
            _backwards, _filters);
    END IF;
    RETURN QUERY
    SELECT f.id, CASE WHEN _backwards THEN -f.ordinal ELSE f.ordinal END
    FROM unnest(found[:_limit]) WITH ORDINALITY AS f (id, ordinal);
END
$$;
GRANT EXECUTE ON FUNCTION riad.filtered_inbox_page TO riad_console;
