-- Sets the priority of a conversation.
-- parameters: $1 conversation_id uuid, $2 priority text
-- columns: state text, assigned_agent_id uuid, assign_version integer
SELECT h.state, h.assigned_agent_id, h.assign_version FROM riad.set_priority($1, $2) h
