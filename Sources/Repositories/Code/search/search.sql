-- Full-text search of messages.
-- requires: rights/reading

-- Returns a folded query in which what is one word to who types it is one to the parser: a telephone number as a word
-- of its own, whatever stands between its digits, and letters of a script without blanks as a phrase. Inside quotes,
-- only what fills them.
CREATE OR REPLACE FUNCTION riad.quoted_where_joined(_text text) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    parts text[] := string_to_array(_text, '"');
    phone constant text := '[+(]*[0-9](?:[ .()/-]{0,3}[0-9]){7,14}(?![0-9])';
    dense constant text := '[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]';
    part text;
    rest text;
    given text;
    place integer;
BEGIN
    FOR n IN 1..cardinality(parts) LOOP
        part := parts[n];
        IF n % 2 = 0 THEN
            IF part ~ ('^ *' || phone || ' *$') THEN
                parts[n] := 'telqj' || right(regexp_replace(part, '[^0-9]', '', 'g'), 8);
            ELSE
                parts[n] := riad.spaced(part);
            END IF;
            CONTINUE;
        END IF;
        -- One after the other: the last digits of a number may be another one.
        rest := part;
        part := '';
        FOR given IN SELECT m.run[1] FROM regexp_matches(rest, phone, 'g') AS m (run) LOOP
            place := strpos(rest, given);
            part := part || left(rest, place - 1);
            part := part || CASE WHEN part LIKE '%-' THEN '' ELSE ' ' END
                || 'telqj' || right(regexp_replace(given, '[^0-9]', '', 'g'), 8) || ' ';
            rest := substr(rest, place + char_length(given));
        END LOOP;
        part := part || rest;
        IF part ~ dense THEN
            part := riad.spaced(regexp_replace(part, '(' || dense || '{2,250})', '"\1"', 'g'));
        END IF;
        parts[n] := part;
    END LOOP;
    RETURN array_to_string(parts, '"');
END
$$;

-- Parses a search: words (all required), "phrases", -excluded words, or, and prefixes such as `reserv*` anywhere.
-- Prefixes pass the parser as words with a marker at the end. RI010: nothing to search for, more than 1,000 characters
-- (parsing is quadratic), or a word of more than 250.
CREATE OR REPLACE FUNCTION riad.parse_search_query(_text text) RETURNS tsquery
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    mark text := 'qjbeginningqj';
    wanted tsquery;
