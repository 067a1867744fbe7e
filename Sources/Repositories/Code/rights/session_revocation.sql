-- A person who loses a right loses their open sessions.

-- Terminates a login's sessions, whose statements, cursors and transactions could still read with the old rights.
-- Returns how many; 0 if the owner may not terminate any. Logs who called it: the sessions stay terminated even if the
-- caller's transaction rolls back.
CREATE OR REPLACE FUNCTION riad.end_sessions(_login name) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    ended integer;
BEGIN
    SELECT count(*) FILTER (WHERE pg_terminate_backend(a.pid)) INTO ended
    FROM pg_catalog.pg_stat_activity a
    -- Terminating a superuser's session is an error; the login may have become one since.
    JOIN pg_catalog.pg_roles r ON r.oid = a.usesysid AND NOT r.rolsuper
    WHERE a.usename = _login AND a.datname = current_database() AND a.pid <> pg_backend_pid()
        AND pg_has_role(current_user, 'pg_signal_backend', 'USAGE');
    IF ended > 0 THEN
        RAISE LOG '% sessions of % ended for %', ended, _login, session_user;
    END IF;
    RETURN ended;
END
$$;

-- For tables with a user_id, and for the setting that restricts agents. Refuses to remove the last super_admin before
-- any session ends.
CREATE OR REPLACE FUNCTION riad.end_sessions_after_lost_right() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF TG_TABLE_NAME = 'settings' THEN
        PERFORM riad.begin_rights_change();
        PERFORM riad.end_sessions(s.login) FROM riad.effective_rights s WHERE s.role = 'agent';
        RETURN NULL;
    END IF;
    IF TG_TABLE_NAME = 'user_roles' THEN
        PERFORM riad.require_super_admin_if_lost(OLD.role = 'super_admin' AND OLD.expires_at IS NULL);
    -- A login with a first password had no rights to lose.
    ELSIF TG_TABLE_NAME <> 'logins' OR to_jsonb(OLD) ->> 'first_password_until' IS NULL THEN
        PERFORM riad.require_super_admin_if_lost(EXISTS (
            SELECT FROM public.user_roles ur
            WHERE ur.user_id = OLD.user_id AND ur.role = 'super_admin' AND ur.is_active AND ur.expires_at IS NULL
        ));
    END IF;
    IF TG_TABLE_NAME = 'logins' THEN
        PERFORM riad.end_sessions(OLD.login);
    ELSE
        PERFORM riad.end_sessions(l.login) FROM riad.logins l WHERE l.user_id = OLD.user_id;
    END IF;
    RETURN NULL;
END
$$;

-- Terminates the sessions of people without rights: the rights expired, or the session was opened while they were being
-- revoked. Consoles and channels trigger it in passing. Logins with a valid first password are excluded. Returns how
-- many.
CREATE OR REPLACE FUNCTION riad.end_sessions_without_rights() RETURNS integer
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT count(*) FILTER (WHERE pg_terminate_backend(a.pid))::integer
    FROM pg_catalog.pg_stat_activity a
    JOIN riad.logins l ON l.login = a.usename
    JOIN pg_catalog.pg_roles r ON r.oid = a.usesysid AND NOT r.rolsuper
    WHERE a.datname = current_database() AND a.pid <> pg_backend_pid()
        AND pg_has_role(current_user, 'pg_signal_backend', 'USAGE')
        AND NOT EXISTS (SELECT FROM riad.effective_rights s WHERE s.login = l.login AND s.expires_at > clock_timestamp())
        AND (l.first_password_until IS NULL OR l.first_password_until <= clock_timestamp());
END;

-- Disables the logins of a deactivated profile, and enables them again with it.
CREATE OR REPLACE FUNCTION riad.maintain_login_enabled() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    affected name;
BEGIN
    FOR affected IN SELECT l.login FROM riad.logins l WHERE l.user_id = NEW.user_id LOOP
        IF NEW.is_active IS NOT TRUE THEN
            IF riad.set_login_enabled(affected, false) THEN
                INSERT INTO riad.closed_logins (login) VALUES (affected) ON CONFLICT DO NOTHING;
            END IF;
        ELSE
            DELETE FROM riad.closed_logins c WHERE c.login = affected;
            IF FOUND THEN
                PERFORM riad.set_login_enabled(affected, true);
            END IF;
        END IF;
    END LOOP;
    RETURN NULL;
END
$$;

CREATE CONSTRAINT TRIGGER login_enabled_maintained AFTER UPDATE ON public.profiles
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN ((OLD.is_active IS TRUE) <> (NEW.is_active IS TRUE)) EXECUTE FUNCTION riad.maintain_login_enabled();

CREATE CONSTRAINT TRIGGER profile_deactivated AFTER UPDATE ON public.profiles DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (OLD.is_active AND NEW.is_active IS NOT TRUE OR NEW.geographical_zones IS DISTINCT FROM OLD.geographical_zones)
    EXECUTE FUNCTION riad.end_sessions_after_lost_right();

CREATE CONSTRAINT TRIGGER login_revoked AFTER UPDATE OR DELETE ON riad.logins DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION riad.end_sessions_after_lost_right();

CREATE CONSTRAINT TRIGGER agents_isolated AFTER UPDATE ON riad.settings DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (NEW.key = 'zone_isolation' AND NEW.value = 'true' AND OLD.value <> 'true')
    EXECUTE FUNCTION riad.end_sessions_after_lost_right();

CREATE CONSTRAINT TRIGGER role_deleted AFTER DELETE ON public.user_roles DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (OLD.is_active) EXECUTE FUNCTION riad.end_sessions_after_lost_right();

-- Deferred: little time remains for a new session before the commit.
CREATE CONSTRAINT TRIGGER role_revoked AFTER UPDATE ON public.user_roles DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (OLD.is_active AND (
        NEW.is_active IS NOT TRUE OR NEW.role <> OLD.role OR NEW.user_id <> OLD.user_id
        OR NEW.expires_at < coalesce(OLD.expires_at, 'infinity')
    ))
    EXECUTE FUNCTION riad.end_sessions_after_lost_right();
