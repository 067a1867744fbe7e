-- What narrows an inbox beyond its indexes: tags, stays, WhatsApp's window, words.
-- requires: search/search

-- One of a query's words as the indexes of words have it. RI010 where it has no letter and no digit.
CREATE OR REPLACE FUNCTION riad.word_query(_word text) RETURNS tsquery
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT riad.words_query('"' || translate(_word, '"', ' ') || '"');
END;

-- RI010 for what no client of ours sends: parts that are missing, names that don't exist, more than 20 words or tags.
CREATE OR REPLACE FUNCTION riad.check_narrowing(_wanted riad.narrowing) RETURNS void
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF num_nulls((_wanted).tags, (_wanted).tag_groups, (_wanted).no_tags, (_wanted).stays, (_wanted).whatsapp,
            (_wanted).minutes, (_wanted).words, (_wanted).no_words) > 0
        OR cardinality((_wanted).tags) IS DISTINCT FROM cardinality((_wanted).tag_groups)
        OR array_position((_wanted).tags || (_wanted).no_tags || (_wanted).words || (_wanted).no_words, NULL) IS NOT NULL
        OR cardinality((_wanted).tags || (_wanted).no_tags) > 20
        OR cardinality((_wanted).words || (_wanted).no_words) > 20
        OR NOT (_wanted).stays <@ '{upcoming,arriving,staying,departing,past,cancelled,none}'
        OR (_wanted).whatsapp NOT IN ('', 'open', 'closed', 'under', 'over')
        OR (_wanted).minutes NOT BETWEEN 0 AND 1440
    THEN
        RAISE EXCEPTION 'a query has at most 20 tags, 20 words, and what it knows' USING ERRCODE = 'RI010';
    END IF;
END
$$;

