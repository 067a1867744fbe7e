-- The messages of a thread before a number, or its last ones where the number is null, in order.
-- parameters: $1 conversation_id uuid, $2 seq bigint, $3 limit integer
-- columns: id uuid, seq bigint, sender_id uuid, sender_type text, sender_name text, message_content text, message_type text, is_internal boolean, is_automated boolean, attachments text[], delivery_state text, created_at timestamp with time zone
SELECT m.id, m.seq, m.sender_id, m.sender_type, m.sender_name, m.message_content, m.message_type, m.is_internal,
    m.is_automated,
    CASE WHEN m.attachment_ids IS NULL THEN '{}'::text[] ELSE ARRAY(
        SELECT a.name FROM unnest(m.attachment_ids) WITH ORDINALITY AS named (id, place)
        JOIN riad.attachments a ON a.id = named.id ORDER BY named.place
    ) END AS attachments,
    m.delivery_state, m.created_at
FROM (
    SELECT * FROM public.conversation_messages m
    -- The sub-select makes it one value: under row security an index takes no coalesce.
    WHERE m.conversation_id = $1 AND m.seq < (SELECT coalesce($2, 9223372036854775807))
    ORDER BY m.seq DESC
    LIMIT $3
) m
ORDER BY m.seq
