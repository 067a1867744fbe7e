-- How texts, numbers and days are compared. Indexes stand on these functions, so a change of one is a numbered file
-- that makes those indexes anew.
SET LOCAL ROLE riad_owner;

-- As before, and bounded once more: a single character may come apart into eighteen, and a text whose words don't fit an
-- index entry could not be stored at all.
CREATE FUNCTION riad.folded(_text text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
    SELECT left(regexp_replace(
        lower(normalize(left(_text, 100000), NFKD)), '[\u0300-\u036f\u064b-\u065f\u0670\u0640]', '', 'g'
    ), 100000);
END;

-- The words of a text as the index has them. No language's rules: guests write in a dozen, often two in one message.
CREATE FUNCTION riad.words_of(_text text) RETURNS tsvector
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
    SELECT to_tsvector('simple'::regconfig, riad.folded(_text));
END;

-- What a search looks at of a text: the words of its first 20,000 characters, none of more than 1,000 bytes, each with a zone
-- before it, as `5:bonjour`. So a long mail takes no longer to store and to compare than a few pages, and an index gives the
-- words of some zones and touches no other zone's. No word that is parsed out of a text has a blank in it.
CREATE FUNCTION riad.zoned_words(_text text, _zone_id smallint) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    words tsvector := riad.words_of(left(_text, 20000));
BEGIN
    IF pg_column_size(words) > 1000 THEN
        words := ts_delete(words, ARRAY(SELECT w.lexeme FROM unnest(words) w WHERE octet_length(w.lexeme) > 1000));
    END IF;
    RETURN substr(replace(' ' || words::text, ' ''', format(' ''%s:', _zone_id)), 2)::tsvector;
END
$$;

-- A query as such words have it.
CREATE FUNCTION riad.zoned_query(_query tsquery, _zone_id smallint) RETURNS tsquery
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN regexp_replace(_query::text, '''((?:[^'']|'''')+)''', format(E'''%s:\\1''', _zone_id), 'g')::tsquery;
END
$$;

-- Tags as such words, each as a whole: `5:#late arrival`.
CREATE FUNCTION riad.zoned_tags(_tags text[], _zone_id smallint) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN ARRAY(SELECT DISTINCT _zone_id || ':#' || left(t, 200) FROM unnest(riad.folded_tags(_tags)) t WHERE t IS NOT NULL);
END
$$;

-- A telephone number as it is compared, such as +33612345678. Null for what leaves open whose it is: a national number, a
-- sender's name with digits in it, digits of another script. In PL/pgSQL, as the next one: each message asks.
CREATE FUNCTION riad.phone_number(_text text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    digits text := regexp_replace(_text, '^ *([+]|00)|[ ().-]', '', 'g');
BEGIN
    RETURN CASE WHEN _text ~ '^ *([+]|00)[1-9]' AND _text !~ '[(] *0' AND digits ~ '^[1-9][0-9]{6,14}$' THEN '+' || digits END;
END
$$;

-- An e-mail address as it is compared: the domain in small letters, what stands before the @ as it is. Null for what is no
-- such address, or has more to it than the address.
CREATE FUNCTION riad.mail_address(_text text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    name text := split_part(_text, '@', 1);
    domain text := split_part(_text, '@', 2);
BEGIN
    IF (char_length(_text) BETWEEN 3 AND 254 AND char_length(name) <= 64 AND _text = name || '@' || domain) IS NOT TRUE THEN
        RETURN NULL;
    END IF;
    RETURN CASE
        WHEN name ~ '^[A-Za-z0-9!#$%&''*+/=?^_`{|}~-]+([.][A-Za-z0-9!#$%&''*+/=?^_`{|}~-]+)*$'
            AND domain ~ '^([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?[.])+[A-Za-z]([A-Za-z0-9-]*[A-Za-z0-9])?$'
        THEN name || '@' || lower(domain COLLATE "C") END;
END
$$;

-- Tags as they are compared. An index has it, so it may not change what it gives; as PL/pgSQL it is no part of a plan, and
-- a login's own comparisons never reach the index below row security.
CREATE FUNCTION riad.folded_tags(_tags text[]) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN string_to_array(riad.folded(array_to_string(_tags, E'\n')), E'\n');
END
$$;

-- A day, opaque to plans: an index by it is the definer functions' alone, where one by the plain day would answer
-- comparisons of days that a stranger makes up before row security is asked.
CREATE FUNCTION riad.opaque_day(_day date) RETURNS date
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN _day;
END
$$;

GRANT EXECUTE ON FUNCTION riad.words_of, riad.folded, riad.phone_number, riad.mail_address TO riad_console;
