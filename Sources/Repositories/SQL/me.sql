-- The current user, with what their rights depend on; no row without rights.
-- parameters:
-- columns: user_id uuid, login text, name text, role text, zone_ids smallint[], is_isolated boolean, undo_seconds integer
SELECT m.user_id, m.login, coalesce(nullif(concat_ws(' ', m.first_name, m.last_name), ''), m.login) AS name, m.role,
    m.zone_ids, m.is_isolated, m.undo_seconds
FROM riad.me() m
