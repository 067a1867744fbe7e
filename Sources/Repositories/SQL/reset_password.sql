-- Sets a new first password of a person's login, with an expiry.
-- parameters: $1 user_id uuid, $2 verifier text, $3 until timestamp with time zone
-- columns: reset text
SELECT riad.reset_password($1, $2, $3)::text AS reset
