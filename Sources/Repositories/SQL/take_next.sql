-- Takes the conversation that waits most urgently among those of the zones named, none for all; null where none waits.
-- parameters: $1 zones smallint[]
-- columns: id uuid
SELECT riad.take_next($1) AS id
