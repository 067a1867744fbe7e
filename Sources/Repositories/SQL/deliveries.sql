-- Events with what became of them, newest first.
-- parameters: $1 webhook_config_id uuid, $2 event_type text, $3 state text, $4 conversation_id uuid, $5 before timestamptz, $6 before_event uuid, $7 before_config uuid, $8 limit integer
-- columns: event_id uuid, webhook_config_id uuid, name text, event_type text, conversation_id uuid, state text, attempts integer, happened_at timestamptz, next_at timestamptz, status integer, error text, ms integer
SELECT event_id, webhook_config_id, name, event_type, conversation_id, state, attempts, happened_at, next_at, status, error, ms
FROM riad.deliveries($1, $2, $3, $4, $5, $6, $7, $8)
