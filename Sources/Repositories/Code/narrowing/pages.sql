-- Pages of a narrowed inbox, by one of two ways: walking and keeping what fits, or finding all that fits by an index.

-- The next rows of the inbox from a place, in its order or backwards, as the statements of plain pages walk it: of the
-- part that has a deadline (`due`), of the part that has none (`undue`), or of all (`latest`). Runs with the caller's
-- rights, under row security.
CREATE OR REPLACE FUNCTION riad.inbox_step(
    _scope riad.inbox_scope, _states text[], _prios smallint[], _part text, _by_priority boolean, _backwards boolean,
    _prio smallint, _at timestamptz, _id uuid, _limit integer
) RETURNS TABLE (id uuid, prio smallint, last_message_at timestamptz, sla_due_at timestamptz)
LANGUAGE plpgsql STABLE ROWS 200 SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    finished constant text[] := '{RÉSOLUE,CLÔTURÉE,ARCHIVÉE}';
    walks text := (
        SELECT string_agg(format(
            'SELECT w.* FROM riad.walk_%s_%s%s($1, $2, %s, $6, %L::smallint[], $7%s, $8, $9, $10, $11) w',
            walk.name, way.name, CASE WHEN _backwards THEN '_before' END, way.states, walk.zones, way.undue
        ), ' UNION ')
        FROM (VALUES
            ('anything', (_scope).anything, true), ('by_zone', (_scope).by_zone, true), ('mine', (_scope).mine, false),
            ('nobodys', (_scope).nobodys, true), ('nobodys_by_zone', (_scope).nobodys_by_zone, true),
            ('of_role', (_scope).of_role, false)
        ) AS walk (name, zones, has_undue)
        JOIN (VALUES
            ('latest', 'latest', '$3', ', false', NULL),
            ('due', 'due', '$4', ', false', NULL),
            -- What is closed never has a deadline; what is somebody's own is few.
            ('undue', 'undue', '$4', '', true),
            ('undue', 'latest', '$5', ', false', true),
            ('undue', 'latest', '$3', ', true', false)
        ) AS way (part, name, states, undue, if_undue) ON coalesce(way.if_undue = walk.has_undue, true)
        WHERE walk.zones IS NOT NULL AND way.part = _part
    );
    direction text := CASE WHEN _backwards = (_part = 'due') THEN 'DESC' ELSE 'ASC' END;
    keys text[] := CASE WHEN _part = 'due' THEN '{sla_due_at,id}'::text[] WHEN _by_priority
        THEN '{prio,last_message_at,id}' ELSE '{last_message_at,id}' END;
BEGIN
    IF walks IS NULL THEN
        RETURN;
    END IF;
    RETURN QUERY EXECUTE format('SELECT * FROM (%s) w ORDER BY %s LIMIT $11', walks, (
        SELECT string_agg(format('w.%s %s', k, direction), ', ' ORDER BY n) FROM unnest(keys) WITH ORDINALITY AS k (k, n)
    ))
    USING (_scope).user_id, (_scope).role,
        _states, nullif(ARRAY(SELECT s FROM unnest(_states) s WHERE s <> ALL (finished)), '{}'),
        nullif(ARRAY(SELECT s FROM unnest(_states) s WHERE s = ANY (finished)), '{}'),
        _prios, _by_priority, _prio, _at, _id, _limit;
END
$$;

-- All that a filter and a narrowing leave of what a person reads, as a query of conversations (c) whose select list,
-- further conditions and order are the caller's own: $1 the person's riad.rights, $2 states, $3 priorities, $4 zones.
-- The narrowing is looked up first, by itself: a plan of all at once takes the filter for rarer than it is.
CREATE OR REPLACE FUNCTION riad.narrowed_query(
    reader riad.rights, _states text[], _prios smallint[], _zones smallint[], _assignment text, _wanted riad.narrowing
) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    chosen constant text := $s$c.state = ANY ($2) AND c.prio = ANY (coalesce(nullif($3, '{}'), '{0,1,2,3}'))
        AND ($4 = '{}' OR c.zone_id = ANY ($4))$s$;
    whose text := CASE _assignment WHEN 'mine' THEN 'c.assigned_agent_id = ($1).user_id'
        WHEN 'nobody' THEN 'c.assigned_agent_id IS NULL' WHEN 'anyone' THEN 'true' ELSE 'false' END;
    seen text := CASE WHEN (reader).reads_all THEN 'true'
        ELSE 'riad.sees($1, c.zone_id, c.assigned_agent_id, c.transferred_to_role)' END;
    columns constant text := $s$c.id, c.state, c.prio, c.zone_id, c.assigned_agent_id, c.transferred_to_role,
        c.last_message_at, c.sla_due_at$s$;
    are_open boolean := NOT _states && '{RÉSOLUE,CLÔTURÉE,ARCHIVÉE}';
    candidates float := riad.rows_of(CASE WHEN are_open THEN 'public.conversations_counted' ELSE 'public.conversations' END)
        * CASE WHEN _zones = '{}' THEN 1 ELSE least(cardinality(_zones) / riad.rows_of('riad.zones'), 1) END;
