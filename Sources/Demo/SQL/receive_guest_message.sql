-- A guest's message, brought as a channel brings it; the conversation that it belongs to.
-- parameters: $1 account text, $2 channel's message id text, $3 channel text, $4 guest's address text, $5 body text, $6 name text
-- columns: conversation_id uuid
SELECT r.conversation_id
FROM public.receive_guest_message($1, $2, $3, $4, $5, _guest_name => $6, _is_authenticated => true) r
