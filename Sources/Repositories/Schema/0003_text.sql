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

-- A telephone number as it is compared, such as +33612345678. Null for what leaves open whose it is: a national number, a
-- sender's name with digits in it, digits of another script. In PL/pgSQL, as the next one: each message asks.
CREATE FUNCTION riad.phone_number(_text text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    digits text := regexp_replace(_text, '^ *(\+|00)|[ ().-]', '', 'g');
BEGIN
    RETURN CASE WHEN _text ~ '^ *(\+|00)[1-9]' AND _text !~ '\( *0' AND digits ~ '^[1-9][0-9]{6,14}$' THEN '+' || digits END;
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
        WHEN name ~ '^[A-Za-z0-9!#$%&''*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&''*+/=?^_`{|}~-]+)*$'
            AND domain ~ '^([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]([A-Za-z0-9-]*[A-Za-z0-9])?$'
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
