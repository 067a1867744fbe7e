-- Takes a person's role and puts none in its place.
-- parameters: $1 user_id uuid
-- columns: revoked text
SELECT riad.revoke_role($1)::text AS revoked
