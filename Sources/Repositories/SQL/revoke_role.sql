-- Revokes a person's role without a replacement.
-- parameters: $1 user_id uuid
-- columns: revoked text
SELECT riad.revoke_role($1)::text AS revoked
