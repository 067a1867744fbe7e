-- Sets the state of a conversation by hand.
-- parameters: $1 conversation_id uuid, $2 state text, $3 expected_seq bigint
-- columns: state text, assigned_agent_id uuid, assign_version integer
SELECT h.state, h.assigned_agent_id, h.assign_version FROM riad.set_state($1, $2, $3) h
