-- Sets the password of the session's own login.
-- parameters: $1 verifier text
-- columns: set text
SELECT riad.set_own_password($1)::text AS set
