-- The desk reads properties.
-- requires: rights/session

CREATE POLICY "Desk roles can view" ON public.property FOR SELECT TO riad_console USING ((SELECT riad.is_desk()));
-- The booking systems' number of a property is the channels' business, and its index would answer a guess.
GRANT SELECT (
    xmin, property_id, org_id, name, address, latitude, longitude, status, amenities, zone, created_at
) ON public.property TO riad_console;
