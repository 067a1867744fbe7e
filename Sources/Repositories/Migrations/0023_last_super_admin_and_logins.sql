-- The last super_admin stays, whatever would take them away; and who is made inactive cannot log in.

-- Closing and opening logins is the work of riad_accounts, so the migrating role must be able to become it.
DO $$
BEGIN
    IF NOT (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user) THEN
        IF current_setting('server_version_num')::integer < 160000 THEN
            EXECUTE format('GRANT riad_accounts TO %I', current_user);
        ELSIF NOT pg_has_role(current_user, 'riad_accounts', 'SET') THEN
            EXECUTE format('GRANT riad_accounts TO %I WITH INHERIT FALSE, SET TRUE', current_user);
        END IF;
    END IF;
EXCEPTION WHEN insufficient_privilege THEN
    RAISE EXCEPTION 'role % may not become riad_accounts, which another role made', current_user
        USING ERRCODE = 'insufficient_privilege',
            HINT = format('A superuser can say: GRANT riad_accounts TO %I', current_user);
END
$$;

SET LOCAL ROLE riad_owner;
-- USAGE stays; CREATE is for the function below and goes again.
GRANT USAGE, CREATE ON SCHEMA riad TO riad_accounts;

-- Every loss comes through here, because standings are made from profiles, roles and logins, one change after the
-- other. At the end of a transaction, so that one super_admin can follow another in it. Locking the row that remains
-- makes a transaction with an older snapshot fail (40001) where it was taken away meanwhile.
CREATE FUNCTION riad.refuse_without_super_admin(_one_lost boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM FROM riad.standings s WHERE s.role = 'super_admin' AND s.expires_at = 'infinity' LIMIT 1 FOR SHARE;
    IF NOT FOUND AND _one_lost THEN
        RAISE EXCEPTION 'the last super_admin cannot be taken away' USING ERRCODE = 'RI008';
    END IF;
END
$$;

CREATE FUNCTION riad.keep_super_admin() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM riad.refuse_without_super_admin(true);
    RETURN NULL;
END
$$;

CREATE CONSTRAINT TRIGGER super_admin_stays AFTER UPDATE OR DELETE ON riad.standings DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (OLD.role = 'super_admin' AND OLD.expires_at = 'infinity')
    EXECUTE FUNCTION riad.keep_super_admin();
ALTER TABLE riad.standings ENABLE ALWAYS TRIGGER super_admin_stays;

-- Logins that were closed with their person's profile, and are opened with it again; one that somebody else closed is not.
CREATE TABLE riad.closed_logins (
    login name PRIMARY KEY,
    closed_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
ALTER TABLE riad.closed_logins ENABLE ROW LEVEL SECURITY;

RESET ROLE;
SET LOCAL ROLE riad_accounts;

-- Lets a login of the console log in or not; false where that changed nothing. For the owner's functions alone.
-- Where riad_accounts may not alter it (16 and later: it made the login, or was given it with ADMIN), a warning says so:
-- rights are lost in any case, only the door stays ajar.
CREATE FUNCTION riad.let_log_in(_login name, _lets boolean) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM pg_catalog.pg_roles r
        JOIN pg_catalog.pg_auth_members m ON m.member = r.oid AND m.roleid = 'riad_console'::regrole
        WHERE r.rolname = _login AND r.rolcanlogin <> _lets
            AND NOT (r.rolsuper OR r.rolcreaterole OR r.rolcreatedb OR r.rolreplication OR r.rolbypassrls)
    ) THEN
        RETURN false;
    END IF;
    EXECUTE format('ALTER ROLE %I %s', _login, CASE WHEN _lets THEN 'LOGIN' ELSE 'NOLOGIN' END);
    RETURN true;
EXCEPTION WHEN insufficient_privilege THEN
    RAISE WARNING 'riad_accounts may not alter login %', _login
        USING HINT = format('GRANT %I TO riad_accounts WITH ADMIN TRUE, INHERIT FALSE, SET FALSE', _login);
    RETURN false;
END
$$;
REVOKE EXECUTE ON FUNCTION riad.let_log_in FROM PUBLIC;
GRANT EXECUTE ON FUNCTION riad.let_log_in TO riad_owner;

RESET ROLE;
SET LOCAL ROLE riad_owner;
REVOKE CREATE ON SCHEMA riad FROM riad_accounts;

CREATE FUNCTION riad.profile_switched() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    switched name;
BEGIN
    FOR switched IN SELECT l.login FROM riad.logins l WHERE l.user_id = NEW.user_id LOOP
        IF NEW.is_active IS NOT TRUE THEN
            IF riad.let_log_in(switched, false) THEN
                INSERT INTO riad.closed_logins (login) VALUES (switched) ON CONFLICT DO NOTHING;
            END IF;
        ELSE
            DELETE FROM riad.closed_logins c WHERE c.login = switched;
            IF FOUND THEN
                PERFORM riad.let_log_in(switched, true);
            END IF;
        END IF;
    END LOOP;
    RETURN NULL;
END
$$;

CREATE CONSTRAINT TRIGGER login_switched AFTER UPDATE ON public.profiles DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN ((OLD.is_active IS TRUE) <> (NEW.is_active IS TRUE)) EXECUTE FUNCTION riad.profile_switched();

-- As before, but where the last super_admin would go it is refused before any of their sessions ends.
CREATE OR REPLACE FUNCTION riad.right_lost() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF TG_TABLE_NAME = 'settings' THEN
        PERFORM riad.note_rights_change();
        PERFORM riad.end_sessions(s.login) FROM riad.standings s WHERE s.role = 'agent';
        RETURN NULL;
    END IF;
    IF TG_TABLE_NAME = 'user_roles' THEN
        PERFORM riad.refuse_without_super_admin(OLD.role = 'super_admin' AND OLD.expires_at IS NULL);
    ELSE
        PERFORM riad.refuse_without_super_admin(EXISTS (
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

-- As before, and riad_accounts may close the login, which on 16 and later it must be given.
CREATE OR REPLACE FUNCTION riad.register_login(_user_id uuid, _login name) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM pg_catalog.pg_roles r
        WHERE r.rolname = _login AND r.rolcanlogin
            AND NOT (r.rolsuper OR r.rolcreaterole OR r.rolcreatedb OR r.rolreplication OR r.rolbypassrls)
    ) THEN
        RAISE EXCEPTION 'login % is missing or has more than the right to log in', _login USING ERRCODE = 'RI010';
    END IF;
    IF EXISTS (
        SELECT FROM pg_catalog.pg_auth_members m
        WHERE m.member = (SELECT r.oid FROM pg_catalog.pg_roles r WHERE r.rolname = _login)
            AND m.roleid <> (SELECT r.oid FROM pg_catalog.pg_roles r WHERE r.rolname = 'riad_console')
    ) THEN
        RAISE EXCEPTION 'login % is a member of another role than riad_console', _login USING ERRCODE = 'RI010';
    END IF;
    INSERT INTO riad.logins (login, user_id) VALUES (_login, _user_id);
    EXECUTE format('GRANT riad_console TO %I', _login);
    IF current_setting('server_version_num')::integer >= 160000 THEN
        EXECUTE format('GRANT %I TO riad_accounts WITH ADMIN TRUE, INHERIT FALSE, SET FALSE', _login);
    END IF;
END
$$;
