-- Comparing guests' names.

-- Returns the words of a name as they are compared: folded, without titles, signs and digits; '{}' for what is no name:
-- fewer than two letters together, or a stand-in such as "Guest". "~M~" is no name.
CREATE OR REPLACE FUNCTION riad.name_words(_name text) RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    words text[] := ARRAY(
        SELECT w.word
        FROM regexp_split_to_table(
            riad.folded(left(_name, 200)),
            '[\u0001-\u0060\u007b-\u00bf\u2000-\u2bff\u3000-\u3003\ufe00-\ufe0f\ufffd\U0001f000-\U0001faff\U000e0000-\U000e007f]+'
        ) AS w (word)
        WHERE w.word <> '' AND w.word <> ALL ('{mr,mrs,ms,miss,mme,mlle,dr,prof,herr,frau,sr,sra,sig}')
    );
BEGIN
    IF (SELECT max(length(w)) FROM unnest(words) w) >= 2
        AND NOT words <@ '{guest,guests,unknown,anonymous,anonyme,client,cliente,customer,user,utilisateur,voyageur,invite,name,nom,no,not,available,none,null,na,test,whatsapp,airbnb,booking,expedia,com,the,de,la}'
    THEN
        RETURN words;
    END IF;
    RETURN '{}';
END
$$;

-- Compares two names: 'agree' if the words of the shorter stand in the longer, initials included; 'differ' if not;
-- 'unknown' if one is no name; 'unlike' if they are of different scripts.
CREATE OR REPLACE FUNCTION riad.compare_names(_name text, _other text) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    one text[] := riad.name_words(_name);
    other text[] := riad.name_words(_other);
    shorter text[] := CASE WHEN cardinality(one) <= cardinality(other) THEN one ELSE other END;
    longer text[] := CASE WHEN cardinality(one) <= cardinality(other) THEN other ELSE one END;
BEGIN
    IF shorter = '{}' THEN
        RETURN 'unknown';
    ELSIF (array_to_string(one, '') ~ '[a-z]') <> (array_to_string(other, '') ~ '[a-z]') THEN
        RETURN 'unlike';
    END IF;
    RETURN CASE WHEN array_to_string(one, '') = array_to_string(other, '') OR shorter && longer AND NOT EXISTS (
        SELECT FROM unnest(shorter) s WHERE s <> ALL (longer) AND NOT EXISTS (
            SELECT FROM unnest(longer) l
            WHERE length(s) = 1 AND starts_with(l, s) OR length(l) = 1 AND starts_with(s, l)
        )
    ) THEN 'agree' ELSE 'differ' END;
END
$$;
