-- Takes back the current user's last action in a conversation.
-- parameters: $1 conversation_id uuid, $2 action text, $3 message_id uuid
-- columns: state text, assigned_agent_id uuid, assign_version integer
SELECT h.state, h.assigned_agent_id, h.assign_version FROM riad.undo_action($1, $2, $3) h
