-- Runs of workflows, newest first.
-- parameters: $1 workflow_name text, $2 status text, $3 since timestamptz, $4 before timestamptz, $5 before_id uuid, $6 limit integer
-- columns: id uuid, workflow_name text, execution_id text, status text, is_stale boolean, started_at timestamptz, completed_at timestamptz, duration_ms integer, error_message text, retry_count integer
SELECT id, workflow_name, execution_id, status, is_stale, started_at, completed_at, duration_ms, error_message, retry_count
FROM riad.workflow_runs($1, $2, $3, $4, $5, $6)
