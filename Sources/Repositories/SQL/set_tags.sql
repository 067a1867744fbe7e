-- Replaces the tags of a conversation.
-- parameters: $1 conversation_id uuid, $2 tags text[]
-- columns: state text, assigned_agent_id uuid, assign_version integer
SELECT h.state, h.assigned_agent_id, h.assign_version FROM riad.set_tags($1, $2) h
