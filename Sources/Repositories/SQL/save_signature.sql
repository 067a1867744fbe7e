-- Sets an account's signature; null removes it.
-- parameters: $1 channel_account text, $2 signature text
-- columns: saved text
SELECT riad.save_signature($1, $2)::text AS saved
