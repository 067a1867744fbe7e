-- Revokes a person's role without a replacement, and returns the number of conversations handed over.
-- parameters: $1 user_id uuid, $2 assignee_id uuid
-- columns: handed_over integer
SELECT riad.revoke_role($1, $2) AS handed_over
