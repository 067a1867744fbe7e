-- Every attempt of an event, first to last.
-- parameters: $1 event_id uuid
-- columns: name text, endpoint_url text, event_type text, attempt integer, created_at timestamptz, payload text, status integer, response text, error text, ms integer
SELECT name, endpoint_url, event_type, attempt, created_at, payload, status, response, error, ms
FROM riad.delivery_attempts($1)
