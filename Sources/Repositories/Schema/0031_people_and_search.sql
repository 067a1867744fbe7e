-- What a person who leaves hands over, what the inbox can be asked for, how one gets into a property, and how texts are
-- compared.
SET LOCAL ROLE riad_owner;

-- Open conversations of people who may no longer have them, while they are passed on step by step.
CREATE TABLE riad.handovers (
    user_id uuid PRIMARY KEY REFERENCES public.profiles (user_id) ON DELETE CASCADE,
    -- Who gets them; null for the queue.
    assignee_id uuid,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
ALTER TABLE riad.handovers ENABLE ROW LEVEL SECURITY;

-- `rights_ended`: who had it, or the role that it waited for, lost the right to.
ALTER TABLE riad.assignments DROP CONSTRAINT assignments_action_check;
ALTER TABLE riad.assignments ADD CONSTRAINT assignments_action_check CHECK (action IN (
    'claim', 'take_next', 'reply', 'release', 'transfer', 'escalation', 'assignment', 'state_change', 'undo', 'merge',
    'unmerge', 'direct', 'rights_ended'
));

-- How to get in: codes, keys, whom to call.
ALTER TABLE public.property ADD COLUMN access_notes text CHECK (char_length(access_notes) BETWEEN 1 AND 2000);
ALTER TABLE public.property ALTER COLUMN access_notes SET STATISTICS 0;

-- Further conditions, each a field and a value: fields such as channel, late, guest; a `-` before one negates it. Of a
-- field's values one must fit; each field must.
ALTER TYPE riad.inbox_filters ADD ATTRIBUTE condition_fields text[];
ALTER TYPE riad.inbox_filters ADD ATTRIBUTE condition_values text[];

-- As before, and for one more: letters that are the same to who types them (ß and ss, the Arabic and Persian forms, their
-- digits), and signs that nobody sees.
CREATE OR REPLACE FUNCTION riad.folded(_text text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
    SELECT left(
        replace(replace(replace(replace(translate(
            regexp_replace(
                lower(normalize(left(_text, 100000), NFKD)),
                '[\u00ad\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u061c\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]',
                '', 'g'
            ),
            -- ة ى ی ک ہ ە ٱ, Arabic and Persian digits, ł ø đ ð ı ς
            U&'\0629\0649\06CC\06A9\06C1\06D5\0671\0660\0661\0662\0663\0664\0665\0666\0667\0668\0669\06F0\06F1\06F2\06F3\06F4\06F5\06F6\06F7\06F8\06F9\0142\00F8\0111\00F0\0131\03C2',
            U&'\0647\064A\064A\0643\0647\0647\062701234567890123456789lodd\0069\03C3'
        ), U&'\00DF', 'ss'), U&'\00E6', 'ae'), U&'\0153', 'oe'), U&'\00FE', 'th'),
        100000
    );
END;

-- A text with blanks around each letter of the scripts that are written without any between words. A word of them is
-- then found wherever it stands.
CREATE FUNCTION riad.spaced(_text text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF _text !~ '[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]' THEN
        RETURN _text;
    END IF;
    RETURN regexp_replace(
        _text,
        '([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])',
        ' \1 ', 'g'
    );
END
$$;

-- The telephone numbers in a folded text, each by its last eight digits: the same in every spelling, with or without a
-- country and a zero. Groups of digits may stand apart; of neighbouring groups each eight to fifteen digits could be a
-- number.
CREATE FUNCTION riad.phone_keys(_text text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    keys text[] := '{}';
    groups text[];
    digits text;
BEGIN
    IF _text !~ '[0-9]([ .()/-]{0,3}[0-9]){7}' THEN
        RETURN keys;
    END IF;
    FOR groups IN
        SELECT string_to_array(regexp_replace(regexp_replace(m.run[1], '[^0-9 ]', '', 'g'), ' +', ' ', 'g'), ' ')
        FROM regexp_matches(left(_text, 20000), '[0-9](?:[ .()/-]{0,3}[0-9]){7,60}', 'g') AS m (run) LIMIT 50
    LOOP
        FOR head IN 1..cardinality(groups) LOOP
            digits := '';
            FOR tail IN head..cardinality(groups) LOOP
                digits := digits || groups[tail];
                EXIT WHEN length(digits) > 15;
                IF length(digits) >= 8 THEN
                    keys := keys || right(digits, 8);
                END IF;
            END LOOP;
        END LOOP;
    END LOOP;
    RETURN ARRAY(SELECT DISTINCT k FROM unnest(keys) k);
END
$$;

-- As before, with letters of those scripts apart.
CREATE OR REPLACE FUNCTION riad.words_of(_text text) RETURNS tsvector
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
    SELECT to_tsvector('simple'::regconfig, riad.spaced(riad.folded(_text)));
END;

-- As before, and the telephone numbers in it, each as `5:+70112233`.
CREATE OR REPLACE FUNCTION riad.zoned_words(_text text, _zone_id smallint) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    words tsvector := riad.words_of(left(_text, 20000));
    phones text[] := riad.phone_keys(riad.folded(left(_text, 20000)));
BEGIN
    IF pg_column_size(words) > 1000 THEN
        words := ts_delete(words, ARRAY(SELECT w.lexeme FROM unnest(words) w WHERE octet_length(w.lexeme) > 1000));
    END IF;
    words := substr(replace(' ' || words::text, ' ''', format(' ''%s:', _zone_id)), 2)::tsvector;
    IF phones <> '{}' THEN
        words := words || array_to_tsvector(ARRAY(SELECT _zone_id || ':+' || p FROM unnest(phones) p));
    END IF;
    RETURN words;
END
$$;

-- Whoever takes the next conversation walks the inbox's own indexes, in its own order.
DROP INDEX public.conversations_queue;
DROP INDEX public.conversations_queue_by_zone;

-- Tags are compared as texts are, so their indexes are made anew.
REINDEX INDEX public.conversations_by_tag;
REINDEX INDEX public.conversations_finished_by_tag;

-- How far the entries of searches have been made anew; no row once all are. Those of ten million messages take a while: they
-- are made after the migration, step by step, and until then a search finds what it found before.
CREATE TABLE riad.search_rebuild (
    is_one boolean PRIMARY KEY DEFAULT true CHECK (is_one),
    last_id uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000'
);
ALTER TABLE riad.search_rebuild ENABLE ROW LEVEL SECURITY;
INSERT INTO riad.search_rebuild DEFAULT VALUES;

INSERT INTO riad.jobs (name, every) VALUES ('search_entries', interval '1 minute');
