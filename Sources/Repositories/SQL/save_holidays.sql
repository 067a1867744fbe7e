-- Adds holidays to a calendar, or deletes the days with an empty name, and returns the number of deadlines that changed.
-- parameters: $1 calendar_id uuid, $2 days date[], $3 names text[]
-- columns: moved bigint
SELECT riad.save_holidays($1, $2, array_replace($3, '', NULL)) AS moved
