-- The templates that can be sent in a conversation, those in the guest's language first.
-- parameters: $1 conversation_id uuid
-- columns: id uuid, name text, language text, body text, category text, variables integer
SELECT id, name, language, body, category, variables FROM riad.conversation_templates($1)
