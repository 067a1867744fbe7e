-- The SLA targets, in order of precedence.
-- parameters:
-- columns: kind text, priority text, channel_type text, zone_id smallint, zone text, minutes integer, calendar_id uuid, calendar_name text
SELECT t.kind, t.priority, t.channel_type, t.zone_id, z.label::text AS zone, t.minutes, t.calendar_id,
    c.name AS calendar_name
FROM riad.sla_targets t
JOIN riad.calendars c ON c.id = t.calendar_id
LEFT JOIN riad.zones z ON z.id = t.zone_id
ORDER BY t.kind, t.rank DESC, z.city, z.label::text, t.channel_type, array_position('{urgent,high,medium,low}', t.priority)
