-- Views in the order that their owner wants.
SET LOCAL ROLE riad_owner;

-- Puts a view before another one of the same owner, or behind all of them (null). RI001 where it is shared, below
-- superviseur; RI002 where one of the two isn't there. No version changes: whoever is editing one of them loses nothing.
CREATE FUNCTION riad.move_view(_id uuid, _next uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s'
AS $$
DECLARE
    me riad.rights := riad.session_rights();
    view riad.saved_views;
BEGIN
    IF me.user_id IS NULL THEN
        RAISE EXCEPTION 'this login has no rights' USING ERRCODE = 'RI001';
    END IF;
    SELECT v.* INTO view FROM riad.saved_views v
    WHERE v.id = _id AND (v.owner_id IS NULL OR v.owner_id = me.user_id);
    IF FOUND AND view.owner_id IS NULL AND NOT me.supervises THEN
        RAISE EXCEPTION 'not permitted to change what is shared' USING ERRCODE = 'RI001';
    END IF;
    -- All of them in one order, so that no two who move some wait for each other.
    PERFORM FROM riad.saved_views v WHERE v.owner_id IS NOT DISTINCT FROM view.owner_id ORDER BY v.id FOR UPDATE;
    IF view.id IS NULL OR _next IS NOT NULL AND NOT EXISTS (
        SELECT FROM riad.saved_views v WHERE v.id = _next AND v.owner_id IS NOT DISTINCT FROM view.owner_id
    ) THEN
        RAISE EXCEPTION 'there is no such view' USING ERRCODE = 'RI002';
    END IF;
    WITH ranked AS (
        SELECT v.id, row_number() OVER (ORDER BY v.place, lower(v.name), v.id) AS rank
        FROM riad.saved_views v WHERE v.owner_id IS NOT DISTINCT FROM view.owner_id
    ), placed AS (
        SELECT r.id, row_number() OVER (ORDER BY CASE WHEN r.id = _id
            THEN coalesce((SELECT n.rank FROM ranked n WHERE n.id = _next), 1000) ELSE r.rank END, r.id <> _id) AS place
        FROM ranked r
    )
    UPDATE riad.saved_views v SET place = p.place, updated_at = clock_timestamp()
    FROM placed p WHERE v.id = p.id AND v.place <> p.place;
END
$$;

GRANT EXECUTE ON FUNCTION riad.move_view TO riad_console;
