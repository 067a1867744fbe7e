-- Makes an existing plain login a person's.
-- parameters: $1 user_id uuid, $2 login text
-- columns: done text
SELECT riad.register_login($1, $2::name)::text AS done
