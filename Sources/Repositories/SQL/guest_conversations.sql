-- A guest's conversations that the reader can read, newest first.
-- parameters: $1 guest_id uuid, $2 limit integer
-- columns: id uuid, channel_type text, state text, property_name text, check_in date, check_out date, created_at timestamp with time zone, last_message_at timestamp with time zone, last_seq bigint, head_id uuid, members smallint, last_number bigint
SELECT c.id, c.channel_type, c.state, p.name AS property_name, r.check_in, r.check_out, c.created_at, c.last_message_at,
    c.last_seq, c.merged_into AS head_id, c.members,
    riad.thread_number(c.id, c.last_seq) AS last_number
FROM public.conversations c
LEFT JOIN public.reservation r ON r.res_id = c.reservation_id
LEFT JOIN public.property p ON p.property_id = c.property_id
WHERE c.guest_id = $1
ORDER BY c.last_message_at DESC, c.id DESC
LIMIT $2
