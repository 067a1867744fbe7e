-- The people of the desk who can be given a conversation, by name, with their load.
-- parameters:
-- columns: user_id uuid, name text, role text, zone_ids smallint[], load bigint, last_assigned_at timestamp with time zone
SELECT c.user_id, c.name, c.role, c.zone_ids, c.load, c.last_assigned_at FROM riad.colleagues() c
