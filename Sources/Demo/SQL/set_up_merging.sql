-- A guest who wrote by e-mail and by WhatsApp, seen by a supervisor: the two show as one.
SET SESSION AUTHORIZATION superviseur;
SELECT riad.merge_conversations(pair.ids[1], pair.ids[2:2])
FROM (
    SELECT array_agg(c.id ORDER BY c.channel_type, c.id) AS ids
    FROM public.conversations c
    WHERE c.is_open AND c.guest_id IS NOT NULL AND c.channel_type IN ('email', 'whatsapp')
    GROUP BY c.guest_id
    HAVING count(*) = 2 AND min(c.channel_type) <> max(c.channel_type)
    ORDER BY max(c.last_message_at) DESC, c.guest_id LIMIT 1
) pair;
RESET SESSION AUTHORIZATION
