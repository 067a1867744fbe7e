-- Makes the house's first super_admin, with a new login unless it is null.
-- parameters: $1 user_id uuid, $2 first_name text, $3 last_name text, $4 email text, $5 login text, $6 verifier text, $7 until timestamp with time zone, $8 country text, $9 time_zone text, $10 is_registered boolean
-- columns: user_id uuid
SELECT riad.set_up($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) AS user_id
