-- Administrators read the whole trail, everybody what they did.
-- requires: rights/session

CREATE POLICY "Administrators all, each their own" ON riad.audit FOR SELECT TO riad_console
    USING (
        (SELECT riad.current_user_id()) IS NOT NULL
        AND ((SELECT riad.administers()) OR user_id = (SELECT riad.current_user_id()))
    );
GRANT SELECT ON riad.audit TO riad_console;
