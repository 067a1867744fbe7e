-- Users with rights read targets and calendars; supervisors read the responses.
-- requires: rights/session

CREATE POLICY "Users with rights can view" ON riad.priorities FOR SELECT TO riad_console
    USING ((SELECT riad.current_user_id()) IS NOT NULL);
CREATE POLICY "Users with rights can view" ON riad.calendars FOR SELECT TO riad_console
    USING ((SELECT riad.current_user_id()) IS NOT NULL);
CREATE POLICY "Users with rights can view" ON riad.holidays FOR SELECT TO riad_console
    USING ((SELECT riad.current_user_id()) IS NOT NULL);
CREATE POLICY "Users with rights can view" ON riad.sla_targets FOR SELECT TO riad_console
    USING ((SELECT riad.current_user_id()) IS NOT NULL);
GRANT SELECT ON riad.priorities, riad.calendars, riad.holidays, riad.sla_targets TO riad_console;

CREATE POLICY "Supervisors can view responses" ON riad.responses FOR SELECT TO riad_console
    USING ((SELECT riad.supervises()));
GRANT SELECT ON riad.responses TO riad_console;
