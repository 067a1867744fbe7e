-- Chooses the inbox scans for a user's query.

-- Returns each scan's part in the current user's query: the zones to keep, or null if it has none. If the user can read
-- every zone and wants all of them, zones are neither compared nor counted. `_pairs` is the number of chosen pairs of
-- state and priority.
CREATE OR REPLACE FUNCTION riad.inbox_scope(_zones smallint[], _assignment text, _pairs integer)
RETURNS riad.inbox_scope
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me riad.rights := riad.session_rights();
    wanted smallint[] := coalesce(_zones, '{}');
    own smallint[];
    is_wide boolean;
    scope riad.inbox_scope;
BEGIN
    scope.user_id := me.user_id;
    scope.role := me.role;
    IF me.user_id IS NULL THEN
        RETURN scope;
    ELSIF _assignment = 'mine' THEN
        scope.mine := wanted;
        RETURN scope;
    ELSIF me.can_read_all AND wanted = '{}' THEN
        is_wide := true;
    ELSE
        own := CASE WHEN me.can_read_all THEN wanted
            ELSE ARRAY(SELECT z FROM unnest(me.readable_zones) z WHERE wanted = '{}' OR z = ANY (wanted)) END;
        -- If many zones are wanted, skipping rows of the other zones beats one branch per zone.
        is_wide := cardinality(own) * 3 >= (SELECT count(*) FROM riad.zones)
            AND (NOT me.can_read_all OR cardinality(own) * _pairs > 24);
    END IF;
    IF is_wide THEN
        -- One scan of everything; the policy filters by rights.
        IF _assignment = 'nobody' THEN
            scope.unassigned := wanted;
        ELSE
            scope.everything := wanted;
        END IF;
        RETURN scope;
    ELSIF _assignment = 'nobody' THEN
        scope.unassigned_by_zone := nullif(own, '{}');
    ELSE
        scope.by_zone := nullif(own, '{}');
    END IF;
    -- Conversations readable for another reason than their zone are in the chosen zones that aren't the user's.
    IF NOT me.can_read_all AND (wanted = '{}' OR NOT wanted <@ own) THEN
        scope.by_role := wanted;
        scope.mine := CASE WHEN _assignment <> 'nobody' THEN wanted END;
    END IF;
    RETURN scope;
END
$$;
GRANT EXECUTE ON FUNCTION riad.inbox_scope TO riad_console;
