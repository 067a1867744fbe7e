-- Has a job done as soon as a worker is free.
-- parameters: $1 name text
-- columns: done text
SELECT riad.request_job($1)::text AS done
