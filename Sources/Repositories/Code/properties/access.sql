-- The desk reads properties.
-- requires: rights/session

CREATE POLICY "The desk" ON public.property FOR SELECT TO riad_console USING ((SELECT riad.is_desk()));
GRANT SELECT ON public.property TO riad_console;
