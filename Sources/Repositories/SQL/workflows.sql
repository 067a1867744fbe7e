-- Workflows with their runs since a moment.
-- parameters: $1 since timestamptz
-- columns: name text, runs bigint, failed bigint, running bigint, p50 double precision, p95 double precision, hours integer[], last_at timestamptz, last_error text, last_error_at timestamptz
SELECT name, runs, failed, running, p50, p95, hours, last_at, last_error, last_error_at FROM riad.workflows($1)
