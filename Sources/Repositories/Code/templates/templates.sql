-- Message templates: what a channel has approved for guests who haven't written for a day.

-- Returns how many variables a template has: the highest number in {{1}}, {{2}} ….
CREATE OR REPLACE FUNCTION riad.variable_count(_body text) RETURNS integer
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT coalesce(max(found[1]::integer), 0) FROM regexp_matches(_body, '\{\{([1-9][0-9]?)\}\}', 'g') found;
END;

-- Returns the text of a template with its variables filled in. RI010: their number is another one, or one of them is blank,
-- longer than 1,024 characters, or has line breaks, tabs or four spaces in a row, which WhatsApp refuses.
CREATE OR REPLACE FUNCTION riad.filled_template(_body text, _variables text[]) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    filled text := '';
    piece record;
BEGIN
    IF coalesce(cardinality(_variables), 0) <> riad.variable_count(_body) OR EXISTS (
        SELECT FROM unnest(_variables) v
        WHERE v IS NULL OR char_length(v) > 1024 OR v !~ '[^\s\u00a0\u200b-\u200f\u2028-\u202f\u2060-\u206f\u3000\ufeff]'
            OR v ~ '[\u0001-\u001f\u007f-\u009f\u2028\u2029]| {4}'
    ) THEN
        RAISE EXCEPTION 'the template has % variables, each filled by up to 1024 characters on one line',
            riad.variable_count(_body) USING ERRCODE = 'RI010';
    END IF;
    -- Piece by piece: a value that looks like a variable is none.
    FOR piece IN
        SELECT p.text, substring(p.text FROM '^([1-9][0-9]?)\}\}') AS number, p.ordinal
        FROM regexp_split_to_table(_body, '\{\{(?=[1-9][0-9]?\}\})') WITH ORDINALITY AS p (text, ordinal)
        ORDER BY p.ordinal
    LOOP
        filled := filled || CASE WHEN piece.ordinal = 1 THEN piece.text
            ELSE _variables[piece.number::integer] || substr(piece.text, char_length(piece.number) + 3) END;
    END LOOP;
    RETURN filled;
END
$$;

