-- Editing guests, and propagating their names.

-- Trims a one-line field; null if nothing is left. RI010: too long, or contains control or direction characters.
CREATE OR REPLACE FUNCTION riad.clean_field(_text text, _length integer) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF char_length(_text) > _length OR _text ~ '[\u0001-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]' THEN
        RAISE EXCEPTION 'a field has one line of at most % characters', _length USING ERRCODE = 'RI010';
    END IF;
    RETURN nullif(btrim(_text), '');
END
$$;

-- RI007 unless the row's xmin is still `_version`.
CREATE OR REPLACE FUNCTION riad.require_version(_current_version xid, _version bigint) RETURNS void
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF _current_version::text::bigint IS DISTINCT FROM _version THEN
        RAISE EXCEPTION 'this has changed since it was read' USING ERRCODE = 'RI007';
    END IF;
END
$$;

-- RI001: outside the desk. RI002: no such guest, or not visible. RI007: changed since. RI010: invalid field.
CREATE OR REPLACE FUNCTION riad.edit_guest(
    _guest_id uuid, _version bigint, _first_name text, _last_name text, _email text, _phone text, _country text,
    _language text
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s'
AS $$
DECLARE
    current_version xid;
BEGIN
    IF NOT riad.is_desk() THEN
        RAISE EXCEPTION 'not permitted to change guests' USING ERRCODE = 'RI001';
    END IF;
    PERFORM riad.enforce_change_limit();
    PERFORM FROM public.guest g
    WHERE g.guest_id = _guest_id AND (riad.can_read_all_conversations() OR riad.can_read_guest(g.guest_id))
    FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such guest' USING ERRCODE = 'RI002';
    ELSIF riad.guest_head(_guest_id) <> _guest_id THEN
        RAISE EXCEPTION 'the guest was joined to another' USING ERRCODE = 'RI007';
    END IF;
    -- After waiting for the lock, reads the committed row.
    SELECT g.xmin INTO current_version FROM public.guest g WHERE g.guest_id = _guest_id;
    PERFORM riad.require_version(current_version, _version);
    IF _email !~ '^[^@[:space:]]+@[^@[:space:]]+$' OR _phone !~ '[0-9]' AND btrim(_phone) <> '' THEN
        RAISE EXCEPTION 'an e-mail address has an @, a telephone number has digits' USING ERRCODE = 'RI010';
    END IF;
    PERFORM riad.learn_typed_guest(_guest_id, riad.clean_field(_first_name, 100), riad.clean_field(_last_name, 100),
        riad.clean_field(_email, 320), riad.clean_field(_phone, 100), riad.clean_field(_country, 100));
    -- A new version also where only the language changes.
    UPDATE public.guest g SET guest_id = g.guest_id WHERE g.guest_id = _guest_id;
    IF _language IS NULL THEN
        DELETE FROM riad.guest_languages l WHERE l.guest_id = _guest_id;
    ELSE
        INSERT INTO riad.guest_languages (guest_id, language) VALUES (_guest_id, _language)
        ON CONFLICT (guest_id) DO UPDATE SET language = excluded.language;
    END IF;
EXCEPTION WHEN check_violation THEN
    RAISE EXCEPTION 'a language code has two or three lower-case letters' USING ERRCODE = 'RI010';
END
$$;
GRANT EXECUTE ON FUNCTION riad.edit_guest TO riad_console;

-- Locks conversations in the usual order: heads of merged threads before their members, then by id.
CREATE OR REPLACE FUNCTION riad.propagate_guest_name() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM FROM public.conversations c WHERE c.guest_id = NEW.guest_id
    ORDER BY c.merged_into IS NOT NULL, c.id FOR NO KEY UPDATE;
    UPDATE public.conversations c
    SET shown_guest_name = nullif(concat_ws(' ', NEW.first_name, NEW.last_name), ''), shown_guest_country = NEW.country
    WHERE c.guest_id = NEW.guest_id;
    RETURN NULL;
END
$$;

CREATE TRIGGER guest_name_propagated AFTER UPDATE ON public.guest
    FOR EACH ROW WHEN (
        (NEW.first_name, NEW.last_name, NEW.country) IS DISTINCT FROM (OLD.first_name, OLD.last_name, OLD.country)
    )
    EXECUTE FUNCTION riad.propagate_guest_name();
ALTER TABLE public.guest ENABLE ALWAYS TRIGGER guest_name_propagated;
