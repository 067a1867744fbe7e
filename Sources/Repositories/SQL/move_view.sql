-- Puts a view before another one of the same owner, or behind all of them.
-- parameters: $1 id uuid, $2 next uuid
-- columns: moved text
SELECT riad.move_view($1, $2)::text AS moved
