-- Who can read settings and zones.
-- requires: rights/session

CREATE POLICY "Only admins can view settings" ON riad.settings FOR SELECT TO riad_console
    USING ((SELECT riad.administers()));
GRANT SELECT ON riad.settings TO riad_console;

CREATE POLICY "Desk roles can view" ON riad.zones FOR SELECT TO riad_console USING ((SELECT riad.is_desk()));
GRANT SELECT ON riad.zones TO riad_console;
