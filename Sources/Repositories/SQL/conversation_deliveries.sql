-- What became of a conversation's events, newest first.
-- parameters: $1 conversation_id uuid, $2 limit integer
-- columns: event_type text, state text, attempts integer, happened_at timestamptz, next_at timestamptz
SELECT event_type, state, attempts, happened_at, next_at FROM riad.conversation_deliveries($1, $2)
