-- Notifies consoles that a colleague came to a conversation, left it, or started or stopped typing.
-- parameters: $1 conversation_id uuid
-- columns: broadcast text
SELECT riad.broadcast_presence($1)::text AS broadcast
