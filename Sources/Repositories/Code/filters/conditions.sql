-- Inbox filters beyond the inbox's indexes: tags, reservation stages, WhatsApp's window, words.
-- requires: search/search

-- Parses one word of a query as a phrase. RI010: it has neither a letter nor a digit.
CREATE OR REPLACE FUNCTION riad.phrase_query(_word text) RETURNS tsquery
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT riad.parse_search_query('"' || translate(_word, '"', ' ') || '"');
END;

-- RI010 for filters that no client of ours sends: null attributes, unknown names, more than 20 words or tags.
CREATE OR REPLACE FUNCTION riad.require_valid_filters(_filters riad.inbox_filters) RETURNS void
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF num_nulls((_filters).tags, (_filters).tag_groups, (_filters).excluded_tags, (_filters).reservation_stages,
            (_filters).whatsapp_window, (_filters).window_minutes, (_filters).words, (_filters).excluded_words) > 0
        OR cardinality((_filters).tags) IS DISTINCT FROM cardinality((_filters).tag_groups)
        OR array_position(
            (_filters).tags || (_filters).excluded_tags || (_filters).words || (_filters).excluded_words, NULL
        ) IS NOT NULL
        OR cardinality((_filters).tags || (_filters).excluded_tags) > 20
        OR cardinality((_filters).words || (_filters).excluded_words) > 20
        OR NOT (_filters).reservation_stages <@ '{upcoming,arriving,staying,departing,past,cancelled,none}'
        OR (_filters).whatsapp_window NOT IN ('', 'open', 'closed', 'under', 'over')
        OR (_filters).window_minutes NOT BETWEEN 0 AND 1440
    THEN
        RAISE EXCEPTION 'a query has at most 20 tags and 20 words, and known values only' USING ERRCODE = 'RI010';
    END IF;
END
$$;

-- Returns the condition that a reservation (r) is in this stage today, in the properties' time zone; each reservation
-- is in exactly one. `_by_index` phrases it for the date indexes, otherwise so that no index applies.
CREATE OR REPLACE FUNCTION riad.reservation_stage_condition(_stage text, _by_index boolean) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    today date := (statement_timestamp() AT TIME ZONE riad.house_time_zone())::date;
    arrival text := CASE WHEN _by_index THEN 'riad.opaque_day(r.check_in)' ELSE 'r.check_in' END;
    departure text := CASE WHEN _by_index THEN 'riad.opaque_day(r.check_out)' ELSE 'r.check_out' END;
    days text := CASE _stage
        WHEN 'upcoming' THEN '%2$s > %1$L::date'
        WHEN 'arriving' THEN '%2$s = %1$L::date'
        WHEN 'staying' THEN '%2$s < %1$L::date AND %3$s > %1$L::date'
        WHEN 'departing' THEN '%3$s = %1$L::date'
        WHEN 'past' THEN '%3$s < %1$L::date'
    END;
BEGIN
    RETURN CASE _stage WHEN 'none' THEN 'c.reservation_id IS NULL' WHEN 'cancelled' THEN $s$r.status = 'cancelled'$s$
        ELSE format($s$r.status <> 'cancelled' AND %s$s$, format(days, today, arrival, departure)) END;
END
$$;

-- Returns a word's queries, one per zone; they also match the word as a whole tag.
CREATE OR REPLACE FUNCTION riad.zoned_phrase_queries(_word text) RETURNS tsquery[]
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT riad.zoned_queries(riad.phrase_query(_word), ARRAY[_word]);
END;

-- Returns the condition that the word occurs in a message of a conversation (c), its guest's name, its tags or, for the
-- desk, its property's name.
CREATE OR REPLACE FUNCTION riad.word_condition(_word text, _is_desk boolean) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN format($s$EXISTS (
            SELECT FROM riad.search_entries_from(c.id, %s) e WHERE e.words @@ (%L::tsquery[])[e.zone_id + 1]
        )$s$, CASE WHEN _is_desk THEN -1 ELSE 0 END, riad.zoned_phrase_queries(_word));
END
$$;

-- Returns the condition on is_open that follows from the states: a plan uses a partial index only if its predicate is
-- stated.
CREATE OR REPLACE FUNCTION riad.open_state_condition(_states text[]) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    finished constant text[] := '{RÉSOLUE,CLÔTURÉE,ARCHIVÉE}';
BEGIN
    RETURN CASE WHEN NOT _states && finished THEN 'c.is_open' WHEN _states <@ finished THEN 'NOT c.is_open' ELSE 'true' END;
END
$$;

-- Returns the part of the filters on tags and single-day reservation stages as an indexed condition on a conversation
-- (c), for users who can read everything; null if there is none. Reservations are looked up first: without statistics
-- on conversations per reservation, a join would read all of them.
CREATE OR REPLACE FUNCTION riad.indexed_condition(_filters riad.inbox_filters, _states text[]) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    tagged constant text := CASE
        WHEN riad.open_state_condition(_states) <> 'true' THEN $s$c.tags <> '{}' AND riad.folded_tags(c.tags) && %L::text[]$s$
        ELSE $s$(c.is_open AND c.tags <> '{}' AND riad.folded_tags(c.tags) && %1$L::text[]
            OR NOT c.is_open AND c.tags <> '{}' AND riad.folded_tags(c.tags) && %1$L::text[])$s$ END;
