-- Giving and taking roles, the logins behind people, and ending the sessions of whoever lost a right.
SET LOCAL ROLE riad_owner;

-- An open transaction would go on reading what its person may read no longer. Returns how many sessions ended.
CREATE FUNCTION riad.end_sessions(_user_id uuid) RETURNS integer
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT count(*) FILTER (WHERE pg_terminate_backend(a.pid))::integer
    FROM pg_catalog.pg_stat_activity a
    JOIN riad.logins l ON l.login = a.usename
    WHERE l.user_id = _user_id AND a.datname = current_database() AND a.pid <> pg_backend_pid();
END;

CREATE FUNCTION riad.right_lost() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF pg_has_role(current_user, 'pg_signal_backend', 'USAGE') THEN
        PERFORM riad.end_sessions(OLD.user_id);
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER role_taken AFTER UPDATE ON public.user_roles FOR EACH ROW
    WHEN (OLD.is_active AND (
        NEW.is_active IS NOT TRUE OR NEW.role <> OLD.role OR NEW.user_id <> OLD.user_id
        OR NEW.expires_at < coalesce(OLD.expires_at, 'infinity')
    ))
    EXECUTE FUNCTION riad.right_lost();
CREATE TRIGGER role_deleted AFTER DELETE ON public.user_roles FOR EACH ROW
    WHEN (OLD.is_active) EXECUTE FUNCTION riad.right_lost();
CREATE TRIGGER profile_deactivated AFTER UPDATE ON public.profiles FOR EACH ROW
    WHEN (OLD.is_active AND NEW.is_active IS NOT TRUE OR NEW.geographical_zones IS DISTINCT FROM OLD.geographical_zones)
    EXECUTE FUNCTION riad.right_lost();
-- Before, because afterwards the table no longer says which sessions were the person's.
CREATE FUNCTION riad.login_lost() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF pg_has_role(current_user, 'pg_signal_backend', 'USAGE') THEN
        PERFORM riad.end_sessions(OLD.user_id);
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END
$$;
CREATE TRIGGER login_lost BEFORE UPDATE OR DELETE ON riad.logins FOR EACH ROW EXECUTE FUNCTION riad.login_lost();

-- Gives a role in place of the person's present one. RI001: not the caller's to give or to take; RI008: the last
-- super_admin; RI010: an expiry that has passed, or somebody without a profile.
CREATE FUNCTION public.assign_user_role(
    _user_id uuid, _role public.app_role, _assigned_by uuid, _expires_at timestamptz DEFAULT NULL
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me riad.rights;
    highest smallint;
    present public.app_role;
BEGIN
    -- Role changes go one after the other, so that each sees what the one before it left.
    LOCK TABLE public.user_roles IN SHARE ROW EXCLUSIVE MODE;
    me := riad.session_rights();
    highest := CASE me.role WHEN 'super_admin' THEN 9 WHEN 'administrateur' THEN 8 WHEN 'superviseur' THEN 6 ELSE 0 END;
    SELECT ur.role INTO present FROM public.user_roles ur WHERE ur.user_id = _user_id AND ur.is_active;

    IF me.user_id IS NULL OR _assigned_by IS DISTINCT FROM me.user_id OR _user_id = me.user_id
        OR NOT EXISTS (SELECT FROM riad.roles r WHERE r.role = _role AND r.level <= highest)
        OR present IS NOT NULL
        AND NOT EXISTS (SELECT FROM riad.roles r WHERE r.role = present AND r.level <= highest)
    THEN
        RAISE EXCEPTION 'not permitted to give this role to this person' USING ERRCODE = 'RI001';
    END IF;
    IF _expires_at <= clock_timestamp() THEN
        RAISE EXCEPTION 'a role cannot expire in the past' USING ERRCODE = 'RI010';
    END IF;
    IF NOT EXISTS (SELECT FROM public.profiles p WHERE p.user_id = _user_id) THEN
        RAISE EXCEPTION 'there is no such person' USING ERRCODE = 'RI010';
    END IF;

    UPDATE public.user_roles ur SET is_active = false
    WHERE ur.user_id = _user_id AND ur.is_active AND ur.role <> _role;
    INSERT INTO public.user_roles AS ur (user_id, role, assigned_by, assigned_at, expires_at, is_active)
    VALUES (_user_id, _role, _assigned_by, clock_timestamp(), _expires_at, true)
    ON CONFLICT (user_id, role) DO UPDATE
        SET is_active = true, assigned_by = _assigned_by, assigned_at = clock_timestamp(), expires_at = _expires_at;

    IF present = 'super_admin' AND NOT EXISTS (
        SELECT FROM public.user_roles ur
        JOIN public.profiles p ON p.user_id = ur.user_id
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
    IF pg_has_role(_login, 'riad_owner', 'MEMBER') OR pg_has_role(_login, 'riad_accounts', 'MEMBER') THEN
        RAISE EXCEPTION 'login % is a member of a role that owns the database', _login USING ERRCODE = 'RI010';
    END IF;
    INSERT INTO riad.logins (login, user_id) VALUES (_login, _user_id);
    EXECUTE format('GRANT riad_console TO %I', _login);
END
$$;
