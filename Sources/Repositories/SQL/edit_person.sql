-- Changes a profile that is unchanged since it was read, and returns the number of conversations handed over.
-- parameters: $1 user_id uuid, $2 first_name text, $3 last_name text, $4 email text, $5 phone text, $6 profile_type text, $7 zone_ids smallint[], $8 is_active boolean, $9 expected_updated_at timestamp with time zone, $10 assignee_id uuid
-- columns: handed_over integer
SELECT riad.edit_person($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) AS handed_over
