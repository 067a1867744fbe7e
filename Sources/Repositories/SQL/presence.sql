-- The colleagues who show the conversation, and those typing in any.
-- parameters: $1 conversation_id uuid
-- columns: conversation_id uuid, user_id uuid, name text, is_typing boolean
SELECT p.conversation_id, p.user_id, p.name, p.is_typing FROM riad.presence($1) p