BEGIN
    IF char_length(_text) > 1000 THEN
        RAISE EXCEPTION 'a search has at most 1,000 characters' USING ERRCODE = 'RI010';
    END IF;
    wanted := websearch_to_tsquery('simple', regexp_replace(
        riad.quoted_where_joined(riad.folded(coalesce(_text, ''))), '(\w{2,})\*', '\1' || mark, 'g'
    ));
    wanted := replace(wanted::text, mark || '''', ''':*')::tsquery;
    wanted := regexp_replace(wanted::text, '''telqj([0-9]{8})''', '''+\1''', 'g')::tsquery;
    IF numnode(wanted) = 0 OR querytree(wanted) IN ('', 'T') THEN
        RAISE EXCEPTION 'a search needs at least one term that is not excluded' USING ERRCODE = 'RI010';
    END IF;
    IF wanted::text ~ '[^''& |!]{251}' THEN
        RAISE EXCEPTION 'a search term has at most 250 characters' USING ERRCODE = 'RI010';
    END IF;
    RETURN wanted;
END
$$;

-- Returns the text around the first matching word, within the searched part of the text: folding all of a long mail
-- takes longer than finding it.
CREATE OR REPLACE FUNCTION riad.excerpt(_text text, _query tsquery) RETURNS text
LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT substr(_text, greatest(1, min(f.first) - 60), 240)
    FROM regexp_matches(_query::text, '''([^'']+)''', 'g') AS word (parts)
    CROSS JOIN LATERAL (SELECT nullif(strpos(riad.folded(left(_text, 20000)), word.parts[1]), 0) AS first) f;
END;

-- Returns a query for any of the tags in a zone; null if there are none.
CREATE OR REPLACE FUNCTION riad.tag_query(_tags text[], _zone_id smallint) RETURNS tsquery
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN (
        SELECT string_agg(format('''%s''', replace(replace(t, E'\\', E'\\\\'), '''', '''''')), ' | ')
        FROM unnest(riad.zoned_tags(_tags, _zone_id)) t
    )::tsquery;
END
$$;

-- Returns the query for each zone, as its entries store words; zone 5 is element 6. Matches the words or any of the
-- tags; either may be null.
CREATE OR REPLACE FUNCTION riad.zoned_queries(_query tsquery, _tags text[]) RETURNS tsquery[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN ARRAY(
        SELECT coalesce(own.words || own.tags, own.words, own.tags)
        FROM generate_series(0, (SELECT max(zones.id) FROM riad.zones)) AS z (id)
        CROSS JOIN LATERAL (
            SELECT riad.zoned_query(_query, z.id::smallint), riad.tag_query(_tags, z.id::smallint)
        ) own (words, tags)
        ORDER BY z.id
    );
END
$$;

-- Returns the zones that the user can read completely, among the given ones ('{}' for any).
CREATE OR REPLACE FUNCTION riad.fully_readable_zones(_user riad.rights, _zones smallint[]) RETURNS smallint[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN ARRAY(
        SELECT z.id FROM riad.zones z
        WHERE (_user.can_read_all OR z.id = ANY (_user.readable_zones)) AND (_zones = '{}' OR z.id = ANY (_zones))
    );
END
$$;

-- Returns the conversations that the user can read for another reason than their zone, within the given zones ('{}' for
-- any).
CREATE OR REPLACE FUNCTION riad.readable_outside_zones(_user riad.rights, _zones smallint[]) RETURNS uuid[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF _user.can_read_all THEN
        RETURN '{}';
    END IF;
    -- Two queries, each answered by an index alone; one query for both would fetch rows. IS TRUE keeps the zones'
    -- condition from an index, which would read everybody's rows.
    RETURN ARRAY(
        SELECT c.id FROM public.conversations c
        WHERE c.assigned_agent_id = _user.user_id
            AND c.zone_id <> ALL (_user.readable_zones) AND (_zones = '{}' OR c.zone_id = ANY (_zones)) IS TRUE
        UNION
        SELECT c.id FROM public.conversations c
        WHERE c.transferred_to_role = _user.role
            AND c.zone_id <> ALL (_user.readable_zones) AND (_zones = '{}' OR c.zone_id = ANY (_zones)) IS TRUE
    );
END
$$;

-- Returns the query for a guest as they are asked for: by telephone number in any spelling, e-mail address or its
-- beginning, or by words of the name or a booking's number, each at least begun. RI010: it has neither a letter nor a
-- digit.
CREATE OR REPLACE FUNCTION riad.guest_query(_text text) RETURNS tsquery
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    asked text := btrim(riad.folded(_text));
    quoted text := replace(replace(asked, E'\\', E'\\\\'), '''', '''''');
BEGIN
    IF strpos(asked, '@') > 0 THEN
        RETURN format('''@%s'':*', quoted)::tsquery;
    ELSIF asked ~ '^[+(]*[0-9][0-9 .()/-]*$' AND riad.phone_keys(asked) <> '{}' THEN
        -- A booking's number may be as long.
        RETURN (format('''+%s''', right(regexp_replace(asked, '[^0-9]', '', 'g'), 8)))::tsquery
            || riad.begun_words_query(asked);
    ELSIF strpos(asked, ' ') = 0 THEN
        RETURN riad.begun_words_query(asked) || format('''@%s'':*', quoted)::tsquery;
    END IF;
    RETURN riad.begun_words_query(asked);
END
$$;

-- Returns the query for words in any order, each at least begun.
CREATE OR REPLACE FUNCTION riad.begun_words_query(_text text) RETURNS tsquery
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    words tsvector := riad.words_of(_text);
BEGIN
    IF words = ''::tsvector THEN
        RAISE EXCEPTION 'a search needs a word that must be there' USING ERRCODE = 'RI010';
    END IF;
    RETURN (
        SELECT string_agg(format('''%s'':*', replace(replace(w.lexeme, E'\\', E'\\\\'), '''', '''''')), ' & ')
        FROM unnest(words) w
    )::tsquery;
END
$$;

-- Returns a conversation's entry of a number, as a fence too.
CREATE OR REPLACE FUNCTION riad.search_entry(_conversation_id uuid, _seq bigint)
RETURNS TABLE (conversation_id uuid, zone_id smallint, words tsvector)
LANGUAGE sql STABLE ROWS 1
BEGIN ATOMIC
    SELECT e.conversation_id, e.zone_id, e.words FROM riad.search_entries e
    WHERE e.conversation_id = _conversation_id AND e.seq = _seq
    OFFSET 0;
END;

-- Returns a conversation's entries from a number on. A fence: with the caller's comparison in the same query, a plan
-- might compare words before checking the conversation.
CREATE OR REPLACE FUNCTION riad.search_entries_from(_conversation_id uuid, _first bigint)
RETURNS TABLE (conversation_id uuid, zone_id smallint, message_id uuid, created_at timestamptz, words tsvector)
LANGUAGE sql STABLE ROWS 10
BEGIN ATOMIC
    SELECT e.conversation_id, e.zone_id, e.message_id, e.created_at, e.words FROM riad.search_entries e
    WHERE e.conversation_id = _conversation_id AND e.seq >= _first
    OFFSET 0;
END;

-- Returns the conversations with the words or tags that the user can read, within the given zones ('{}' for any),
-- possibly repeated. Compares only what they can read, see riad.search_messages. `_queries` comes from
-- riad.zoned_queries. `_seq` keeps to entries of that number: 0 the guest and the tags, -1 the property.
CREATE OR REPLACE FUNCTION riad.conversations_matching_words(
    _user riad.rights, _zones smallint[], _queries tsquery[], _seq bigint DEFAULT NULL
) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path = pg_catalog, pg_temp SET enable_seqscan = off
AS $$
BEGIN
    RETURN QUERY
    SELECT e.conversation_id
    FROM unnest(riad.fully_readable_zones(_user, _zones)) AS zone (id)
    CROSS JOIN LATERAL (
        SELECT e.conversation_id, e.seq FROM riad.search_entries e WHERE e.words @@ _queries[zone.id + 1] OFFSET 0
    ) e
    WHERE _seq IS NULL OR e.seq = _seq;
    RETURN QUERY
    SELECT e.conversation_id
    FROM unnest(riad.readable_outside_zones(_user, _zones)) AS own (id)
    CROSS JOIN LATERAL riad.search_entries_from(own.id, -1) e
    WHERE _seq IS NULL AND e.words @@ _queries[e.zone_id + 1];
    RETURN QUERY
    SELECT e.conversation_id
    FROM unnest(CASE WHEN _seq IS NOT NULL THEN riad.readable_outside_zones(_user, _zones) END) AS own (id)
    CROSS JOIN LATERAL riad.search_entry(own.id, _seq) e
    WHERE e.words @@ _queries[e.zone_id + 1];
END
$$;

-- Returns a query that scans messages of some zones backwards in time and tells of each whether it matches: one index
-- scan per zone, merged. $1 is the earliest time, $2 and $3 the message before which to start.
CREATE OR REPLACE FUNCTION riad.search_scan_query(_zones smallint[], _queries tsquery[]) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN 'SELECT w.* FROM (' || (
        -- Sorted per branch: otherwise the plan would sort whole branches of the union.
        SELECT string_agg(format(
            '(SELECT e.message_id, e.created_at, e.words @@ %L::tsquery AS matches FROM riad.search_entries e '
                'WHERE e.zone_id = %s AND e.seq > 0 AND e.created_at >= $1 AND (e.created_at, e.message_id) < ($2, $3) '
                'ORDER BY e.created_at DESC, e.message_id DESC)',
            _queries[z + 1], z
        ), ' UNION ALL ')
        FROM unnest(_zones) z
    ) || ') w ORDER BY w.created_at DESC, w.message_id DESC LIMIT 50000';
END
$$;

-- Returns the latest matching messages before a position that the current user can read: at most 200, from the last
-- `_days` days. RI001: no rights. RI010: no words. Rights come before words. Under row security every message would be
-- read first, so this runs as the owner; but it compares only entries of zones that the user can read, which the index
-- finds because words are prefixed with their zone, and those of the user's other conversations, one by one. Other
-- users' messages aren't touched, so neither timing nor counters reveal them. Decides while searching how to search,
-- because no planner knows how often words occur together: scans backwards in time, which finds frequent words at once,
-- until reading all matches from the word index costs less than scanning on. The number of matches is extrapolated from
-- the messages seen, assuming that the next one may match.
CREATE OR REPLACE FUNCTION riad.search_messages(
    _words text, _zones smallint[], _days integer, _before timestamptz, _before_id uuid, _limit integer
) RETURNS SETOF riad.found_message
-- ROWS: at the default estimate of 1,000, the calling statement hashes all conversations for its join.
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 50 SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_custom_plan
-- With less memory the bitmap becomes lossy, and every message on its pages is compared again.
SET work_mem = '64MB'
-- A sequential scan of a small table would compare messages that the user can't read; a sort would read all matches.
SET enable_seqscan = off SET enable_sort = off
AS $$
DECLARE
    me riad.rights := riad.session_rights();
    query tsquery;
    queries tsquery[];
    since timestamptz := statement_timestamp() - make_interval(days => least(greatest(_days, 0), 36500));
    wanted integer := least(greatest(_limit, 1), 200);
    whole smallint[];
    total float;
    entry record;
    scanned integer := 0;
    matches integer := 0;
    is_over boolean := true;
    found uuid[];
    scanned_to timestamptz := _before;
    scanned_to_id uuid := _before_id;
BEGIN
    IF me.user_id IS NULL THEN
        RAISE EXCEPTION 'this login has no rights' USING ERRCODE = 'RI001';
    END IF;
    query := riad.parse_search_query(_words);
    queries := riad.zoned_queries(query, NULL);
    whole := riad.fully_readable_zones(me, _zones);
    found := ARRAY(
        SELECT e.message_id
        FROM unnest(riad.readable_outside_zones(me, _zones)) AS own (id)
        CROSS JOIN LATERAL riad.search_entries_from(own.id, 1) e
        WHERE e.words @@ queries[e.zone_id + 1]
            AND e.created_at >= since AND (e.created_at, e.message_id) < (_before, _before_id)
        ORDER BY e.created_at DESC, e.message_id DESC
        LIMIT wanted
    );
    IF whole <> '{}' THEN
        total := (SELECT c.reltuples FROM pg_class c WHERE c.oid = 'riad.search_entries_by_time'::regclass)
            * cardinality(whole) / cardinality(queries);
        FOR entry IN EXECUTE riad.search_scan_query(whole, queries) USING since, _before, _before_id LOOP
            scanned := scanned + 1;
            scanned_to := entry.created_at;
            scanned_to_id := entry.message_id;
            IF entry.matches THEN
                matches := matches + 1;
                found := found || entry.message_id;
                EXIT WHEN matches = wanted;
            END IF;
            -- The messages still to scan, extrapolated, against the expected matches in all of them.
            IF scanned = 50000 OR scanned % 50 = 0
                AND (wanted - matches) * scanned::float > total * greatest(matches, 1) / scanned * (matches + 1)
            THEN
                is_over := false;
                EXIT;
            END IF;
        END LOOP;
    END IF;
    IF NOT is_over THEN
        found := found || ARRAY(
            SELECT e.message_id
            FROM unnest(whole) AS zone (id)
            CROSS JOIN LATERAL (
                SELECT e.message_id, e.created_at FROM riad.search_entries e
                WHERE e.words @@ queries[zone.id + 1] AND e.seq > 0
                    AND e.created_at >= since AND (e.created_at, e.message_id) < (scanned_to, scanned_to_id)
                OFFSET 0
            ) e
            ORDER BY e.created_at DESC, e.message_id DESC
            LIMIT wanted - matches
        );
    END IF;
    RETURN QUERY
    SELECT m.id, m.conversation_id, m.seq, m.created_at, m.sender_type, m.sender_name, m.is_internal,
        coalesce(nullif(riad.excerpt(m.message_content, query), ''), left(m.message_content, 240))
    FROM public.conversation_messages m
    WHERE m.id = ANY (found) AND riad.can_read_conversation(m.conversation_id)
    ORDER BY m.created_at DESC, m.id DESC
    LIMIT wanted;
END
$$;
GRANT EXECUTE ON FUNCTION riad.search_messages TO riad_console;
