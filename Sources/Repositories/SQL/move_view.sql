-- Moves a saved view before another one of the same owner, or to the end.
-- parameters: $1 id uuid, $2 next uuid
-- columns: moved text
SELECT riad.move_view($1, $2)::text AS moved
