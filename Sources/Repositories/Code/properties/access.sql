-- Desk roles can read properties; others the one that a conversation they can read is about, to know where to go.
-- requires: rights/session rights/reading

CREATE POLICY "Desk roles can view, others with a conversation" ON public.property FOR SELECT TO riad_console
    USING (
        (SELECT riad.current_user_id()) IS NOT NULL AND ((SELECT riad.is_desk()) OR riad.can_read_property(property_id))
    );
-- External ids are for the channels only, and their index would answer guesses.
GRANT SELECT (
    xmin, property_id, org_id, name, address, latitude, longitude, status, amenities, zone, access_notes, created_at
) ON public.property TO riad_console;
