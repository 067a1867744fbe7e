-- Claims an unassigned conversation.
-- parameters: $1 conversation_id uuid
-- columns: state text, assigned_agent_id uuid, assign_version integer
SELECT h.state, h.assigned_agent_id, h.assign_version FROM riad.claim($1) h
