-- Saved views.

-- Returns the view, locked. RI002: not visible to the user. RI001: shared, and the user is below superviseur. RI007:
-- changed since `_version`.
CREATE OR REPLACE FUNCTION riad.lock_saved_view(_user riad.rights, _id uuid, _version integer) RETURNS riad.saved_views
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    view riad.saved_views;
BEGIN
    IF _user.user_id IS NULL THEN
        RAISE EXCEPTION 'this login has no rights' USING ERRCODE = 'RI001';
    END IF;
    SELECT v.* INTO view FROM riad.saved_views v
    WHERE v.id = _id AND (v.owner_id IS NULL OR v.owner_id = _user.user_id) FOR UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such view' USING ERRCODE = 'RI002';
    END IF;
    IF view.owner_id IS NULL AND NOT _user.supervises THEN
        RAISE EXCEPTION 'not permitted to change what is shared' USING ERRCODE = 'RI001';
    END IF;
    IF view.version IS DISTINCT FROM _version THEN
        RAISE EXCEPTION 'this view has changed since it was read' USING ERRCODE = 'RI007';
    END IF;
    RETURN view;
END
$$;

-- Inserts a view (`_id` null) or updates the one read at `_version`. Returns its id. Without a position, a new view
-- comes last and an existing one stays. RI001: shared before or after, and the caller is below superviseur. RI002: no
-- such view. RI006: the name is taken. RI007: changed since. RI010: invalid name, query or position, or more than 200.
CREATE OR REPLACE FUNCTION riad.save_view(
    _id uuid, _version integer, _name text, _query text, _position smallint, _is_shared boolean
) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s'
AS $$
DECLARE
    me riad.rights := riad.session_rights();
    whose uuid := CASE WHEN _is_shared IS NOT FALSE THEN NULL ELSE me.user_id END;
    known riad.saved_views;
    saved uuid;
BEGIN
    IF me.user_id IS NULL OR whose IS NULL AND NOT coalesce(me.supervises, false) THEN
        RAISE EXCEPTION 'not permitted to change what is shared' USING ERRCODE = 'RI001';
    END IF;
    PERFORM riad.enforce_change_limit();
    IF _id IS NOT NULL THEN
        known := riad.lock_saved_view(me, _id, _version);
    END IF;
    -- Concurrent saves may exceed this by one, which does no harm.
    IF (
        SELECT count(*) FROM riad.saved_views v
        WHERE v.owner_id IS NOT DISTINCT FROM whose AND v.id IS DISTINCT FROM _id
    ) >= 200 THEN
        RAISE EXCEPTION 'there are 200 views already' USING ERRCODE = 'RI010';
    END IF;
    IF _id IS NULL THEN
        INSERT INTO riad.saved_views (owner_id, name, query, position)
        VALUES (whose, btrim(_name), btrim(_query), coalesce(_position, (
            SELECT least(coalesce(max(v.position), 0) + 1, 999)
            FROM riad.saved_views v WHERE v.owner_id IS NOT DISTINCT FROM whose
        )::smallint)) RETURNING id INTO saved;
    ELSE
        UPDATE riad.saved_views v
        SET owner_id = whose, name = btrim(_name), query = btrim(_query), position = coalesce(_position, known.position),
            version = v.version + 1, updated_at = clock_timestamp()
        WHERE v.id = _id RETURNING v.id INTO saved;
    END IF;
    RETURN saved;
EXCEPTION
    -- Without the row in the message: it may be somebody else's.
    WHEN unique_violation THEN
        RAISE EXCEPTION 'another view has this name' USING ERRCODE = 'RI006';
    WHEN check_violation OR not_null_violation THEN
        RAISE EXCEPTION 'a view needs a name of 1 to 60 characters, a query of 1 to 1000 and a position from 1 to 999'
            USING ERRCODE = 'RI010';
END
$$;
GRANT EXECUTE ON FUNCTION riad.save_view TO riad_console;

-- Deletes the view read at `_version`. RI001, RI002 and RI007 as above.
CREATE OR REPLACE FUNCTION riad.delete_view(_id uuid, _version integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s'
AS $$
BEGIN
    PERFORM riad.enforce_change_limit();
    PERFORM riad.lock_saved_view(riad.session_rights(), _id, _version);
    DELETE FROM riad.saved_views v WHERE v.id = _id;
END
$$;
GRANT EXECUTE ON FUNCTION riad.delete_view TO riad_console;

-- Moves a view before another one of the same owner, or to the end (null). RI001: shared, and the caller is below
-- superviseur. RI002: one of the two doesn't exist. Versions stay, so that concurrent edits aren't refused.
CREATE OR REPLACE FUNCTION riad.move_view(_id uuid, _next uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s'
AS $$
DECLARE
    me riad.rights := riad.session_rights();
    view riad.saved_views;
BEGIN
    IF me.user_id IS NULL THEN
        RAISE EXCEPTION 'this login has no rights' USING ERRCODE = 'RI001';
    END IF;
    PERFORM riad.enforce_change_limit();
    SELECT v.* INTO view FROM riad.saved_views v
    WHERE v.id = _id AND (v.owner_id IS NULL OR v.owner_id = me.user_id);
    IF FOUND AND view.owner_id IS NULL AND NOT me.supervises THEN
        RAISE EXCEPTION 'not permitted to change what is shared' USING ERRCODE = 'RI001';
    END IF;
    -- In id order: concurrent moves can't deadlock.
    PERFORM FROM riad.saved_views v WHERE v.owner_id IS NOT DISTINCT FROM view.owner_id ORDER BY v.id FOR UPDATE;
    IF view.id IS NULL OR _next IS NOT NULL AND NOT EXISTS (
        SELECT FROM riad.saved_views v WHERE v.id = _next AND v.owner_id IS NOT DISTINCT FROM view.owner_id
    ) THEN
        RAISE EXCEPTION 'there is no such view' USING ERRCODE = 'RI002';
    END IF;
    WITH ranked AS (
        SELECT v.id, row_number() OVER (ORDER BY v.position, lower(v.name), v.id) AS rank
        FROM riad.saved_views v WHERE v.owner_id IS NOT DISTINCT FROM view.owner_id
    ), moved AS (
        SELECT r.id, row_number() OVER (
            ORDER BY CASE WHEN r.id = _id
                THEN coalesce((SELECT n.rank FROM ranked n WHERE n.id = _next), 1000) ELSE r.rank END,
            r.id <> _id
        ) AS position
        FROM ranked r
    )
    UPDATE riad.saved_views v SET position = m.position, updated_at = clock_timestamp()
    FROM moved m WHERE v.id = m.id AND v.position <> m.position;
END
$$;
GRANT EXECUTE ON FUNCTION riad.move_view TO riad_console;