BEGIN
    RETURN (
        SELECT string_agg(indexed.condition, ' AND ') FROM (
            SELECT format(tagged, array_agg(riad.folded(t.tag)))
            FROM unnest((_filters).tags, (_filters).tag_groups) AS t (tag, number)
            GROUP BY t.number
            UNION ALL
            SELECT format('c.reservation_id = ANY (ARRAY(SELECT r.res_id FROM public.reservation r WHERE %s))',
                string_agg(format('(%s)', riad.reservation_stage_condition(s, true)), ' OR '))
            FROM unnest((_filters).reservation_stages) s
            WHERE (_filters).reservation_stages <@ '{arriving,departing}'
            HAVING count(*) > 0
        ) indexed (condition)
    );
END
$$;

-- Returns the part of the filters on words and, with `_with_tags`, on tags as a condition on a conversation (c) found
-- by the word index, among what the user ($1) reads in the zones ($4); null if there is none.
CREATE OR REPLACE FUNCTION riad.indexed_filters_condition(_filters riad.inbox_filters, _with_tags boolean) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    entered constant text := 'c.id IN (SELECT riad.conversations_matching_words($1, $4, %L::tsquery[]))';
BEGIN
    RETURN (
        SELECT string_agg(format(entered, found.queries), ' AND ') FROM (
            SELECT riad.zoned_queries(NULL, array_agg(t.tag))
            FROM unnest((_filters).tags, (_filters).tag_groups) AS t (tag, number)
            WHERE _with_tags
            GROUP BY t.number
            UNION ALL
            SELECT riad.zoned_phrase_queries(w) FROM unnest((_filters).words) w
        ) found (queries)
    );
END
$$;

-- Returns the filters as one condition on a conversation (c) with its reservation (r). Every value is a literal quoted
-- by format(). `_is_found` omits tags and words, which already selected the row.
CREATE OR REPLACE FUNCTION riad.filters_condition(_filters riad.inbox_filters, _is_desk boolean, _is_found boolean)
RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    parts text[] := '{true}';
    opened timestamptz := statement_timestamp() - interval '24 hours';
BEGIN
    IF NOT _is_found THEN
        parts := parts || ARRAY(
            SELECT format($s$c.tags <> '{}' AND (c.tags && %2$L::text[] OR riad.folded_tags(c.tags) && %1$L::text[])$s$,
                array_agg(riad.folded(t.tag)), array_agg(t.tag))
            FROM unnest((_filters).tags, (_filters).tag_groups) AS t (tag, number)
            GROUP BY t.number
        ) || ARRAY(SELECT riad.word_condition(w, _is_desk) FROM unnest((_filters).words) w);
    END IF;
    IF (_filters).excluded_tags <> '{}' THEN
        parts := parts || format($s$(c.tags = '{}' OR NOT riad.folded_tags(c.tags) && %L::text[])$s$,
            ARRAY(SELECT riad.folded(t) FROM unnest((_filters).excluded_tags) t));
    END IF;
    IF (_filters).reservation_stages <> '{}' THEN
        parts := parts || format('(%s)', (
            SELECT string_agg(format('(%s)', riad.reservation_stage_condition(s, true)), ' OR ')
            FROM unnest((_filters).reservation_stages) s
        ));
    END IF;
    IF (_filters).whatsapp_window <> '' THEN
        -- The index leads with is_open, so both values are listed.
        parts := parts || $s$c.channel_type = 'whatsapp'$s$::text || $s$c.is_open = ANY ('{true,false}')$s$::text
            || CASE (_filters).whatsapp_window
            WHEN 'closed' THEN format('(c.last_guest_at <= %L OR c.last_guest_at IS NULL)', opened)
            WHEN 'under' THEN format('c.last_guest_at > %L AND c.last_guest_at < %L',
                opened, opened + make_interval(mins => (_filters).window_minutes))
            WHEN 'over' THEN format('c.last_guest_at > %L', opened + make_interval(mins => (_filters).window_minutes))
            ELSE format('c.last_guest_at > %L', opened) END;
    END IF;
    parts := parts || ARRAY(SELECT 'NOT ' || riad.word_condition(w, _is_desk) FROM unnest((_filters).excluded_words) w);
    RETURN array_to_string(parts, ' AND ');
END
$$;

-- Returns the join that the filters' condition needs: a conversation's (c) reservation (r). Planning an unneeded join
-- takes as long as reading a short page.
CREATE OR REPLACE FUNCTION riad.filters_joins(_filters riad.inbox_filters) RETURNS text
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
    SELECT CASE WHEN (_filters).reservation_stages <> '{}'
        THEN 'LEFT JOIN public.reservation r ON r.res_id = c.reservation_id' ELSE '' END;
END;

-- Returns those of the given conversations that the current user reads and that match the filters. Runs as the owner,
-- because row security would check each guest and message.
CREATE OR REPLACE FUNCTION riad.filter_conversations(_ids uuid[], _filters riad.inbox_filters) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me riad.rights := riad.session_rights();
BEGIN
    IF me.user_id IS NULL THEN
        RETURN;
    END IF;
    PERFORM riad.require_valid_filters(_filters);
    -- Rights first: neither filters nor reservations touch a conversation that the user can't read.
    RETURN QUERY EXECUTE format($s$
        SELECT c.id FROM (
            SELECT c.id, (%3$s) AS fits
            FROM (SELECT c.* FROM public.conversations c WHERE c.id = ANY ($1) AND %1$s OFFSET 0) c
            %2$s
            OFFSET 0
        ) c WHERE c.fits
    $s$, CASE WHEN me.can_read_all THEN 'true'
        ELSE 'riad.can_read($2, c.zone_id, c.assigned_agent_id, c.transferred_to_role)' END,
        riad.filters_joins(_filters), riad.filters_condition(_filters, coalesce(me.is_desk, false), false))
    USING _ids, me;
END
$$;
