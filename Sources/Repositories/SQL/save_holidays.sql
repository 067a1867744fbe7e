-- Puts holidays into a calendar, or takes out the days whose name is empty; how many deadlines that moved.
-- parameters: $1 calendar_id uuid, $2 days date[], $3 names text[]
-- columns: moved bigint
SELECT riad.save_holidays($1, $2, array_replace($3, '', NULL)) AS moved
