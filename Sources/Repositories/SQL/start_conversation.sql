-- Writes to a guest first; doing it again has no further effect.
-- parameters: $1 message_id uuid, $2 guest_id uuid, $3 channel_account text, $4 address text, $5 body text, $6 template_id uuid, $7 variables text[], $8 resends_id uuid
-- columns: seq bigint, created_at timestamp with time zone, state text, assigned_agent_id uuid, already_sent boolean, conversation_id uuid
SELECT s.seq, s.created_at, s.state, s.assigned_agent_id, s.already_sent, s.conversation_id
FROM riad.start_conversation($1, $2, $3, $4, $5, $6, $7, $8) s
