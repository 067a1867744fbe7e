-- Gives a super_admin a new first password; returns their login.
-- parameters: $1 email text, $2 verifier text, $3 until timestamp with time zone
-- columns: login text
SELECT riad.reset_administrator($1, $2, $3) AS login
