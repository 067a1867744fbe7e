-- Searching messages: by words, without case and accents, among what the reader can read.
SET LOCAL ROLE riad_owner;

-- Lower case, without accents and vowel signs: what a search compares. At most the first 100,000 characters, more than
-- anybody writes and less than an index entry can hold.
CREATE FUNCTION riad.folded(_text text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
    SELECT regexp_replace(
        lower(normalize(left(_text, 100000), NFKD)), '[\u0300-\u036f\u064b-\u065f\u0670\u0640]', '', 'g'
    );
END;

-- The words of a text as the index has them. No language's rules: guests write in a dozen, often two in one message.
CREATE FUNCTION riad.words_of(_text text) RETURNS tsvector
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
    SELECT to_tsvector('simple'::regconfig, riad.folded(_text));
END;

CREATE INDEX messages_by_words ON public.conversation_messages USING gin (riad.words_of(message_content));
-- Words that stand in every other message are found by walking back in time instead.
CREATE INDEX messages_by_time ON public.conversation_messages (created_at DESC, id DESC);

-- What somebody typed as a query: words that must all be there, "words in this order", -without, or, and beginnings such
-- as `reserv*`. RI010 where there is nothing to look for.
CREATE FUNCTION riad.words_query(_text text) RETURNS tsquery
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    folded text := riad.folded(coalesce(_text, ''));
    wanted tsquery := websearch_to_tsquery('simple', regexp_replace(folded, '-?\w+\*', ' ', 'g'));
    beginning text[];
    part tsquery;
BEGIN
    FOR beginning IN SELECT regexp_matches(folded, '(-?)(\w{2,})\*', 'g') LOOP
        part := to_tsquery('simple', quote_literal(beginning[2]) || ':*');
        wanted := wanted && CASE WHEN beginning[1] = '-' THEN !!part ELSE part END;
    END LOOP;
    IF numnode(wanted) = 0 OR querytree(wanted) IN ('', 'T') THEN
        RAISE EXCEPTION 'a search needs a word that must be there' USING ERRCODE = 'RI010';
    END IF;
    RETURN wanted;
END
$$;

CREATE TYPE riad.found_message AS (
    message_id uuid, conversation_id uuid, seq bigint, created_at timestamptz, sender_type text, sender_name text,
    is_internal boolean,
    -- Some 240 characters around the first word found.
    excerpt text
);

-- The part of a text around the first of the query's words.
CREATE FUNCTION riad.excerpt(_text text, _query tsquery) RETURNS text
LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT substr(_text, greatest(1, min(f.place) - 60), 240)
    FROM regexp_matches(_query::text, '''([^'']+)''', 'g') AS word (parts)
    CROSS JOIN LATERAL (SELECT nullif(strpos(riad.folded(_text), word.parts[1]), 0) AS place) f;
END;

-- The latest messages, before a place, that have the words, among what the session's person can read: at most 200, not
-- older than so many days. Row security would make it read every message first, so this runs as the owner and asks itself.
-- Custom plans: how rare the words are decides how they are found. RI001 without rights, RI010 without words.
CREATE FUNCTION riad.search_messages(
    _words text, _zones smallint[], _days integer, _before timestamptz, _before_id uuid, _limit integer
) RETURNS SETOF riad.found_message
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan
AS $$
DECLARE
    me riad.rights := riad.session_rights();
    query tsquery;
BEGIN
    IF me.user_id IS NULL THEN
        RAISE EXCEPTION 'this login has no rights' USING ERRCODE = 'RI001';
    END IF;
    query := riad.words_query(_words);
    RETURN QUERY
    SELECT m.id, m.conversation_id, m.seq, m.created_at, m.sender_type, m.sender_name, m.is_internal,
        coalesce(riad.excerpt(m.message_content, query), left(m.message_content, 240))
    FROM public.conversation_messages m
    JOIN public.conversations c ON c.id = m.conversation_id
    WHERE riad.words_of(m.message_content) @@ query
        AND m.created_at >= statement_timestamp() - make_interval(days => _days) AND (m.created_at, m.id) < (_before, _before_id)
        AND (me.reads_all OR c.zone_id = ANY (me.readable_zones) OR c.assigned_agent_id = me.user_id
            OR c.transferred_to_role = me.role)
        AND (_zones = '{}' OR c.zone_id = ANY (_zones))
    ORDER BY m.created_at DESC, m.id DESC
    LIMIT least(greatest(_limit, 1), 200);
END
$$;

GRANT EXECUTE ON FUNCTION riad.search_messages TO riad_console;
