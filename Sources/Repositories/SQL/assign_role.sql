-- Assigns a person a role, replacing the current one.
-- parameters: $1 user_id uuid, $2 role text, $3 assigned_by uuid, $4 expires_at timestamp with time zone
-- columns: assigned text
SELECT public.assign_user_role($1, $2::text::public.app_role, $3, $4)::text AS assigned
