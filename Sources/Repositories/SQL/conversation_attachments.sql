-- The files of a conversation's thread that the current user can read, newest first.
-- parameters: $1 conversation_id uuid, $2 limit integer
-- columns: name text, content_type text, byte_size bigint, url text, seq bigint, created_at timestamp with time zone, sender_type text, sender_name text
SELECT a.name, a.content_type, a.byte_size, a.url, m.seq, m.created_at, m.sender_type, m.sender_name
FROM (SELECT p.conversation_id FROM riad.thread_parts_before($1, NULL, NULL) p) part
CROSS JOIN LATERAL (
    SELECT own.* FROM public.conversation_messages own
    WHERE own.conversation_id = part.conversation_id AND own.attachment_ids IS NOT NULL
    ORDER BY own.seq DESC LIMIT $2
) m
CROSS JOIN LATERAL unnest(m.attachment_ids) WITH ORDINALITY AS named (id, ordinal)
JOIN riad.attachments a ON a.id = named.id
ORDER BY m.created_at DESC, m.seq DESC, named.ordinal
LIMIT $2
