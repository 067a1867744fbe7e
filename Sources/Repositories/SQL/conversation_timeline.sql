-- What happened to a conversation beside its messages, newest first.
-- parameters: $1 conversation_id uuid, $2 before_at timestamp with time zone, $3 before_key text, $4 limit integer
-- columns: at timestamp with time zone, key text, kind text, action text, actor_id uuid, actor_name text, from_agent_id uuid, from_name text, from_role text, to_agent_id uuid, to_name text, to_role text, reason text, from_state text, to_state text, from_priority text, to_priority text, channel_type text
SELECT * FROM riad.conversation_timeline($1, $2, $3, $4)
