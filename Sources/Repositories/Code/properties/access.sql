-- Desk roles can read properties.
-- requires: rights/session

CREATE POLICY "Desk roles can view" ON public.property FOR SELECT TO riad_console USING ((SELECT riad.is_desk()));
-- External ids are for the channels only, and their index would answer guesses.
GRANT SELECT (
    xmin, property_id, org_id, name, address, latitude, longitude, status, amenities, zone, created_at
) ON public.property TO riad_console;
