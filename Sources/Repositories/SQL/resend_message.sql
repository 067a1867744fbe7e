-- Sends a failed message again as a new one; doing it again has no further effect.
-- parameters: $1 message_id uuid, $2 failed_id uuid, $3 conversation_id uuid
-- columns: seq bigint, created_at timestamp with time zone, state text, assigned_agent_id uuid, already_sent boolean
SELECT s.seq, s.created_at, s.state, s.assigned_agent_id, s.already_sent FROM riad.resend_message($1, $2, $3) s
