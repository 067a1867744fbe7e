-- The jobs, with their last run and the next.
-- parameters:
-- columns: name text, every_seconds integer, next_at timestamptz, is_running boolean, started_at timestamptz, finished_at timestamptz, ms integer, count bigint, error text
SELECT name, extract(epoch FROM every)::integer AS every_seconds, next_at, is_running, started_at, finished_at, ms, count, error
FROM riad.all_jobs()
