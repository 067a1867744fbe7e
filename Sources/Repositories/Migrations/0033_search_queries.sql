-- What somebody types as a search means what it says, and costs little whatever it says.
SET LOCAL ROLE riad_owner;

-- As before, and bounded once more: a single character may come apart into eighteen, and a text whose words don't fit an
-- index entry could not be stored at all.
CREATE OR REPLACE FUNCTION riad.folded(_text text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
    SELECT left(regexp_replace(
        lower(normalize(left(_text, 100000), NFKD)), '[\u0300-\u036f\u064b-\u065f\u0670\u0640]', '', 'g'
    ), 100000);
END;

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

-- As before; a part is never empty, and more days than there are mean all.
CREATE OR REPLACE FUNCTION riad.search_messages(
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
        coalesce(nullif(riad.excerpt(m.message_content, query), ''), left(m.message_content, 240))
    FROM public.conversation_messages m
    JOIN public.conversations c ON c.id = m.conversation_id
    WHERE riad.words_of(m.message_content) @@ query
        AND m.created_at >= statement_timestamp() - make_interval(days => least(greatest(_days, 0), 36500))
        AND (m.created_at, m.id) < (_before, _before_id)
        AND (me.reads_all OR c.zone_id = ANY (me.readable_zones) OR c.assigned_agent_id = me.user_id
            OR c.transferred_to_role = me.role)
        AND (_zones = '{}' OR c.zone_id = ANY (_zones))
    ORDER BY m.created_at DESC, m.id DESC
    LIMIT least(greatest(_limit, 1), 200);
END
$$;
