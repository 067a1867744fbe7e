-- A message's number in its thread; no row if the current user can't read it.
-- parameters: $1 message_id uuid
-- columns: number bigint
SELECT riad.thread_message_number(m.conversation_id, m.seq) AS number
FROM public.conversation_messages m
WHERE m.id = $1
