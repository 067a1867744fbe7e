-- Notes where the session's person is; the conversations where a colleague's console has something else to show now.
-- parameters: $1 conversation_id uuid, $2 activity text, $3 idle_seconds integer
-- columns: conversation_id uuid
SELECT n.conversation_id FROM riad.record_presence($1, $2, $3) AS n (conversation_id)
