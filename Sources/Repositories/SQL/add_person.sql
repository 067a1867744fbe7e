-- Adds a person, without role and login.
-- parameters: $1 user_id uuid, $2 first_name text, $3 last_name text, $4 email text, $5 phone text, $6 profile_type text, $7 zone_ids smallint[]
-- columns: added text
SELECT riad.add_person($1, $2, $3, $4, $5, $6, $7)::text AS added
