-- Canned replies.

-- Returns the canned reply, locked. RI002: not visible to the user. RI001: shared, and the user is below superviseur.
-- RI007: changed since `_version`.
CREATE OR REPLACE FUNCTION riad.lock_canned_reply(_user riad.rights, _id uuid, _version bigint)
RETURNS riad.canned_replies
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    reply riad.canned_replies;
    current_version bigint;
BEGIN
    IF _user.user_id IS NULL THEN
        RAISE EXCEPTION 'this login has no rights' USING ERRCODE = 'RI001';
    END IF;
    SELECT r.* INTO reply FROM riad.canned_replies r
    WHERE r.id = _id AND (r.owner_id IS NULL OR r.owner_id = _user.user_id) FOR UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such canned reply' USING ERRCODE = 'RI002';
    END IF;
    IF reply.owner_id IS NULL AND NOT _user.supervises THEN
        RAISE EXCEPTION 'not permitted to change what is shared' USING ERRCODE = 'RI001';
    END IF;
    -- After waiting for the lock, reads the committed row.
    SELECT r.xmin::text::bigint INTO current_version FROM riad.canned_replies r WHERE r.id = _id;
    IF current_version IS DISTINCT FROM _version THEN
        RAISE EXCEPTION 'this canned reply has changed since it was read' USING ERRCODE = 'RI007';
    END IF;
    RETURN reply;
END
$$;

-- Returns whether something stands in braces that no console fills in; case and blanks don't matter.
CREATE OR REPLACE FUNCTION riad.has_unknown_placeholder(_body text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM regexp_matches(_body, '\{([^{}\n\r]+)\}', 'g') AS place (inside)
        WHERE lower(btrim(split_part(place.inside[1], '|', 1))) NOT IN (
                'guest.first_name', 'guest.last_name', 'guest.name', 'property.name', 'property.address', 'stay.check_in',
                'stay.check_out', 'stay.nights', 'stay.guests', 'agent.name')
            AND (btrim(place.inside[1]) <> '' OR strpos(place.inside[1], '|') > 0)
    );
END
$$;

-- Inserts a canned reply (`_id` null) or updates the one read at `_version`. Returns its id. RI001: shared before or
-- after, and the caller is below superviseur. RI002: no such reply. RI006: the name is taken in this language. RI007:
-- changed since. RI010: invalid name, language or text, or more than 500.
CREATE OR REPLACE FUNCTION riad.save_canned_reply(
    _id uuid, _version bigint, _name text, _language text, _body text, _is_shared boolean
) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s'
AS $$
DECLARE
    me riad.rights := riad.session_rights();
    whose uuid := CASE WHEN _is_shared IS NOT FALSE THEN NULL ELSE me.user_id END;
    saved uuid;
BEGIN
    IF me.user_id IS NULL OR whose IS NULL AND NOT me.supervises THEN
        RAISE EXCEPTION 'not permitted to change what is shared' USING ERRCODE = 'RI001';
    END IF;
    PERFORM riad.enforce_change_limit();
    IF riad.has_unknown_placeholder(_body) THEN
        RAISE EXCEPTION 'what stands in braces is one of the known variables' USING ERRCODE = 'RI010';
    END IF;
    IF _id IS NULL THEN
        IF (SELECT count(*) FROM riad.canned_replies r WHERE r.owner_id IS NOT DISTINCT FROM whose) >= 500 THEN
            RAISE EXCEPTION 'there are 500 canned replies already' USING ERRCODE = 'RI010';
        END IF;
        INSERT INTO riad.canned_replies (owner_id, name, language, body, updated_by)
        VALUES (whose, btrim(_name), _language, _body, me.user_id) RETURNING id INTO saved;
    ELSE
        PERFORM riad.lock_canned_reply(me, _id, _version);
        UPDATE riad.canned_replies r
        SET owner_id = whose, name = btrim(_name), language = _language, body = _body, updated_by = me.user_id,
            updated_at = clock_timestamp()
        WHERE r.id = _id RETURNING r.id INTO saved;
    END IF;
    RETURN saved;
EXCEPTION
    -- Without the row in the message: it may be somebody else's.
    WHEN unique_violation THEN
        RAISE EXCEPTION 'another canned reply has this name in this language' USING ERRCODE = 'RI006';
    WHEN check_violation OR not_null_violation THEN
        RAISE EXCEPTION 'a canned reply needs a name of 1 to 60 characters and a text of 1 to 4000' USING ERRCODE = 'RI010';
END
$$;
GRANT EXECUTE ON FUNCTION riad.save_canned_reply TO riad_console;

-- Deletes the canned reply read at `_version`. RI001, RI002 and RI007 as above.
CREATE OR REPLACE FUNCTION riad.delete_canned_reply(_id uuid, _version bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s'
AS $$
BEGIN
    PERFORM riad.enforce_change_limit();
    PERFORM riad.lock_canned_reply(riad.session_rights(), _id, _version);
    DELETE FROM riad.canned_replies r WHERE r.id = _id;
END
$$;
GRANT EXECUTE ON FUNCTION riad.delete_canned_reply TO riad_console;
