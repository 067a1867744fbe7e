-- Claims events that are due, for a worker.
-- parameters: $1 configs uuid[], $2 in_flight integer[], $3 per_endpoint integer, $4 limit integer
-- columns: id bigint, lease_token uuid, event_id uuid, webhook_config_id uuid, conversation_id uuid, event_type text, attempt integer, body text, endpoint_url text, secret_token text, retired_secret text, timeout_seconds integer, retry_count integer
SELECT id, lease_token, event_id, webhook_config_id, conversation_id, event_type, attempt, body, endpoint_url, secret_token,
    retired_secret, timeout_seconds, retry_count
FROM riad.claim_deliveries($1, $2, $3, $4)
