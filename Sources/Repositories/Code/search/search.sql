-- Finding messages by their words.

-- What somebody typed as a query: words that must all be there, "words in this order", -without, or, and beginnings such
-- as `reserv*`, wherever a word may stand. A beginning goes through the reading of the query as a word with a mark at its
-- end. RI010 where there is nothing to look for, or more than 1,000 characters: time grows with their square.
CREATE OR REPLACE FUNCTION riad.words_query(_text text) RETURNS tsquery
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    mark text := 'qjbeginningqj';
    wanted tsquery;
BEGIN
    IF char_length(_text) > 1000 THEN
        RAISE EXCEPTION 'a search has at most 1,000 characters' USING ERRCODE = 'RI010';
    END IF;
    wanted := websearch_to_tsquery(
        'simple', regexp_replace(riad.folded(coalesce(_text, '')), '(\w{2,})\*', '\1' || mark, 'g')
    );
    wanted := replace(wanted::text, mark || '''', ''':*')::tsquery;
    IF numnode(wanted) = 0 OR querytree(wanted) IN ('', 'T') THEN
        RAISE EXCEPTION 'a search needs a word that must be there' USING ERRCODE = 'RI010';
    END IF;
    RETURN wanted;
END
$$;

-- The part of a text around the first of the query's words.
CREATE OR REPLACE FUNCTION riad.excerpt(_text text, _query tsquery) RETURNS text
LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT substr(_text, greatest(1, min(f.place) - 60), 240)
    FROM regexp_matches(_query::text, '''([^'']+)''', 'g') AS word (parts)
    CROSS JOIN LATERAL (SELECT nullif(strpos(riad.folded(_text), word.parts[1]), 0) AS place) f;
END;

-- Whether a person may read a conversation that lies in some zones, or in any where none are given. Becomes part of the
-- query that calls it, so it sets nothing; its names are bound already.
CREATE OR REPLACE FUNCTION riad.search_reaches(_conversation uuid, _me riad.rights, _zones smallint[]) RETURNS boolean
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT EXISTS (
        SELECT FROM public.conversations c
        WHERE c.id = _conversation
            AND ((_me).reads_all OR c.zone_id = ANY ((_me).readable_zones) OR c.assigned_agent_id = (_me).user_id
                OR c.transferred_to_role = (_me).role)
            AND (_zones = '{}' OR c.zone_id = ANY (_zones))
    );
END;

-- The latest messages, before a place, that have the words, among what the session's person can read: at most 200, not
-- older than so many days (more than there are: all). Row security would make it read every message first, so this runs
-- as the owner and asks itself. RI001 without rights, RI010 without words.
-- How messages are found is decided while looking, because no planner knows how often words stand together: it walks back
-- in time, which finds frequent words at once, until going through all messages that have the words, by the index of
-- words, costs less than to walk on; few messages of few conversations are read outright. How many messages these read
-- is known; how many have the words is judged by those seen, and by statistics where the first 500 had none. The walk goes
-- in steps of 500: planned for more it would sort a whole table before it gives the first. Words that nobody wrote are
-- known to be absent after a few hundred messages. Custom plans: how rare the words are decides how they are found.
CREATE OR REPLACE FUNCTION riad.search_messages(
    _words text, _zones smallint[], _days integer, _before timestamptz, _before_id uuid, _limit integer
) RETURNS SETOF riad.found_message
-- ROWS: where 1,000 rows are expected, the statement around it reads all conversations into a hash to join them.
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 50 SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_custom_plan
-- With less the index would give pages instead of messages, and each message on them be taken to words again.
SET work_mem = '64MB'
AS $$
DECLARE
    me riad.rights := riad.session_rights();
    query tsquery;
    since timestamptz := statement_timestamp() - make_interval(days => least(greatest(_days, 0), 36500));
    wanted integer := least(greatest(_limit, 1), 200);
    -- To take a message to words costs as much as to fetch some by the index and hold them against the rights.
    words_per_fetch constant float := 0.4;
    total float := (SELECT c.reltuples FROM pg_class c WHERE c.oid = 'public.conversation_messages'::regclass);
    -- Messages with the rarest of the words, as statistics have it; null where one of some words is enough.
    rows_known float;
    place record;
    walked integer := 0;
    steps integer;
    is_over boolean := false;
    matches integer := 0;
    found uuid[] := '{}';
    own uuid[];
    own_messages float;
BEGIN
    IF me.user_id IS NULL THEN
        RAISE EXCEPTION 'this login has no rights' USING ERRCODE = 'RI001';
    END IF;
    query := riad.words_query(_words);
    IF query::text !~ '[|!]' THEN
        rows_known := (
            SELECT min(riad.rows_with('public.messages_by_words', l.parts[1], l.parts[2] IS NOT NULL))
            FROM regexp_matches(query::text, '''([^'']+)''(:\*)?', 'g') AS l (parts)
        );
    END IF;
    IF NOT me.reads_all AND me.readable_zones = '{}' THEN
        SELECT array_agg(c.id),
            CASE WHEN count(*) <= 5000 THEN coalesce(sum(c.last_seq), 0) END
        INTO own, own_messages FROM (
            SELECT c.id, c.last_seq FROM public.conversations c
            WHERE (c.assigned_agent_id = me.user_id OR c.transferred_to_role = me.role)
                AND (_zones = '{}' OR c.zone_id = ANY (_zones))
            LIMIT 5001
        ) c;
    END IF;
    -- In short steps: a plan for many rows at once sorts all there are before it gives the first.
    <<walking>>
    WHILE walked < 50000 AND NOT is_over LOOP
        steps := 0;
        FOR place IN
            SELECT m.id, m.created_at, m.conversation_id, riad.words_of(m.message_content) @@ query AS matches
            FROM public.conversation_messages m
            WHERE m.created_at >= since AND (m.created_at, m.id) < (_before, _before_id)
            ORDER BY m.created_at DESC, m.id DESC
            LIMIT 500
        LOOP
            steps := steps + 1;
            IF place.matches THEN
                matches := matches + 1;
                IF riad.search_reaches(place.conversation_id, me, _zones) THEN found := found || place.id; END IF;
                EXIT walking WHEN cardinality(found) = wanted;
            END IF;
        END LOOP;
        is_over := steps < 500;
        EXIT WHEN is_over;
        walked := walked + steps;
        _before := place.created_at;
        _before_id := place.id;
        -- Messages still to be walked past, by what was seen so far, against matches in all of them, and against all
        -- that such a reader reads.
        -- What wasn't seen yet may be next.
        EXIT WHEN (wanted - cardinality(found)) * walked::float
                > words_per_fetch * coalesce(rows_known, total * matches / walked) * (cardinality(found) + 1)
            OR (wanted - cardinality(found)) * walked::float > own_messages * (cardinality(found) + 1);
    END LOOP;
    -- To take all that they read to words, against all that have the words, by what was seen so far.
    IF cardinality(found) < wanted AND NOT is_over AND own_messages < words_per_fetch * coalesce(rows_known, total * matches / walked) THEN
        found := found || ARRAY(
            SELECT m.id FROM public.conversation_messages m
            WHERE m.conversation_id = ANY (own) AND riad.words_of(m.message_content) @@ query
                AND m.created_at >= since AND (m.created_at, m.id) < (_before, _before_id)
            ORDER BY m.created_at DESC, m.id DESC
            LIMIT wanted - cardinality(found)
        );
    ELSIF cardinality(found) < wanted AND NOT is_over THEN
        found := found || ARRAY(
            WITH older AS MATERIALIZED (
                SELECT m.id, m.created_at, m.conversation_id
                FROM public.conversation_messages m
                WHERE riad.words_of(m.message_content) @@ query
                    AND m.created_at >= since AND (m.created_at, m.id) < (_before, _before_id)
            )
            -- In their order before anybody is asked whether they may be read: no more are asked than a page needs.
            SELECT o.id
            FROM (SELECT * FROM older ORDER BY created_at DESC, id DESC OFFSET 0) o
            WHERE riad.search_reaches(o.conversation_id, me, _zones)
            LIMIT wanted - cardinality(found)
        );
    END IF;
    RETURN QUERY
    SELECT m.id, m.conversation_id, m.seq, m.created_at, m.sender_type, m.sender_name, m.is_internal,
        coalesce(nullif(riad.excerpt(m.message_content, query), ''), left(m.message_content, 240))
    FROM public.conversation_messages m
    WHERE m.id = ANY (found)
    ORDER BY m.created_at DESC, m.id DESC;
END
$$;
GRANT EXECUTE ON FUNCTION riad.search_messages TO riad_console;
