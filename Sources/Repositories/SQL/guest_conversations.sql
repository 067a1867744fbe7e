-- A guest's conversations that the current user can read, newest first; for the head of a merged thread with its own last message.
-- parameters: $1 guest_id uuid, $2 limit integer
-- columns: id uuid, channel_type text, state text, property_name text, check_in date, check_out date, created_at timestamp with time zone, last_message_at timestamp with time zone, last_message_content text, last_seq bigint, head_id uuid, members smallint, last_number bigint, last_message_details text[]
SELECT c.id, c.channel_type, c.state, p.name AS property_name, r.check_in, r.check_out, c.created_at,
    CASE WHEN c.members = 0 THEN c.last_message_at ELSE coalesce(own.created_at, c.created_at) END AS last_message_at,
    left(CASE WHEN c.members = 0 THEN c.last_message_content ELSE own.message_content END, 200) AS last_message_content,
    c.last_seq, c.merged_into AS head_id, c.members,
    riad.thread_message_number(c.id, c.last_seq) AS last_number,
    riad.content_pairs(CASE WHEN c.members = 0 THEN c.last_message_details ELSE own.details END) AS last_message_details
FROM (SELECT c.* FROM public.conversations c WHERE c.guest_id = $1 OFFSET 0) c
-- Looked up one by one: a guest has few conversations, which the planner doesn't know.
LEFT JOIN LATERAL (SELECT r.check_in, r.check_out FROM public.reservation r WHERE r.res_id = c.reservation_id OFFSET 0) r ON true
LEFT JOIN LATERAL (SELECT p.name FROM public.property p WHERE p.property_id = c.property_id OFFSET 0) p ON true
LEFT JOIN LATERAL (
    -- A head's row has the last message of the whole thread.
    SELECT m.created_at, m.message_content,
        coalesce(m.content, '{}') || jsonb_build_object('type', CASE WHEN m.deleted_at IS NULL THEN m.message_type ELSE 'deleted' END) AS details
    FROM public.conversation_messages m
    WHERE m.conversation_id = c.id AND c.members > 0 AND NOT m.is_internal AND m.withdrawn_at IS NULL ORDER BY m.seq DESC LIMIT 1
) own ON true
ORDER BY 8 DESC, c.id DESC
LIMIT $2
