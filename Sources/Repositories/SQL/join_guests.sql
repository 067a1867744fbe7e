-- Joins the record of a guest to the one that is kept.
-- parameters: $1 kept_id uuid, $2 other_id uuid
-- columns: join_id uuid
SELECT riad.join_guests($1, $2) AS join_id
