-- Whether a house has people, and who can always let others in.

-- Returns whether anybody with an active role has a login.
CREATE OR REPLACE FUNCTION riad.has_people() RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM riad.logins l JOIN public.user_roles r ON r.user_id = l.user_id WHERE r.is_active
    );
END
$$;

-- Returns whether an active person with a login is super_admin for good.
CREATE OR REPLACE FUNCTION riad.has_super_admin() RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM public.user_roles r
        JOIN public.profiles p ON p.user_id = r.user_id
        JOIN riad.logins l ON l.user_id = r.user_id
        WHERE r.role = 'super_admin' AND r.is_active AND r.expires_at IS NULL AND p.is_active
    );
END
$$;
