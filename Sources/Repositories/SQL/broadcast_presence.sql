-- Tells the consoles that show a conversation that a colleague came, left, or begins or ends to type.
-- parameters: $1 conversation_id uuid
-- columns: broadcast text
SELECT riad.broadcast_presence($1)::text AS broadcast
