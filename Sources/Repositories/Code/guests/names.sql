-- Comparing guests' names.

-- Returns a name, folded, without what a booking site or workflow adds: an e-mail address, "(Airbnb)", "via
-- Booking.com".
CREATE OR REPLACE FUNCTION riad.bare_name(_name text) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN regexp_replace(
        regexp_replace(riad.folded(left(_name, 200)), '[^[:space:]]+@[^[:space:]]+', ' ', 'g'),
        '[[:space:]([{|/,:-]+((via|by|from|on|at|through|par|de|sur|von|uber) +)?(airbnb|booking([ .]*com)?|expedia'
            || '|hotels[ .]com|vrbo|homeaway|abritel|agoda|ctrip|trip[ .]com|hostelworld|tripadvisor|whatsapp)'
            || '[[:space:])}.\]]*$',
        ''
    );
END
$$;

-- Returns the words of a name as they are compared: folded, without titles, signs and digits, ae, oe and ue as ä, ö and
-- ü; '{}' for what is no name: fewer than two letters together, an e-mail address, or a stand-in such as "Guest" or
-- "Not provided". "~M~" is no name.
CREATE OR REPLACE FUNCTION riad.name_words(_name text) RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    words text[] := ARRAY(
        SELECT w.word
        FROM regexp_split_to_table(
            riad.bare_name(_name),
            '[\u0001-\u0060\u007b-\u00bf\u2000-\u2bff\u3000-\u3003\u30fb\ufe00-\ufe0f\ufffd\U0001f000-\U0001faff\U000e0000-\U000e007f]+'
        ) AS w (word)
        WHERE w.word <> '' AND w.word <> ALL ('{mr,mrs,ms,miss,mme,mlle,dr,prof,herr,frau,sr,sra,sig}')
    );
BEGIN
    -- An ideogram is a word.
    IF ((SELECT max(length(w)) FROM unnest(words) w) >= 2 OR array_to_string(words, '') ~ '[\u3400-\u9fff]')
        AND NOT words <@ '{
            guest,guests,unknown,anonymous,anonyme,client,cliente,customer,user,utilisateur,voyageur,
            traveller,traveler,visitor,visiteur,invite,name,nom,no,not,non,available,disponible,provided,
            given,specified,set,empty,missing,first,last,full,nil,nan,n,a,none,"null",undefined,na,inconnu,
            unbekannt,desconocido,test,whatsapp,airbnb,booking,expedia,agoda,vrbo,com,the,de,la,via}'
    THEN
        RETURN ARRAY(
            SELECT regexp_replace(w, '([aou])e', '\1', 'g') FROM unnest(words) WITH ORDINALITY AS u (w, n) ORDER BY n
        );
    END IF;
    RETURN '{}';
END
$$;

-- Returns the script that a word is written in, by its first letter; words of a script without a name here share one.
CREATE OR REPLACE FUNCTION riad.script_of(_word text) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN CASE
        WHEN _word ~ '^[\u0061-\u007a\u00c0-\u024f\u1e00-\u1eff]' THEN 'latin'
        WHEN _word ~ '^[\u0370-\u03ff\u1f00-\u1fff]' THEN 'greek'
        WHEN _word ~ '^[\u0400-\u052f]' THEN 'cyrillic'
        WHEN _word ~ '^[\u0590-\u05ff]' THEN 'hebrew'
        WHEN _word ~ '^[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]' THEN 'arabic'
        WHEN _word ~ '^[\u0900-\u097f]' THEN 'devanagari'
        WHEN _word ~ '^[\u0e00-\u0e7f]' THEN 'thai'
        WHEN _word ~ '^[\u3040-\u30ff\u31f0-\u31ff]' THEN 'kana'
        WHEN _word ~ '^[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]' THEN 'han'
        WHEN _word ~ '^[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]' THEN 'hangul'
        ELSE 'other' END;
END
$$;

-- Compares two names: 'agree' if the words of the shorter stand in the longer, initials included; 'differ' if not;
-- 'unknown' if one is no name; 'unlike' if they have no script in common. Of names in two scripts the words in a script
-- of both are compared.
CREATE OR REPLACE FUNCTION riad.compare_names(_name text, _other text) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    one text[] := riad.name_words(_name);
    other text[] := riad.name_words(_other);
    scripts text[];
    shorter text[];
    longer text[];
BEGIN
    IF one = '{}' OR other = '{}' THEN
        RETURN 'unknown';
    END IF;
    scripts := ARRAY(
        SELECT riad.script_of(w) FROM unnest(one) w INTERSECT SELECT riad.script_of(w) FROM unnest(other) w
    );
    IF scripts = '{}' THEN
        RETURN 'unlike';
    END IF;
    one := ARRAY(SELECT w FROM unnest(one) w WHERE riad.script_of(w) = ANY (scripts));
    other := ARRAY(SELECT w FROM unnest(other) w WHERE riad.script_of(w) = ANY (scripts));
    shorter := CASE WHEN cardinality(one) <= cardinality(other) THEN one ELSE other END;
    longer := CASE WHEN cardinality(one) <= cardinality(other) THEN other ELSE one END;
    RETURN CASE WHEN array_to_string(one, '') = array_to_string(other, '') OR shorter && longer AND NOT EXISTS (
        SELECT FROM unnest(shorter) s WHERE s <> ALL (longer) AND NOT EXISTS (
            SELECT FROM unnest(longer) l
            WHERE length(s) = 1 AND starts_with(l, s) OR length(l) = 1 AND starts_with(s, l)
        )
    ) THEN 'agree' ELSE 'differ' END;
END
$$;

-- Returns whether two words are the same but for one letter, as a typing error is; of four letters or more.
CREATE OR REPLACE FUNCTION riad.is_typing_error(_word text, _other text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN greatest(length(_word), length(_other)) >= 4 AND EXISTS (
        SELECT FROM generate_series(1, greatest(length(_word), length(_other))) letter
        WHERE CASE WHEN length(_word) < length(_other) THEN _word ELSE overlay(_word PLACING '' FROM letter FOR 1) END
            = CASE WHEN length(_other) < length(_word) THEN _other ELSE overlay(_other PLACING '' FROM letter FOR 1) END
    );
END
$$;

-- Returns whether two names are clearly two people's: they differ, and no word of one is the other's, not even but for
-- a typing error or as an initial.
CREATE OR REPLACE FUNCTION riad.names_clash(_name text, _other text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN riad.compare_names(_name, _other) = 'differ' AND NOT EXISTS (
        SELECT FROM unnest(riad.name_words(_name)) one, unnest(riad.name_words(_other)) other
        WHERE length(one) > 1 AND (one = other OR riad.is_typing_error(one, other))
    );
END
$$;
