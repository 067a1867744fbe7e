-- Notifies listeners that a conversation changed; null that many did.
-- parameters: $1 conversation_id uuid
-- columns: broadcast text
SELECT riad.broadcast_conversation($1)::text AS broadcast
