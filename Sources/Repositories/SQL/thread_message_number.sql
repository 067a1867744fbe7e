-- The number that a message has in the thread that shows it; none where the reader cannot read it.
-- parameters: $1 message_id uuid
-- columns: number bigint
SELECT riad.thread_message_number(m.conversation_id, m.seq) AS number
FROM public.conversation_messages m
WHERE m.id = $1
