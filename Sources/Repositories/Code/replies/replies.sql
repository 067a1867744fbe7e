-- Canned replies.

-- The reply, locked, that somebody wants to change and read as `_version`. RI002 where it isn't there for them; RI001
-- where it is shared and they aren't superviseur or above; RI007 where somebody changed it since it was read.
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
    -- Who waited for the lock reads the row that the other left.
    SELECT r.xmin::text::bigint INTO current_version FROM riad.canned_replies r WHERE r.id = _id;
    IF current_version IS DISTINCT FROM _version THEN
        RAISE EXCEPTION 'somebody changed this reply since it was read' USING ERRCODE = 'RI007';
    END IF;
    RETURN reply;
END
$$;

-- Makes a reply (`_id` null), or changes the one of that id as it was read at `_version`. Returns its id. RI001 where it
-- is or becomes shared, below superviseur; RI002 no such reply; RI006 another one has this name in this language; RI007
-- changed since; RI010 a name, language or text that can't be, or more than 500 of them.
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
    -- Raised anew without the row in it: it may be another's.
    WHEN unique_violation THEN
        RAISE EXCEPTION 'another canned reply has this name in this language' USING ERRCODE = 'RI006';
    WHEN check_violation OR not_null_violation THEN
        RAISE EXCEPTION 'a canned reply has a name of 1 to 60 characters and a text of 1 to 4000' USING ERRCODE = 'RI010';
END
$$;
GRANT EXECUTE ON FUNCTION riad.save_canned_reply TO riad_console;

-- Takes a reply away that was read as `_version`. RI001, RI002 and RI007 as above.
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
