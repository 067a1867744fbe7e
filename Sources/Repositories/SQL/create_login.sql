-- Creates a login for a person, with a first password that expires.
-- parameters: $1 user_id uuid, $2 login text, $3 verifier text, $4 until timestamp with time zone
-- columns: created text
SELECT riad.create_login($1, $2, $3, $4)::text AS created
