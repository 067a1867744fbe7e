-- One run of a workflow with its data, masked.
-- parameters: $1 id uuid
-- columns: id uuid, workflow_name text, execution_id text, status text, is_stale boolean, started_at timestamptz, completed_at timestamptz, duration_ms integer, error_message text, retry_count integer, input text, output text
SELECT id, workflow_name, execution_id, status, is_stale, started_at, completed_at, duration_ms, error_message, retry_count,
    input, output
FROM riad.workflow_run($1)