-- Whether a stay (r) is that far today, where the properties are, as a condition. A stay is exactly one of them.
CREATE OR REPLACE FUNCTION riad.stay_condition(_stay text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    today date := (statement_timestamp() AT TIME ZONE 'Africa/Casablanca')::date;
    days text := CASE _stay
        WHEN 'upcoming' THEN 'riad.opaque_day(r.check_in) > %1$L::date'
        WHEN 'arriving' THEN 'riad.opaque_day(r.check_in) = %1$L::date'
        WHEN 'staying' THEN 'riad.opaque_day(r.check_in) < %1$L::date AND riad.opaque_day(r.check_out) > %1$L::date'
        WHEN 'departing' THEN 'riad.opaque_day(r.check_out) = %1$L::date'
        WHEN 'past' THEN 'riad.opaque_day(r.check_out) < %1$L::date'
    END;
BEGIN
    RETURN CASE _stay WHEN 'none' THEN 'c.reservation_id IS NULL' WHEN 'cancelled' THEN $s$r.status = 'cancelled'$s$
        ELSE format($s$r.status <> 'cancelled' AND %s$s$, format(days, today)) END;
END
$$;

-- Whether a word stands in a conversation (c), its guest (g) or property (p), as a condition. With `_among`, a condition on
-- conversations (x), all of those that have it are found by the indexes, which is for rare words; where it is null each
-- conversation's messages are read. Who isn't of the desk sees no properties.
CREATE OR REPLACE FUNCTION riad.word_condition(_word text, _is_desk boolean, _among text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    -- Only of what is asked for: a plan doesn't see that nothing is open and finished.
    tagged text := (
        SELECT string_agg(format($s$
            UNION ALL SELECT x.id FROM public.conversations x
            WHERE %s AND x.tags <> '{}' AND riad.folded_tags(x.tags) && %L::text[]$s$, part, ARRAY[riad.folded(_word)]), '')
        FROM unnest('{x.is_open,NOT x.is_open}'::text[]) part
        WHERE _among = 'true' OR _among = part
    );
    pattern text := CASE WHEN _among IS NOT NULL THEN $s$c.id IN (
            SELECT m.conversation_id FROM public.conversation_messages m
            WHERE riad.words_of(m.message_content) @@ %1$L::tsquery
            UNION ALL SELECT x.id FROM public.guest g JOIN public.conversations x ON x.guest_id = g.guest_id
            WHERE riad.words_of(coalesce(g.first_name, '') || ' ' || coalesce(g.last_name, '')) @@ %1$L::tsquery
                AND %4$s
            UNION ALL SELECT x.id FROM public.property p JOIN public.conversations x ON x.property_id = p.property_id
            WHERE %3$L::boolean AND riad.words_of(p.name) @@ %1$L::tsquery AND %4$s
%5$s
        )$s$
        ELSE $s$(
            coalesce(riad.words_of(coalesce(g.first_name, '') || ' ' || coalesce(g.last_name, '')) @@ %1$L::tsquery, false)
            OR %3$L::boolean AND coalesce(riad.words_of(p.name) @@ %1$L::tsquery, false)
            OR c.tags <> '{}' AND riad.folded_tags(c.tags) && %2$L::text[]
            OR EXISTS (
                SELECT FROM public.conversation_messages m
                WHERE m.conversation_id = c.id AND riad.words_of(m.message_content) @@ %1$L::tsquery
            )
        )$s$ END;
BEGIN
    RETURN format(pattern, riad.word_query(_word), ARRAY[riad.folded(_word)], _is_desk, _among, tagged);
END
$$;

-- A narrowing as one condition on a conversation (c) with its stay, guest and property (r, g, p). Every value in it is a
-- literal that format() quoted. `_by_index`: as the indexes can serve it, for those states; else as rows are held against
-- it one by one.
CREATE OR REPLACE FUNCTION riad.narrowing_condition(
    _wanted riad.narrowing, _is_desk boolean, _by_index boolean, _states text[]
) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    parts text[] := '{true}';
    opened timestamptz := statement_timestamp() - interval '24 hours';
    finished constant text[] := '{RÉSOLUE,CLÔTURÉE,ARCHIVÉE}';
    -- Said where it is so, because a plan takes a partial index only where its condition is.
    among text := CASE WHEN NOT _by_index THEN NULL WHEN NOT _states && finished THEN 'x.is_open'
        WHEN _states <@ finished THEN 'NOT x.is_open' ELSE 'true' END;
    -- Of what is open and what isn't there is an index each: either, or both joined.
    tag_pattern text := CASE
        WHEN among IS NULL THEN $s$c.tags <> '{}' AND (c.tags && %2$L::text[] OR riad.folded_tags(c.tags) && %1$L::text[])$s$
        WHEN among <> 'true' THEN $s$c.tags <> '{}' AND riad.folded_tags(c.tags) && %1$L::text[]$s$
        ELSE $s$(c.is_open AND c.tags <> '{}' AND riad.folded_tags(c.tags) && %1$L::text[]
            OR NOT c.is_open AND c.tags <> '{}' AND riad.folded_tags(c.tags) && %1$L::text[])$s$ END;
BEGIN
    PERFORM riad.check_narrowing(_wanted);
    IF among IS NOT NULL THEN
        parts := parts || replace(among, 'x.', 'c.');
    END IF;
    parts := parts || ARRAY(
        SELECT format(tag_pattern, array_agg(riad.folded(t.tag)), array_agg(t.tag))
        FROM unnest((_wanted).tags, (_wanted).tag_groups) AS t (tag, number)
        GROUP BY t.number ORDER BY t.number
    );
    IF (_wanted).no_tags <> '{}' THEN
        parts := parts || format($s$(c.tags = '{}' OR NOT riad.folded_tags(c.tags) && %L::text[])$s$,
            ARRAY(SELECT riad.folded(t) FROM unnest((_wanted).no_tags) t));
    END IF;
    IF (_wanted).stays <> '{}' THEN
        parts := parts || format('(%s)', (
            SELECT string_agg(format('(%s)', riad.stay_condition(s)), ' OR ') FROM unnest((_wanted).stays) s
        ));
    END IF;
    IF (_wanted).whatsapp <> '' THEN
        -- The index has what is open and what isn't apart, so both are named where both are wanted.
        parts := parts || $s$c.channel_type = 'whatsapp'$s$::text
            || CASE WHEN among = 'true' THEN $s$c.is_open = ANY ('{true,false}')$s$ ELSE 'true' END || CASE (_wanted).whatsapp
            WHEN 'closed' THEN format('(c.last_guest_at <= %L OR c.last_guest_at IS NULL)', opened)
            WHEN 'under' THEN format('c.last_guest_at > %L AND c.last_guest_at < %L',
                opened, opened + make_interval(mins => (_wanted).minutes))
            WHEN 'over' THEN format('c.last_guest_at > %L', opened + make_interval(mins => (_wanted).minutes))
            ELSE format('c.last_guest_at > %L', opened) END;
    END IF;
    parts := parts || ARRAY(
        SELECT riad.word_condition(w, _is_desk, among) FROM unnest((_wanted).words) w
    ) || ARRAY(
        SELECT 'NOT ' || riad.word_condition(w, _is_desk, NULL) FROM unnest((_wanted).no_words) w
    );
    RETURN array_to_string(parts, ' AND ');
END
$$;

-- The joins that a narrowing's condition needs: the stay (r), the guest (g) and the property (p) of a conversation (c).
-- To plan joins that nothing asks for takes as long as a short page.
CREATE OR REPLACE FUNCTION riad.narrowing_joins(_wanted riad.narrowing) RETURNS text
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
    SELECT concat_ws(' ',
        CASE WHEN (_wanted).stays <> '{}' THEN 'LEFT JOIN public.reservation r ON r.res_id = c.reservation_id' END,
        CASE WHEN (_wanted).words <> '{}' OR (_wanted).no_words <> '{}' THEN
            'LEFT JOIN public.guest g ON g.guest_id = c.guest_id'
            ' LEFT JOIN public.property p ON p.property_id = c.property_id' END
    );
END;

-- Those of some conversations that the session's person reads and that a narrowing leaves. It runs as the owner, because
-- row security would ask of each guest and message whose they are.
CREATE OR REPLACE FUNCTION riad.narrowed(_ids uuid[], _wanted riad.narrowing) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me riad.rights := riad.session_rights();
BEGIN
    IF me.user_id IS NULL THEN
        RETURN;
    END IF;
    RETURN QUERY EXECUTE format($s$
        SELECT c.id FROM public.conversations c
        %s
        WHERE c.id = ANY ($1) AND %s AND %s
    $s$, riad.narrowing_joins(_wanted), CASE WHEN me.reads_all THEN 'true'
        ELSE 'riad.sees($2, c.zone_id, c.assigned_agent_id, c.transferred_to_role)' END,
        riad.narrowing_condition(_wanted, me.is_desk, false, '{}')) USING _ids, me;
END
$$;
