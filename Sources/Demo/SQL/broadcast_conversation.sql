-- Tells the listeners that a conversation changed.
-- parameters: $1 conversation uuid
-- columns: done text
SELECT riad.broadcast_conversation($1)::text AS done
