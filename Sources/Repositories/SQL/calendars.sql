-- All calendars by name, with openings (minutes of the week) and holidays.
-- parameters:
-- columns: id uuid, name text, time_zone text, opens integer[], closes integer[], days date[], day_names text[]
SELECT c.id, c.name, c.time_zone,
    ARRAY(SELECT lower(o) FROM unnest(c.openings) o ORDER BY o) AS opens,
    ARRAY(SELECT upper(o) FROM unnest(c.openings) o ORDER BY o) AS closes,
    ARRAY(SELECT h.day FROM riad.holidays h WHERE h.calendar_id = c.id ORDER BY h.day) AS days,
    ARRAY(SELECT h.name FROM riad.holidays h WHERE h.calendar_id = c.id ORDER BY h.day) AS day_names
FROM riad.calendars c
ORDER BY c.name
