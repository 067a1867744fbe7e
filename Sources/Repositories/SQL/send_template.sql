-- Sends a template with its variables filled in; sending it again has no further effect.
-- parameters: $1 message_id uuid, $2 conversation_id uuid, $3 template_id uuid, $4 variables text[], $5 expected_seq bigint, $6 and_wait boolean
-- columns: seq bigint, created_at timestamp with time zone, state text, assigned_agent_id uuid, already_sent boolean
SELECT s.seq, s.created_at, s.state, s.assigned_agent_id, s.already_sent
FROM riad.send_template($1, $2, $3, $4, $5, $6) s
