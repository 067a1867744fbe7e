-- Transfers a conversation to a person or a role, with a reason.
-- parameters: $1 conversation_id uuid, $2 assignee_id uuid, $3 role text, $4 reason text, $5 assign_version integer
-- columns: state text, assigned_agent_id uuid, assign_version integer
SELECT h.state, h.assigned_agent_id, h.assign_version FROM riad.transfer($1, $2, $3, $4, $5) h