BEGIN
    IF cardinality((_wanted).words) = 1 AND (_wanted).tags || (_wanted).no_tags || (_wanted).stays || (_wanted).no_words = '{}'
        AND (_wanted).whatsapp = ''
        AND candidates < 10 * (SELECT f.rows FROM riad.frequency_of((_wanted).words[1], _states) f)
    THEN
        RETURN format('FROM (SELECT %s FROM public.conversations c WHERE %s AND %s AND %s OFFSET 0) c WHERE %s',
            columns, chosen, whose, seen, riad.word_condition((_wanted).words[1], coalesce((reader).is_desk, false),
                CASE WHEN are_open THEN 'x.is_open' ELSE 'true' END));
    END IF;
    RETURN format('FROM (SELECT %s FROM public.conversations c %s WHERE %s OFFSET 0) c WHERE %s AND %s AND %s', columns,
        riad.narrowing_joins(_wanted),
        riad.narrowing_condition(_wanted, coalesce((reader).is_desk, false), true, _states), chosen, whose, seen);
END
$$;

-- A page by finding and sorting all that fits: the ids that follow a place, in the inbox's order or backwards.
CREATE OR REPLACE FUNCTION riad.narrowed_by_index(
    _states text[], _prios smallint[], _zones smallint[], _assignment text, _prio smallint, _at timestamptz,
    _due_at timestamptz, _id uuid, _limit integer, _order text, _backwards boolean, _wanted riad.narrowing
) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET work_mem = '64MB'
-- To start helpers takes longer than what they would help with.
SET max_parallel_workers_per_gather = 0
AS $$
DECLARE
    me riad.rights := riad.session_rights();
    follows text := CASE WHEN _backwards THEN '>' ELSE '<' END;
    place text := CASE
        WHEN _order = 'priority' THEN format('(c.prio, c.last_message_at, c.id) %s ($5, $6, $8)', follows)
        WHEN _order = 'activity' THEN format('(c.last_message_at, c.id) %s ($6, $8)', follows)
        WHEN _backwards AND _due_at < 'infinity' THEN $s$c.sla_due_at < 'infinity' AND (c.sla_due_at, c.id) < ($7, $8)$s$
        WHEN _backwards THEN $s$(c.sla_due_at < 'infinity' OR (c.last_message_at, c.id) > ($6, $8))$s$
        WHEN _due_at < 'infinity' THEN $s$(c.sla_due_at = 'infinity' OR (c.sla_due_at, c.id) > ($7, $8))$s$
        ELSE $s$c.sla_due_at = 'infinity' AND (c.last_message_at, c.id) < ($6, $8)$s$ END;
    keys text := CASE _order
        WHEN 'priority' THEN 'c.prio {down}, c.last_message_at {down}, c.id {down}'
        WHEN 'activity' THEN 'c.last_message_at {down}, c.id {down}'
        ELSE $s$c.sla_due_at < 'infinity' {down}, CASE WHEN c.sla_due_at < 'infinity' THEN c.sla_due_at END {up},
            CASE WHEN c.sla_due_at < 'infinity' THEN c.id END {up}, c.last_message_at {down}, c.id {down}$s$ END;
    found uuid[];
BEGIN
    IF me.user_id IS NULL THEN
        RETURN '{}';
    END IF;
    EXECUTE format('SELECT ARRAY(SELECT c.id %s AND %s ORDER BY %s LIMIT $9)',
        riad.narrowed_query(me, _states, _prios, _zones, _assignment, _wanted), place,
        replace(replace(keys, '{down}', CASE WHEN _backwards THEN 'ASC' ELSE 'DESC' END),
            '{up}', CASE WHEN _backwards THEN 'DESC' ELSE 'ASC' END))
    INTO found
    USING me, _states, _prios, _zones, _prio, _at, _due_at, _id, _limit;
    RETURN found;
