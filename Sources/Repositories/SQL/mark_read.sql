-- Advances the current user's read mark of a conversation; never moves it back.
-- parameters: $1 conversation_id uuid, $2 seq bigint, $3 version integer
-- columns: last_read_seq bigint
SELECT riad.mark_read($1, $2, $3) AS last_read_seq
