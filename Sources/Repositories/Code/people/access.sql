-- Who can read profiles and roles.
-- requires: rights/session

CREATE POLICY "Desk roles can view, others their own" ON public.profiles FOR SELECT TO riad_console
    USING (
        (SELECT riad.current_user_id()) IS NOT NULL
        AND ((SELECT riad.is_desk()) OR user_id = (SELECT riad.current_user_id()))
    );
-- The columns that colleagues may see; e-mail addresses and telephone numbers are not among them.
GRANT SELECT (id, user_id, first_name, last_name, profile_type, geographical_zones, is_active, created_at, updated_at)
    ON public.profiles TO riad_console;

CREATE POLICY "Desk roles can view, others their own" ON public.user_roles FOR SELECT TO riad_console
    USING (
        (SELECT riad.current_user_id()) IS NOT NULL
        AND ((SELECT riad.is_desk()) OR user_id = (SELECT riad.current_user_id()))
    );
GRANT SELECT ON public.user_roles TO riad_console;

CREATE POLICY "Users with rights can view" ON riad.roles FOR SELECT TO riad_console
    USING ((SELECT riad.current_user_id()) IS NOT NULL);
GRANT SELECT ON riad.roles TO riad_console;
