-- The latest matching messages before a position that the current user can read, each with its conversation, or the head of its thread.
-- parameters: $1 words text, $2 zones smallint[], $3 days integer, $4 before_time timestamp with time zone, $5 before_id uuid, $6 limit integer
-- columns: message_id uuid, conversation_id uuid, seq bigint, created_at timestamp with time zone, sender_type text, sender_name text, is_internal boolean, excerpt text, state text, guest_name text, property_name text
SELECT f.message_id, coalesce(c.merged_into, c.id) AS conversation_id, riad.thread_message_number(f.conversation_id, f.seq) AS seq, f.created_at, f.sender_type, f.sender_name, f.is_internal, f.excerpt,
    c.state, nullif(concat_ws(' ', g.first_name, g.last_name), '') AS guest_name, p.name AS property_name
FROM riad.search_messages($1, $2, $3, $4, $5, $6) f
-- Looked up one by one: a plain join reads all conversations, and runs even if no message matches.
CROSS JOIN LATERAL (SELECT * FROM public.conversations c WHERE c.id = f.conversation_id OFFSET 0) c
LEFT JOIN public.guest g ON g.guest_id = c.guest_id
LEFT JOIN public.property p ON p.property_id = c.property_id
ORDER BY f.created_at DESC, f.message_id DESC
