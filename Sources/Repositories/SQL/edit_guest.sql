-- Changes a guest read at a version.
-- parameters: $1 guest_id uuid, $2 version bigint, $3 first_name text, $4 last_name text, $5 email text, $6 phone text, $7 country text, $8 language text
-- columns: edited text
SELECT riad.edit_guest($1, $2, $3, $4, $5, $6, $7, $8)::text AS edited
