-- Gives a person's login a new first password that is good until then.
-- parameters: $1 user_id uuid, $2 verifier text, $3 until timestamp with time zone
-- columns: reset text
SELECT riad.reset_password($1, $2, $3)::text AS reset