-- Returns the templates of a conversation's account that may be sent, in the guest's language first. None for an account
-- without templates. RI001: no rights. RI002: no such conversation.
CREATE OR REPLACE FUNCTION riad.conversation_templates(_conversation_id uuid) RETURNS TABLE (
    id uuid, name text, language text, body text, category text, variables integer
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    me riad.rights := riad.session_rights();
    conversation public.conversations;
BEGIN
    IF me.user_id IS NULL THEN
        RAISE EXCEPTION 'this login has no rights' USING ERRCODE = 'RI001';
    END IF;
    SELECT c.* INTO conversation FROM public.conversations c WHERE c.id = _conversation_id AND riad.can_read(me, c);
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such conversation' USING ERRCODE = 'RI002';
    END IF;
    RETURN QUERY
    SELECT t.id, t.name, t.language, t.body, t.category, riad.variable_count(t.body)
    FROM riad.message_templates t
    LEFT JOIN riad.guest_languages l ON l.guest_id = conversation.guest_id
    WHERE t.channel_account = conversation.channel_account AND t.is_active
    ORDER BY (lower(split_part(translate(t.language, '-', '_'), '_', 1)) = l.language) DESC NULLS LAST, t.name, t.language;
END
$$;
GRANT EXECUTE ON FUNCTION riad.conversation_templates TO riad_console;

-- Returns all templates, or an account's, by account, name and language; with those that are not active. RI001: outside the
-- desk.
CREATE OR REPLACE FUNCTION riad.templates(_channel_account text DEFAULT NULL) RETURNS TABLE (
    id uuid, channel_account text, name text, language text, body text, category text, variables integer, is_active boolean
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    IF NOT riad.is_desk() THEN
        RAISE EXCEPTION 'not permitted to see templates' USING ERRCODE = 'RI001';
    END IF;
    RETURN QUERY
    SELECT t.id, t.channel_account, t.name, t.language, t.body, t.category, riad.variable_count(t.body), t.is_active
    FROM riad.message_templates t
    WHERE _channel_account IS NULL OR t.channel_account = _channel_account
    ORDER BY t.channel_account, t.name, t.language;
END
$$;
GRANT EXECUTE ON FUNCTION riad.templates TO riad_console;

-- Saves a template, new or known by account, name and language. Returns its id. RI010: invalid values, variables that are
-- not numbered from 1 without gaps, or more than 1,000 templates.
CREATE OR REPLACE FUNCTION riad.store_template(
    _channel_account text, _name text, _language text, _body text, _category text, _is_active boolean
) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    saved uuid;
    variables integer := riad.variable_count(_body);
BEGIN
    IF variables > (SELECT count(DISTINCT match[1]) FROM regexp_matches(_body, '\{\{([1-9][0-9]?)\}\}', 'g') match)
        OR regexp_replace(_body, '\{\{[1-9][0-9]?\}\}', '', 'g') ~ '\{\{|\}\}'
    THEN
        RAISE EXCEPTION 'the variables of a template are {{1}}, {{2}} …, without gaps' USING ERRCODE = 'RI010';
    ELSIF (SELECT count(*) FROM riad.message_templates) >= 1000 AND NOT EXISTS (
        SELECT FROM riad.message_templates t
        WHERE t.channel_account = _channel_account AND t.name = _name AND t.language = _language
    ) THEN
        RAISE EXCEPTION 'there are 1,000 templates already' USING ERRCODE = 'RI010';
    END IF;
    INSERT INTO riad.message_templates AS t (channel_account, name, language, body, category, is_active)
    VALUES (_channel_account, _name, _language, _body, nullif(_category, ''), coalesce(_is_active, true))
    ON CONFLICT (channel_account, name, language) DO UPDATE
        SET body = excluded.body, category = excluded.category, is_active = excluded.is_active,
            updated_at = clock_timestamp()
    RETURNING t.id INTO saved;
    RETURN saved;
EXCEPTION WHEN check_violation OR not_null_violation THEN
    RAISE EXCEPTION 'a template has an account, a name, a language and a text of at most 4096 characters'
        USING ERRCODE = 'RI010';
END
$$;

-- Saves a template by hand. Returns its id. RI001: below superviseur. RI010: as `riad.store_template`.
CREATE OR REPLACE FUNCTION riad.save_template(
    _channel_account text, _name text, _language text, _body text, _category text, _is_active boolean
) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF riad.supervises() IS NOT TRUE THEN
        RAISE EXCEPTION 'not permitted to change templates' USING ERRCODE = 'RI001';
    END IF;
    PERFORM riad.enforce_change_limit();
    RETURN riad.store_template(_channel_account, _name, _language, _body, _category, _is_active);
END
$$;
GRANT EXECUTE ON FUNCTION riad.save_template TO riad_console;

-- Deletes an account's template in one language, or in all if that is null. Returns how many. RI001: below superviseur.
-- RI002: there is none.
CREATE OR REPLACE FUNCTION riad.remove_template(_channel_account text, _name text, _language text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    removed integer;
BEGIN
    IF riad.supervises() IS NOT TRUE THEN
        RAISE EXCEPTION 'not permitted to change templates' USING ERRCODE = 'RI001';
    END IF;
    PERFORM riad.enforce_change_limit();
    DELETE FROM riad.message_templates t
    WHERE t.channel_account = _channel_account AND t.name = _name AND (_language IS NULL OR t.language = _language);
    GET DIAGNOSTICS removed = ROW_COUNT;
    IF removed = 0 THEN
        RAISE EXCEPTION 'there is no such template' USING ERRCODE = 'RI002';
    END IF;
    RETURN removed;
END
$$;
GRANT EXECUTE ON FUNCTION riad.remove_template TO riad_console;

-- Replaces an account's templates by what the channel has now: [{"name", "language", "body", "category", "status"}, …]. One
-- with another status than APPROVED is kept and not offered; so is one that is not in the list any more. Returns how many
-- are offered. RI010: no account, not such a list, or more than 500.
CREATE OR REPLACE FUNCTION public.sync_message_templates(_channel_account text, _templates jsonb) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '4s'
AS $$
DECLARE
    template jsonb;
    kept uuid[] := '{}';
    offered integer;
BEGIN
    IF coalesce(_channel_account, '') = '' OR jsonb_typeof(_templates) IS DISTINCT FROM 'array'
        OR jsonb_path_exists(_templates, '$[*] ? (@.type() != "object")') OR jsonb_array_length(_templates) > 500
    THEN
        RAISE EXCEPTION 'templates are a list of at most 500 objects, of one account' USING ERRCODE = 'RI010';
    END IF;
    FOR template IN SELECT t FROM jsonb_array_elements(_templates) t LOOP
        kept := kept || riad.store_template(_channel_account, template ->> 'name', template ->> 'language',
            template ->> 'body', template ->> 'category', upper(coalesce(template ->> 'status', 'APPROVED')) = 'APPROVED');
    END LOOP;
    UPDATE riad.message_templates t SET is_active = false, updated_at = clock_timestamp()
    WHERE t.channel_account = _channel_account AND t.is_active AND t.id <> ALL (kept);
    SELECT count(*) INTO offered FROM riad.message_templates t WHERE t.channel_account = _channel_account AND t.is_active;
    RETURN offered;
EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
    PERFORM riad.raise_lock_conflict();
END
$$;
GRANT EXECUTE ON FUNCTION public.sync_message_templates TO riad_integration;

-- Returns a template of this account that may be sent. RI002: there is none.
CREATE OR REPLACE FUNCTION riad.require_template(_id uuid, _channel_account text) RETURNS riad.message_templates
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    template riad.message_templates;
BEGIN
    SELECT t.* INTO template FROM riad.message_templates t
    WHERE t.id = _id AND t.channel_account = _channel_account AND t.is_active;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'this account has no such template' USING ERRCODE = 'RI002';
    END IF;
    RETURN template;
END
$$;

-- Sends a template with its variables filled in, also after WhatsApp's window has closed. Errors as `riad.store_message`,
-- and RI002: the account has no such template; RI010: variables that don't fit.
CREATE OR REPLACE FUNCTION riad.send_template(
    _message_id uuid, _conversation_id uuid, _template_id uuid, _variables text[], _expected_seq bigint, _and_wait boolean
) RETURNS riad.receipt
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    conversation public.conversations := riad.lock_readable(riad.session_rights(), _conversation_id);
    template riad.message_templates := riad.require_template(_template_id, conversation.channel_account);
BEGIN
    RETURN riad.store_message(_message_id, _conversation_id, riad.filled_template(template.body, _variables), false,
        _expected_seq, _and_wait, NULL, template, coalesce(_variables, '{}'));
END
$$;
GRANT EXECUTE ON FUNCTION riad.send_template TO riad_console;
