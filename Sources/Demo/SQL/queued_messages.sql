-- What the console gave a conversation's channel to send: the messages, and the guest's number in the demo.
-- parameters: $1 conversation text
-- columns: id uuid, conversation_id uuid, channel_type text, guest text
SELECT m.id, m.conversation_id, c.channel_type, g.ext_id AS guest
FROM public.conversation_messages m
JOIN public.conversations c ON c.id = m.conversation_id
JOIN public.guest g ON g.guest_id = c.guest_id
WHERE m.conversation_id = $1::text::uuid AND m.delivery_state = 'queued'
ORDER BY m.seq
