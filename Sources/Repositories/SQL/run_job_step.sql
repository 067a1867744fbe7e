-- Does one step of a job.
-- parameters: $1 name text, $2 token uuid
-- columns: count bigint, has_more boolean
SELECT count, has_more FROM riad.run_job_step($1, $2)
