-- The desk members who can be assigned conversations, by name, with their load and presence.
-- parameters:
-- columns: user_id uuid, name text, role text, zone_ids smallint[], load bigint, last_assigned_at timestamp with time zone, is_connected boolean, away_since timestamp with time zone
SELECT c.user_id, c.name, c.role, c.zone_ids, c.load, c.last_assigned_at, a.user_id IS NOT NULL AS is_connected,
    a.away_since
FROM riad.colleagues() c
LEFT JOIN riad.console_presence() a ON a.user_id = c.user_id
ORDER BY c.name, c.user_id
