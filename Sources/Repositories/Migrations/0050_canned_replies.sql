-- Texts that are written once and sent often: each person's own, and those that the house shares.
SET LOCAL ROLE riad_owner;

CREATE TABLE riad.canned_replies (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    -- Null: everybody's.
    owner_id uuid,
    name text NOT NULL CHECK (
        char_length(name) BETWEEN 1 AND 60 AND name = btrim(name)
        AND name !~ '[\u0001-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]'
    ),
    -- Null: in no language, or in any.
    language text COLLATE "C" CHECK (language ~ '^[a-z]{2,3}$'),
    -- Line breaks and tabs, but nothing that steers a terminal or turns what stands beside it round.
    body text NOT NULL CHECK (
        char_length(body) BETWEEN 1 AND 4000 AND body ~ '\S'
        AND body !~ '[\u0001-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]'
    ),
    updated_by uuid NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE UNIQUE INDEX canned_replies_by_name ON riad.canned_replies
    (coalesce(owner_id, '00000000-0000-0000-0000-000000000000'), lower(name), coalesce(language, ''));

ALTER TABLE riad.canned_replies ENABLE ROW LEVEL SECURITY;
CREATE POLICY "Shared ones, and each their own" ON riad.canned_replies FOR SELECT TO riad_console
    USING (
        (SELECT riad.current_user_id()) IS NOT NULL
        AND (owner_id IS NULL OR owner_id = (SELECT riad.current_user_id()))
    );
GRANT SELECT ON riad.canned_replies TO riad_console;

-- The reply, locked, that somebody wants to change and read as `_version`. RI002 where it isn't there for them; RI001
-- where it is shared and they aren't superviseur or above; RI007 where somebody changed it since it was read.
CREATE FUNCTION riad.lock_canned_reply(me riad.rights, _id uuid, _version bigint) RETURNS riad.canned_replies
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    reply riad.canned_replies;
    standing bigint;
BEGIN
    IF me.user_id IS NULL THEN
        RAISE EXCEPTION 'this login has no rights' USING ERRCODE = 'RI001';
    END IF;
    SELECT r.* INTO reply FROM riad.canned_replies r
    WHERE r.id = _id AND (r.owner_id IS NULL OR r.owner_id = me.user_id) FOR UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such canned reply' USING ERRCODE = 'RI002';
    END IF;
    IF reply.owner_id IS NULL AND NOT me.supervises THEN
        RAISE EXCEPTION 'not permitted to change what is shared' USING ERRCODE = 'RI001';
    END IF;
    -- Who waited for the lock reads the row that the other left.
    SELECT r.xmin::text::bigint INTO standing FROM riad.canned_replies r WHERE r.id = _id;
    IF standing IS DISTINCT FROM _version THEN
        RAISE EXCEPTION 'somebody changed this reply since it was read' USING ERRCODE = 'RI007';
    END IF;
    RETURN reply;
END
$$;

-- Makes a reply (`_id` null), or changes the one of that id as it was read at `_version`. Returns its id. RI001 where it
-- is or becomes shared, below superviseur; RI002 no such reply; RI006 another one has this name in this language; RI007
-- changed since; RI010 a name, language or text that can't be, or more than 500 of them.
CREATE FUNCTION riad.save_canned_reply(
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

-- Takes a reply away that was read as `_version`. RI001, RI002 and RI007 as above.
CREATE FUNCTION riad.delete_canned_reply(_id uuid, _version bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s'
AS $$
BEGIN
    PERFORM riad.lock_canned_reply(riad.session_rights(), _id, _version);
    DELETE FROM riad.canned_replies r WHERE r.id = _id;
END
$$;

GRANT EXECUTE ON FUNCTION riad.save_canned_reply, riad.delete_canned_reply TO riad_console;

SELECT riad.audit_changes('riad.canned_replies', 'name', '{name,language,owner_id}', '{body}');
