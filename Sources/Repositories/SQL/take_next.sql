-- Claims the most urgent waiting conversation of the given zones, of all zones if empty; null if none is waiting.
-- parameters: $1 zones smallint[]
-- columns: id uuid
SELECT riad.take_next($1) AS id
