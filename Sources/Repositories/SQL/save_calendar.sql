-- Inserts or updates a calendar, and returns the number of deadlines that changed.
-- parameters: $1 id uuid, $2 name text, $3 time_zone text, $4 opens integer[], $5 closes integer[]
-- columns: moved bigint
SELECT riad.save_calendar($1, $2, $3, $4, $5) AS moved
