-- Canned replies: shared ones and the user's own.
-- requires: rights/session

CREATE POLICY "Users can view shared ones and their own" ON riad.canned_replies FOR SELECT TO riad_console
    USING (
        (SELECT riad.current_user_id()) IS NOT NULL
        AND (owner_id IS NULL OR owner_id = (SELECT riad.current_user_id()))
    );
GRANT SELECT ON riad.canned_replies TO riad_console;
