-- Says how a job went.
-- parameters: $1 name text, $2 token uuid, $3 count bigint, $4 error text
-- columns: was_held boolean
SELECT riad.finish_job($1, $2, $3, $4) AS was_held
