-- The messages of a thread before a number, or the last ones if it is null, in order; those of a merged thread are numbered by time.
-- parameters: $1 conversation_id uuid, $2 seq bigint, $3 limit integer, $4 version integer
-- columns: id uuid, seq bigint, sender_id uuid, sender_type text, sender_name text, message_content text, message_type text, is_internal boolean, is_automated boolean, attachments text[], delivery_state text, created_at timestamp with time zone, conversation_id uuid, channel_type text, details text[], attachment_types text[], attachment_sizes bigint[], attachment_urls text[], reservation_id uuid, subject text, cc text[], signature text, reply_to text, in_reply_to text, edited_at timestamp with time zone, deleted_at timestamp with time zone, earlier_versions text[], delivery_error text, held_until timestamp with time zone, withdrawn boolean, template_name text
SELECT m.id, m.number AS seq, m.sender_id, m.sender_type, m.sender_name, m.message_content, m.message_type,
    m.is_internal, m.is_automated,
    coalesce(f.names, '{}') AS attachments,
    m.delivery_state, m.created_at, m.conversation_id, m.channel_type, riad.content_pairs(m.content) AS details,
    coalesce(f.types, '{}') AS attachment_types, coalesce(f.sizes, '{}') AS attachment_sizes,
    coalesce(f.urls, '{}') AS attachment_urls, m.reservation_id, m.subject, coalesce(m.cc, '{}') AS cc, m.signature,
    m.reply_to, m.in_reply_to, m.edited_at, m.deleted_at,
    CASE WHEN m.edited_at IS NULL AND m.deleted_at IS NULL THEN '{}'::text[] ELSE ARRAY(
        SELECT v.message_content FROM riad.message_versions v WHERE v.message_id = m.id ORDER BY v.number
    ) END AS earlier_versions, left(m.delivery_error, 500) AS delivery_error,
    m.held_until, m.withdrawn_at IS NOT NULL AS withdrawn, m.template_name
FROM (
    SELECT page.*, page.thread_messages_before + 1
        - row_number() OVER (
            -- An unmerged conversation keeps its messages' order of arrival, whatever their timestamps.
            ORDER BY CASE WHEN page.is_alone THEN NULL ELSE page.created_at END DESC, page.position DESC, page.seq DESC
        ) AS number
    FROM (
        SELECT m.*, part.channel_type, part.position, part.thread_messages_before, part.is_alone
        FROM (SELECT p.*, count(*) OVER () = 1 AS is_alone FROM riad.thread_parts_before($1, $2, $4) p) part
        CROSS JOIN LATERAL (
            SELECT * FROM public.conversation_messages m
            WHERE m.conversation_id = part.conversation_id AND m.seq <= part.messages_before
            ORDER BY m.seq DESC
            LIMIT $3
        ) m
    ) page
    ORDER BY number DESC
    LIMIT $3
) m
LEFT JOIN LATERAL (
    SELECT array_agg(a.name ORDER BY named.ordinal) AS names, array_agg(a.content_type ORDER BY named.ordinal) AS types,
        array_agg(a.byte_size ORDER BY named.ordinal) AS sizes, array_agg(a.url ORDER BY named.ordinal) AS urls
    FROM unnest(m.attachment_ids) WITH ORDINALITY AS named (id, ordinal)
    JOIN riad.attachments a ON a.id = named.id
) f ON m.attachment_ids IS NOT NULL
ORDER BY number
