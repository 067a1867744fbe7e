-- Assigns a person a role, replacing the current one, and returns the number of conversations handed over.
-- parameters: $1 user_id uuid, $2 role text, $3 assigned_by uuid, $4 expires_at timestamp with time zone, $5 assignee_id uuid
-- columns: handed_over integer
SELECT riad.assign_role($1, $2, $3, $4, $5) AS handed_over