END
$$;

-- How many rows of an index hold a word, or words of which it is the beginning (`_is_beginning`), as far as the last
-- ANALYZE knows; 0 for what it didn't see often.
CREATE OR REPLACE FUNCTION riad.rows_with(_index regclass, _word text, _is_beginning boolean) RETURNS float
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT greatest(c.reltuples, 0) * coalesce((
        SELECT sum(e.share)
        FROM pg_stats s
        CROSS JOIN unnest(
            s.most_common_elems::text::text[], s.most_common_elem_freqs[:array_length(s.most_common_elems, 1)]
        ) AS e (word, share)
        WHERE s.schemaname = 'public' AND s.tablename = c.relname
            AND (e.word = _word OR _is_beginning AND starts_with(e.word, _word))
    ), 0)
    FROM pg_class c WHERE c.oid = _index;
END;

-- How many rows a table or an index has, as statistics have it; at least one.
CREATE OR REPLACE FUNCTION riad.rows_of(_relation regclass) RETURNS float
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN (SELECT greatest(c.reltuples, 1) FROM pg_class c WHERE c.oid = _relation);
END
$$;

-- How many rows the indexes give for words in a query, as statistics have it, and which share of the conversations in such
-- states that is. Of words in an order the rarest counts; they are looked for among tags too.
CREATE OR REPLACE FUNCTION riad.frequency_of(_word text, _states text[], OUT rows float, OUT share float)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    are_open boolean := NOT _states && '{RÉSOLUE,CLÔTURÉE,ARCHIVÉE}';
    talks float := riad.rows_of('public.conversations');
    tagged float := riad.rows_with(
        CASE WHEN are_open THEN 'public.conversations_by_tag' ELSE 'public.conversations_finished_by_tag' END::regclass,
        riad.folded(_word), false
    );
    said float := (
        SELECT min(
            riad.rows_with('public.messages_by_words', l.parts[1], l.parts[2] IS NOT NULL)
            + talks / riad.rows_of('public.guest')
                * riad.rows_with('public.guest_by_words', l.parts[1], l.parts[2] IS NOT NULL)
            + talks / riad.rows_of('public.property')
                * riad.rows_with('public.property_by_words', l.parts[1], l.parts[2] IS NOT NULL)
        )
        FROM regexp_matches(riad.word_query(_word)::text, '''([^'']+)''(:\*)?', 'g') AS l (parts)
    );
BEGIN
    rows := said + tagged;
    share := said / talks
        + tagged / CASE WHEN are_open THEN riad.rows_of('public.conversations_counted') ELSE talks END;
END
$$;

-- Whether a narrowing leaves so little that to find it all and sort it costs less than to walk: a tag or a word that few
-- have, the stays of one day, a window that closes soon.
CREATE OR REPLACE FUNCTION riad.leaves_few(_wanted riad.narrowing, _states text[]) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    tags_by regclass := CASE WHEN _states && '{RÉSOLUE,CLÔTURÉE,ARCHIVÉE}' THEN 'public.conversations_finished_by_tag'
        ELSE 'public.conversations_by_tag' END;
    tagged float := (SELECT greatest(c.reltuples, 1) FROM pg_class c WHERE c.oid = tags_by);
BEGIN
    RETURN (_wanted).stays <> '{}' AND (_wanted).stays <@ '{arriving,departing}'
        OR (_wanted).whatsapp = 'under' AND (_wanted).minutes <= 240
        OR EXISTS (
            SELECT FROM unnest((_wanted).tags, (_wanted).tag_groups) AS t (tag, number)
            GROUP BY t.number
            -- To find a row by an index costs a twentieth of a row walked past: where both ways cost the same, of `tagged`
            -- rows those with the tag are the root of a page's worth of twenty times as many.
            HAVING sum(riad.rows_with(tags_by, riad.folded(t.tag), false)) < sqrt(1000 * tagged)
        )
        -- To find all by the indexes, at a twelfth of a conversation walked past, against a page's worth of walking.
        OR EXISTS (
            SELECT FROM unnest((_wanted).words) w CROSS JOIN LATERAL riad.frequency_of(w, _states) f
            WHERE f.rows * f.share < 625
        );
END
$$;

-- A page of a narrowed inbox, as the statements of plain pages take it, in the given order (priority, activity, deadline):
-- the ids that follow a place, or stand before it, in the inbox's order. Under row security, and every id of it once more
-- where the page is read.
-- Whether a word or a tag is frequent is asked of all conversations, those that a login can't read too. So this runs as the
-- owner, and no login may ask for its parts: it would learn of words that are said where it doesn't read. What it gives it
-- holds against the reader's rights itself, in both of its ways.
CREATE OR REPLACE FUNCTION riad.narrowed_inbox(
    _states text[], _prios smallint[], _zones smallint[], _assignment text, _prio smallint, _at timestamptz,
    _due_at timestamptz, _id uuid, _limit integer, _order text, _backwards boolean, _wanted riad.narrowing
) RETURNS TABLE (id uuid, place bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 50 SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    prios smallint[] := coalesce(nullif(_prios, '{}'), '{0,1,2,3}');
    scope riad.inbox_scope := riad.inbox_scope(_zones, _assignment, cardinality(_states) * cardinality(prios));
    parts text[] := CASE WHEN _order <> 'deadline' THEN '{latest}'::text[]
        WHEN _backwards THEN CASE WHEN _due_at = 'infinity' THEN '{undue,due}'::text[] ELSE '{due}' END
        ELSE CASE WHEN _due_at < 'infinity' THEN '{due,undue}'::text[] ELSE '{undue}' END END;
    part text;
    step record;
    -- To read a conversation's messages costs as much as to look at some rows.
    has_words boolean := cardinality((_wanted).words || (_wanted).no_words) > 0;
    -- Finished conversations' windows are closed, but for those of the last day, which come first: to walk past these
    -- always beats looking at all there are.
    finds_soon boolean := (_wanted).whatsapp = 'closed' AND _states && '{RÉSOLUE,CLÔTURÉE,ARCHIVÉE}' AND NOT has_words
        AND (_wanted).tags = '{}' AND (_wanted).stays = '{}';
    budget float := CASE WHEN has_words
        THEN greatest(2000, (SELECT min(f.rows) / 12 FROM unnest((_wanted).words) w, riad.frequency_of(w, _states) f))
        ELSE 4000 END;
    step_size integer := least(3 * _limit, 150);
    at timestamptz;
    next_prio smallint := _prio;
    next_id uuid := _id;
    walked integer := 0;
    found uuid[] := '{}';
    is_done boolean := false;
BEGIN
    _limit := least(greatest(_limit, 1), 1000);
    IF NOT riad.leaves_few(_wanted, _states) THEN
        <<walking>>
        FOREACH part IN ARRAY parts LOOP
            at := CASE WHEN part = 'due' THEN _due_at WHEN part = 'undue' AND _due_at < 'infinity' THEN 'infinity' ELSE _at END;
            next_id := _id;
            LOOP
                SELECT array_agg(s.id) AS ids, count(*) AS rows,
                    (array_agg(s.prio))[count(*)] AS prio,
                    (array_agg(CASE WHEN part = 'due' THEN s.sla_due_at ELSE s.last_message_at END))[count(*)] AS at
                INTO step
                FROM riad.inbox_step(scope, _states, prios, part, _order = 'priority', _backwards, next_prio, at, next_id,
                    step_size) s;
                EXIT WHEN step.rows = 0;
                walked := walked + step.rows;
                found := found || ARRAY(
                    SELECT fits.id FROM riad.narrowed(step.ids, _wanted) AS fits (id)
                    JOIN unnest(step.ids) WITH ORDINALITY AS walk (id, place) ON walk.id = fits.id
                    ORDER BY walk.place
                );
                EXIT walking WHEN cardinality(found) >= _limit;
                EXIT WHEN step.rows < step_size;
                at := step.at;
                next_prio := step.prio;
                next_id := step.ids[step.rows];
                -- What is still to be walked, by what was found so far.
                IF NOT finds_soon AND _limit::float * walked > budget * cardinality(found) THEN
                    found := NULL;
                    EXIT walking;
                END IF;
                step_size := least(2 * step_size, 1000);
            END LOOP;
        END LOOP;
        is_done := found IS NOT NULL;
    END IF;
    IF NOT is_done THEN
        found := riad.narrowed_by_index(_states, _prios, _zones, _assignment, _prio, _at, _due_at, _id, _limit, _order,
            _backwards, _wanted);
    END IF;
    RETURN QUERY
    SELECT f.id, CASE WHEN _backwards THEN -f.place ELSE f.place END
    FROM unnest(found[:_limit]) WITH ORDINALITY AS f (id, place);
END
$$;
GRANT EXECUTE ON FUNCTION riad.narrowed_inbox TO riad_console;
