-- An answer that went out beside the console; the conversation that it belongs to.
-- parameters: $1 account text, $2 channel's message id text, $3 sender type text, $4 body text, $5 guest's address text, $6 sender's name text
-- columns: conversation_id uuid
SELECT r.conversation_id
FROM public.record_outgoing_message($1, $2, $3, $4, _guest_address => $5, _sender_name => $6) r
