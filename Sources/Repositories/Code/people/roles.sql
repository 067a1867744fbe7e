-- Who may assign which role to whom.
-- requires: people/handovers

-- Returns the highest role level that this role may assign, and so whom it may manage; 0 for none.
CREATE OR REPLACE FUNCTION riad.highest_assignable_level(_role text) RETURNS smallint
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT CASE _role WHEN 'super_admin' THEN 9 WHEN 'administrateur' THEN 8 WHEN 'superviseur' THEN 6 ELSE 0 END::smallint;
END;

-- Returns whether the user may assign the person's current role. Nobody manages a role missing from riad.roles.
CREATE OR REPLACE FUNCTION riad.can_manage_person(_user riad.rights, _user_id uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT _user.user_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM public.user_roles ur LEFT JOIN riad.roles r ON r.role = ur.role
        WHERE ur.user_id = _user_id AND ur.is_active
            AND (r.level IS NULL OR r.level > riad.highest_assignable_level(_user.role))
    );
END;

-- Returns the person's current role. RI001 unless the current user may replace it with `_role`.
CREATE OR REPLACE FUNCTION riad.require_assignable_role(_user_id uuid, _role public.app_role, _assigned_by uuid) RETURNS public.app_role
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
        RAISE EXCEPTION 'not permitted to assign this role to this person' USING ERRCODE = 'RI001';
    END IF;
    RETURN present;
END
$$;

-- Assigns a role, replacing the current one. RI001: not permitted to assign or revoke it. RI008: would remove the last
-- super_admin with a login and without expiry. RI010: an expiry in the past, or a person without a profile.
CREATE OR REPLACE FUNCTION public.assign_user_role(
    _user_id uuid, _role public.app_role, _assigned_by uuid, _expires_at timestamptz DEFAULT NULL
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s'
AS $$
DECLARE
    present public.app_role;
BEGIN
    PERFORM riad.require_assignable_role(_user_id, _role, _assigned_by);
    PERFORM riad.enforce_change_limit();
    IF _expires_at <= clock_timestamp() THEN
        RAISE EXCEPTION 'a role cannot expire in the past' USING ERRCODE = 'RI010';
    END IF;
    IF NOT EXISTS (SELECT FROM public.profiles p WHERE p.user_id = _user_id) THEN
        RAISE EXCEPTION 'there is no such person' USING ERRCODE = 'RI010';
    END IF;
    -- The person may be changing roles in an open transaction, which would block the loss of their own.
    PERFORM riad.end_sessions(l.login) FROM riad.logins l WHERE l.user_id = _user_id;
    -- Serializes role changes, so that each sees the previous one.
    LOCK TABLE public.user_roles IN SHARE ROW EXCLUSIVE MODE;
    present := riad.require_assignable_role(_user_id, _role, _assigned_by);

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
        RAISE EXCEPTION 'the last super_admin cannot be removed' USING ERRCODE = 'RI008';
    END IF;
END
$$;
GRANT EXECUTE ON FUNCTION public.assign_user_role(uuid, public.app_role, uuid, timestamptz) TO riad_console;

-- Assigns a role as `public.assign_user_role` does. Open conversations that the person may not keep go to
-- `_assignee_id`, or to the queue if null. Returns their number. RI010 also: somebody who can't have conversations.
CREATE OR REPLACE FUNCTION riad.assign_role(
    _user_id uuid, _role text, _assigned_by uuid, _expires_at timestamptz, _assignee_id uuid
) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s'
AS $$
DECLARE
    earlier text := (SELECT ur.role::text FROM public.user_roles ur WHERE ur.user_id = _user_id AND ur.is_active);
BEGIN
    -- Counts the change, and checks the rights before anything is compared.
    PERFORM public.assign_user_role(_user_id, _role::public.app_role, _assigned_by, _expires_at);
    PERFORM riad.require_handover_target(_user_id, _assignee_id);
    IF earlier IS NULL OR riad.keeps_conversations(_user_id, earlier) THEN
        RETURN 0;
    END IF;
    RETURN riad.begin_handover(_user_id, _assignee_id);
EXCEPTION WHEN invalid_text_representation THEN
    RAISE EXCEPTION 'there is no such role' USING ERRCODE = 'RI010';
END
$$;
GRANT EXECUTE ON FUNCTION riad.assign_role TO riad_console;

-- Revokes a person's role without a replacement. Their open conversations go to `_assignee_id`, or to the queue if
-- null. Returns their number. RI001: one's own, or not permitted. RI002: no role. RI008: the last super_admin. RI010:
-- somebody who can't have conversations.
CREATE OR REPLACE FUNCTION riad.revoke_role(_user_id uuid, _assignee_id uuid DEFAULT NULL) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s'
AS $$
DECLARE
    me riad.rights := riad.session_rights();
BEGIN
    PERFORM riad.enforce_change_limit();
    FOR attempt IN 1..2 LOOP
        IF me.supervises IS NOT TRUE OR me.user_id = _user_id OR NOT riad.can_manage_person(me, _user_id) THEN
            RAISE EXCEPTION 'not permitted to revoke this person''s role' USING ERRCODE = 'RI001';
        END IF;
        IF attempt = 1 THEN
            PERFORM riad.end_sessions(l.login) FROM riad.logins l WHERE l.user_id = _user_id;
            LOCK TABLE public.user_roles IN SHARE ROW EXCLUSIVE MODE;
            me := riad.session_rights();
        END IF;
    END LOOP;
    UPDATE public.user_roles ur SET is_active = false WHERE ur.user_id = _user_id AND ur.is_active;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'this person has no role' USING ERRCODE = 'RI002';
    END IF;
    PERFORM riad.require_handover_target(_user_id, _assignee_id);
    RETURN riad.begin_handover(_user_id, _assignee_id);
END
$$;
GRANT EXECUTE ON FUNCTION riad.revoke_role TO riad_console;

-- RI001 unless the current user administers and may manage this person. RI002: no such person.
CREATE OR REPLACE FUNCTION riad.require_manageable_person(_user_id uuid) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me riad.rights := riad.session_rights();
BEGIN
    IF me.administers IS NOT TRUE OR NOT riad.can_manage_person(me, _user_id) THEN
        RAISE EXCEPTION 'not permitted to change this person' USING ERRCODE = 'RI001';
    END IF;
    IF NOT EXISTS (SELECT FROM public.profiles p WHERE p.user_id = _user_id) THEN
        RAISE EXCEPTION 'there is no such person' USING ERRCODE = 'RI002';
    END IF;
END
$$;

-- The same, and holds until the end of the transaction: a concurrent assignment of a higher role waits.
CREATE OR REPLACE FUNCTION riad.lock_manageable_person(_user_id uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM riad.require_manageable_person(_user_id);
    PERFORM riad.enforce_change_limit();
    LOCK TABLE public.user_roles IN SHARE ROW EXCLUSIVE MODE;
    PERFORM riad.require_manageable_person(_user_id);
END
$$;
