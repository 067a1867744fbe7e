-- Changes the current user's own name and telephone number.
-- parameters: $1 first_name text, $2 last_name text, $3 phone text
-- columns: edited text
SELECT riad.edit_own_profile($1, $2, $3)::text AS edited
