-- Notes where the session's person is; the conversations where a colleague's console has something else to show now.
-- parameters: $1 conversation_id uuid, $2 act text, $3 idle integer
-- columns: conversation_id uuid
SELECT n.conversation_id FROM riad.record_presence($1, $2, $3) AS n (conversation_id)
