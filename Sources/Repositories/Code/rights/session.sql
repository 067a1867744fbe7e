-- The current user and their rights: from `session_user` and riad.logins, nothing else.
-- requires: application/rights

-- Returns the current user's rights; all null without a profile, with an inactive profile, or with an expired role or
-- one missing from riad.roles. Uses clock_timestamp(), because now() stands still in an open transaction. PL/pgSQL
-- keeps its plan for the session, while a SQL function plans on each call; policies call this once per statement and
-- table. A transaction that keeps its snapshot, own or imported, may not outlive a change of rights (40001); only such
-- transactions read last_rights_change.
CREATE OR REPLACE FUNCTION riad.session_rights() RETURNS riad.rights
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me riad.rights;
    own_zones smallint[];
BEGIN
    IF current_setting('transaction_isolation') IN ('repeatable read', 'serializable') THEN
        IF NOT (
            SELECT pg_visible_in_snapshot(c.last_value::text::xid8, pg_current_snapshot()) FROM riad.last_rights_change c
        ) THEN
            RAISE EXCEPTION 'rights were changed since this transaction began' USING ERRCODE = 'serialization_failure';
        END IF;
    END IF;
    SELECT s.user_id, s.role, s.level, s.is_desk, s.supervises, s.administers, s.zone_ids,
        s.role = 'agent' AND coalesce(
            (SELECT t.value = 'true'::jsonb FROM riad.settings t WHERE t.key = 'zone_isolation'), false
        )
    INTO me.user_id, me.role, me.level, me.is_desk, me.supervises, me.administers, own_zones, me.is_isolated
    FROM riad.effective_rights s
    WHERE s.login = session_user AND s.expires_at > clock_timestamp();
    IF me.user_id IS NULL THEN
        RETURN me;
    END IF;
    me.can_read_all := me.is_desk AND NOT me.is_isolated;
    me.readable_zones := CASE WHEN me.is_isolated THEN 0::smallint || own_zones ELSE '{}' END;
    RETURN me;
END
$$;
GRANT EXECUTE ON FUNCTION riad.session_rights TO riad_console;

-- The current user's id; null without rights. This and the next functions are SECURITY INVOKER, so the planner inlines
-- them.
CREATE OR REPLACE FUNCTION riad.current_user_id() RETURNS uuid LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT (riad.session_rights()).user_id;
END;
GRANT EXECUTE ON FUNCTION riad.current_user_id TO riad_console;

-- The current user's role; null without rights.
CREATE OR REPLACE FUNCTION riad.current_role_name() RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT (riad.session_rights()).role;
END;
GRANT EXECUTE ON FUNCTION riad.current_role_name TO riad_console;

-- Whether the current user can read all conversations; null without rights.
CREATE OR REPLACE FUNCTION riad.can_read_all_conversations() RETURNS boolean LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT (riad.session_rights()).can_read_all;
END;
GRANT EXECUTE ON FUNCTION riad.can_read_all_conversations TO riad_console;

-- The zones that an isolated agent reads; '{}' for everybody else.
CREATE OR REPLACE FUNCTION riad.readable_zones() RETURNS smallint[] LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT (riad.session_rights()).readable_zones;
END;
GRANT EXECUTE ON FUNCTION riad.readable_zones TO riad_console;

-- Whether the current user is agent, superviseur, administrateur or super_admin.
CREATE OR REPLACE FUNCTION riad.is_desk() RETURNS boolean LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT coalesce((riad.session_rights()).is_desk, false);
END;
GRANT EXECUTE ON FUNCTION riad.is_desk TO riad_console;

-- Whether the current user is superviseur or above.
CREATE OR REPLACE FUNCTION riad.supervises() RETURNS boolean LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT coalesce((riad.session_rights()).supervises, false);
END;
GRANT EXECUTE ON FUNCTION riad.supervises TO riad_console;

-- Whether the current user is administrateur or above.
CREATE OR REPLACE FUNCTION riad.administers() RETURNS boolean LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT coalesce((riad.session_rights()).administers, false);
END;
GRANT EXECUTE ON FUNCTION riad.administers TO riad_console;

-- For a deployment's own policies: uses the rights of the user signed in to the application, if that stayed, else those
-- of the login.
CREATE OR REPLACE FUNCTION public.has_role(_user_id uuid, _role public.app_role) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT coalesce(
        (me.is_desk OR me.user_id = _user_id) AND EXISTS (
            SELECT FROM public.user_roles ur
            JOIN public.profiles p ON p.user_id = ur.user_id
            WHERE ur.user_id = _user_id AND ur.role = _role AND ur.is_active AND p.is_active
                AND (ur.expires_at IS NULL OR ur.expires_at > clock_timestamp())
        ), false
    )
    FROM (
        SELECT (r.rights).* FROM (
            SELECT CASE WHEN session_user = 'authenticator' THEN riad.application_rights()
                ELSE riad.session_rights() END AS rights
        ) r
    ) me;
END;
GRANT EXECUTE ON FUNCTION public.has_role(uuid, public.app_role) TO riad_console;

-- Returns the current user's row; none without rights.
CREATE OR REPLACE FUNCTION riad.me() RETURNS TABLE (
    user_id uuid, profile_id uuid, login text, first_name text, last_name text, role text, role_level smallint,
    zone_ids smallint[], zones text[], is_isolated boolean, is_active boolean, undo_seconds integer
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT p.user_id, p.id, session_user::text, p.first_name, p.last_name, r.role, r.level,
        s.zone_ids, coalesce(p.geographical_zones::text[], '{}'), r.is_isolated, p.is_active,
        (SELECT (s.value #>> '{}')::integer FROM riad.settings s WHERE s.key = 'undo_seconds')
    FROM riad.session_rights() r
    JOIN riad.effective_rights s ON s.user_id = r.user_id
    JOIN public.profiles p ON p.user_id = r.user_id;
END;
GRANT EXECUTE ON FUNCTION riad.me TO riad_console;
