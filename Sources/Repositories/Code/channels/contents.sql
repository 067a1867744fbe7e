-- What messages bring beside their text: photo, voice, location, poll, and whatever a channel invents.

-- Returns a number that a channel wrote as one or as a text; null for anything else.
CREATE OR REPLACE FUNCTION riad.content_number(_value jsonb) RETURNS numeric
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT CASE WHEN jsonb_typeof(_value) = 'number'
        OR jsonb_typeof(_value) = 'string' AND _value #>> '{}' ~ '^\s*[+-]?[0-9]{1,20}([.][0-9]{0,30})?\s*$'
        THEN (_value #>> '{}')::numeric END;
END;

-- Returns whether this describes a message's content: an object of at most 64 KiB with any of `duration` (seconds),
-- `latitude` and `longitude` (degrees), each a number or a text that is one, the texts `name`, `address`, `phone`,
-- `email`, `question`, `emoji`, `message` (the channel's id of the message that a reaction is to), `title` and `url`,
-- and `options` (at most 20 texts). Other keys are ignored.
CREATE OR REPLACE FUNCTION riad.is_message_content(_content jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT CASE WHEN jsonb_typeof(_content) <> 'object' OR octet_length(_content::text) > 65536 THEN false
        ELSE NOT EXISTS (
            SELECT FROM jsonb_each(_content) part
            WHERE part.value <> 'null' AND CASE
                WHEN part.value = '""' THEN false
                WHEN part.key = 'duration' THEN (riad.content_number(part.value) BETWEEN 0 AND 1000000) IS NOT TRUE
                WHEN part.key = 'latitude' THEN (riad.content_number(part.value) BETWEEN -90 AND 90) IS NOT TRUE
                WHEN part.key = 'longitude' THEN (riad.content_number(part.value) BETWEEN -180 AND 180) IS NOT TRUE
                WHEN part.key = 'options' THEN CASE jsonb_typeof(part.value)
                    WHEN 'array' THEN jsonb_array_length(part.value) > 20
                        OR jsonb_path_exists(part.value, '$[*] ? (@.type() != "string")')
                    ELSE true END
                WHEN part.key IN ('name', 'address', 'phone', 'email', 'question', 'emoji', 'message', 'title', 'url')
                THEN jsonb_typeof(part.value) <> 'string'
                ELSE false END
        ) END;
END;

-- Returns the parts of a content that are kept, numbers rounded to what anybody reads; null if there are none.
CREATE OR REPLACE FUNCTION riad.kept_content(_content jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT jsonb_object_agg(part.key, CASE part.key
        WHEN 'duration' THEN to_jsonb(round(riad.content_number(part.value)))
        WHEN 'latitude' THEN to_jsonb(round(riad.content_number(part.value), 6))
        WHEN 'longitude' THEN to_jsonb(round(riad.content_number(part.value), 6))
        WHEN 'options' THEN part.value
        ELSE to_jsonb(left(part.value #>> '{}', 1000)) END)
    FROM jsonb_each(CASE jsonb_typeof(_content) WHEN 'object' THEN _content END) part
    WHERE part.value NOT IN ('null', '""', '[]') AND part.key IN ('duration', 'latitude', 'longitude', 'options', 'name',
        'address', 'phone', 'email', 'question', 'emoji', 'message', 'title', 'url');
END;

-- Returns a kind as it is stored: small letters, what else a channel writes becomes _. A guest's message is never refused
-- because its channel has invented a kind.
CREATE OR REPLACE FUNCTION riad.message_kind(_message_type text) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    kind text := btrim(left(regexp_replace(lower(btrim(_message_type) COLLATE "C"), '[^a-z0-9_-]+', '_', 'g'), 40), '_');
BEGIN
    RETURN CASE WHEN kind ~ '^[a-z]' THEN kind ELSE 'unknown' END;
END
$$;

-- Returns what a list needs to say what came; null for text alone.
CREATE OR REPLACE FUNCTION riad.message_details(_kind text, _content jsonb, _attachment_ids uuid[], _is_automatic boolean)
RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    file riad.attachments;
    details jsonb := coalesce(_content, '{}') - 'message' - 'options';
BEGIN
    IF _attachment_ids IS NOT NULL THEN
        SELECT a.* INTO file FROM riad.attachments a WHERE a.id = _attachment_ids[1];
        details := jsonb_strip_nulls(jsonb_build_object('file', left(file.name, 200))) || details;
    END IF;
    IF _kind NOT IN ('text', 'system') THEN
        details := details || jsonb_build_object('type', _kind);
    END IF;
    IF _is_automatic THEN
        details := details || '{"automatic": true}';
    END IF;
    RETURN nullif(details, '{}');
END
$$;

-- Returns a content as keys and values, one after the other; a list's elements are lines of one value.
CREATE OR REPLACE FUNCTION riad.content_pairs(_content jsonb) RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT coalesce(array_agg(word.text ORDER BY part.key, word.place), '{}')
    FROM jsonb_each(CASE jsonb_typeof(_content) WHEN 'object' THEN _content END) part
    CROSS JOIN LATERAL (VALUES (1, part.key), (2, CASE jsonb_typeof(part.value)
        WHEN 'array' THEN (
            SELECT string_agg(element.text, E'\n' ORDER BY element.place)
            FROM jsonb_array_elements_text(part.value) WITH ORDINALITY AS element (text, place)
        )
        ELSE coalesce(part.value #>> '{}', '') END)) AS word (place, text);
END;
GRANT EXECUTE ON FUNCTION riad.content_pairs TO riad_console;

-- Returns a reaction's content with the beginning of the message that it is to, so that the thread can quote it: one of
-- the same conversation. A reaction that is taken back has no emoji and quotes nothing.
CREATE OR REPLACE FUNCTION riad.with_reaction_target(_content jsonb, conversation public.conversations) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    target text;
BEGIN
    SELECT left(m.message_content, 120) INTO target FROM public.conversation_messages m
    WHERE m.channel_account = conversation.channel_account
        AND riad.opaque_text(m.channel_message_id) = _content ->> 'message' AND m.conversation_id = conversation.id
        AND coalesce(_content ->> 'emoji', '') <> '';
    RETURN CASE WHEN coalesce(target, '') = '' THEN _content ELSE _content || jsonb_build_object('to', target) END;
END
$$;
