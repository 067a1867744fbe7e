-- Administrators read the whole audit trail, everybody else their own entries.
-- requires: rights/session

CREATE POLICY "Administrators can view, others their own" ON riad.audit FOR SELECT TO riad_console
    USING (
        (SELECT riad.current_user_id()) IS NOT NULL
        AND ((SELECT riad.administers()) OR user_id = (SELECT riad.current_user_id()))
    );
GRANT SELECT ON riad.audit TO riad_console;

-- Returns the entries about a row that the current user may read. Uses an index that the user's own comparisons can't
-- reach.
CREATE OR REPLACE FUNCTION riad.audit_about(_row_key text) RETURNS TABLE (created_at timestamptz, id bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me riad.rights := riad.session_rights();
BEGIN
    IF me.user_id IS NULL THEN
        RETURN;
    END IF;
    IF me.administers THEN
        RETURN QUERY SELECT a.created_at, a.id FROM riad.audit a WHERE riad.opaque_text(a.row_key) = _row_key;
    ELSE
        -- The user's own entries first: other entries are never compared.
        RETURN QUERY
        SELECT own.created_at, own.id
        FROM (SELECT a.created_at, a.id, a.row_key FROM riad.audit a WHERE a.user_id = me.user_id OFFSET 0) own
        WHERE own.row_key = _row_key;
    END IF;
END
$$;
GRANT EXECUTE ON FUNCTION riad.audit_about TO riad_console;
