-- Giving and taking roles, the logins behind people, and ending the sessions of whoever lost a right.
SET LOCAL ROLE riad_owner;

-- Whoever lost a right must not go on reading in a statement, cursor or transaction that they have open. Returns how many
-- sessions ended: none where the owner may not end any.
CREATE FUNCTION riad.end_sessions(_login name) RETURNS integer
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT count(*) FILTER (WHERE pg_terminate_backend(a.pid))::integer
    FROM pg_catalog.pg_stat_activity a
    WHERE a.usename = _login AND a.datname = current_database() AND a.pid <> pg_backend_pid()
        AND pg_has_role(current_user, 'pg_signal_backend', 'USAGE');
END;

-- For rows with a user_id, and for a setting that narrows what agents read.
CREATE FUNCTION riad.right_lost() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF TG_TABLE_NAME = 'settings' THEN
        PERFORM riad.note_rights_change();
        PERFORM riad.end_sessions(s.login) FROM riad.standings s WHERE s.role = 'agent';
    ELSIF TG_TABLE_NAME = 'logins' THEN
        PERFORM riad.end_sessions(OLD.login);
    ELSE
        PERFORM riad.end_sessions(l.login) FROM riad.logins l WHERE l.user_id = OLD.user_id;
    END IF;
    RETURN NULL;
END
$$;

-- At the end of the transaction: who comes back before it commits finds hardly a moment in which the right still stands.
CREATE CONSTRAINT TRIGGER role_taken AFTER UPDATE ON public.user_roles DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (OLD.is_active AND (
        NEW.is_active IS NOT TRUE OR NEW.role <> OLD.role OR NEW.user_id <> OLD.user_id
        OR NEW.expires_at < coalesce(OLD.expires_at, 'infinity')
    ))
    EXECUTE FUNCTION riad.right_lost();
CREATE CONSTRAINT TRIGGER role_deleted AFTER DELETE ON public.user_roles DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (OLD.is_active) EXECUTE FUNCTION riad.right_lost();
CREATE CONSTRAINT TRIGGER profile_deactivated AFTER UPDATE ON public.profiles DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (OLD.is_active AND NEW.is_active IS NOT TRUE OR NEW.geographical_zones IS DISTINCT FROM OLD.geographical_zones)
    EXECUTE FUNCTION riad.right_lost();
CREATE CONSTRAINT TRIGGER login_lost AFTER UPDATE OR DELETE ON riad.logins DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION riad.right_lost();
CREATE CONSTRAINT TRIGGER agents_isolated AFTER UPDATE ON riad.settings DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (NEW.key = 'zone_isolation' AND NEW.value = 'true' AND OLD.value <> 'true')
    EXECUTE FUNCTION riad.right_lost();

-- For the job that runs every minute: ends the sessions of whoever has no rights by now, because time passed or because
-- they came back while those were being taken. Returns how many.
CREATE FUNCTION riad.end_sessions_without_rights() RETURNS integer
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT coalesce(sum(riad.end_sessions(l.login)), 0)::integer FROM riad.logins l
    WHERE NOT EXISTS (SELECT FROM riad.standings s WHERE s.login = l.login AND s.expires_at > clock_timestamp());
END;
GRANT EXECUTE ON FUNCTION riad.end_sessions_without_rights TO riad_worker;

-- The role that the person has at present, where the session's person may put that other one in its place; else RI001.
CREATE FUNCTION riad.role_replaced_by(_user_id uuid, _role public.app_role, _assigned_by uuid) RETURNS public.app_role
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me riad.rights := riad.session_rights();
    highest smallint := CASE me.role
        WHEN 'super_admin' THEN 9 WHEN 'administrateur' THEN 8 WHEN 'superviseur' THEN 6 ELSE 0 END;
    present public.app_role;
BEGIN
    SELECT ur.role INTO present FROM public.user_roles ur WHERE ur.user_id = _user_id AND ur.is_active;
    IF me.user_id IS NULL OR _assigned_by IS DISTINCT FROM me.user_id OR _user_id = me.user_id
        OR NOT EXISTS (SELECT FROM riad.roles r WHERE r.role = _role AND r.level <= highest)
        OR present IS NOT NULL
        AND NOT EXISTS (SELECT FROM riad.roles r WHERE r.role = present AND r.level <= highest)
    THEN
        RAISE EXCEPTION 'not permitted to give this role to this person' USING ERRCODE = 'RI001';
    END IF;
    RETURN present;
END
$$;

-- Gives a role in place of the person's present one. RI001: not the caller's to give or to take; RI008: the last
-- super_admin who can log in and stays; RI010: an expiry that has passed, or somebody without a profile.
CREATE FUNCTION public.assign_user_role(
    _user_id uuid, _role public.app_role, _assigned_by uuid, _expires_at timestamptz DEFAULT NULL
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s'
AS $$
DECLARE
    present public.app_role;
BEGIN
    PERFORM riad.role_replaced_by(_user_id, _role, _assigned_by);
    IF _expires_at <= clock_timestamp() THEN
        RAISE EXCEPTION 'a role cannot expire in the past' USING ERRCODE = 'RI010';
    END IF;
    IF NOT EXISTS (SELECT FROM public.profiles p WHERE p.user_id = _user_id) THEN
        RAISE EXCEPTION 'there is no such person' USING ERRCODE = 'RI010';
    END IF;
    -- Who changes roles in a transaction that they leave open would hold off their own loss.
    PERFORM riad.end_sessions(l.login) FROM riad.logins l WHERE l.user_id = _user_id;
    -- Role changes go one after the other, so that each sees what the one before it left.
    LOCK TABLE public.user_roles IN SHARE ROW EXCLUSIVE MODE;
    present := riad.role_replaced_by(_user_id, _role, _assigned_by);

    UPDATE public.user_roles ur SET is_active = false
    WHERE ur.user_id = _user_id AND ur.is_active AND ur.role <> _role;
    INSERT INTO public.user_roles AS ur (user_id, role, assigned_by, assigned_at, expires_at, is_active)
    VALUES (_user_id, _role, _assigned_by, clock_timestamp(), _expires_at, true)
    ON CONFLICT (user_id, role) DO UPDATE
        SET is_active = true, assigned_by = _assigned_by, assigned_at = clock_timestamp(), expires_at = _expires_at;

    IF present = 'super_admin' AND NOT EXISTS (
        SELECT FROM public.user_roles ur
        JOIN public.profiles p ON p.user_id = ur.user_id
        JOIN riad.logins l ON l.user_id = ur.user_id
        WHERE ur.role = 'super_admin' AND ur.is_active AND ur.expires_at IS NULL AND p.is_active
    ) THEN
        RAISE EXCEPTION 'the last super_admin cannot be taken away' USING ERRCODE = 'RI008';
    END IF;
END
$$;

GRANT EXECUTE ON FUNCTION public.assign_user_role TO riad_console;

-- For the one who sets the installation up, as a superuser: lets an existing plain login stand for a person.
CREATE FUNCTION riad.register_login(_user_id uuid, _login name) RETURNS void
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
END
$$;
