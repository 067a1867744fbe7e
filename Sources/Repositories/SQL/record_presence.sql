-- Records the current user's presence, and returns the conversations in which a colleague's console must be updated.
-- parameters: $1 conversation_id uuid, $2 activity text, $3 idle_seconds integer
-- columns: conversation_id uuid
SELECT n.conversation_id FROM riad.record_presence($1, $2, $3) AS n (conversation_id)
