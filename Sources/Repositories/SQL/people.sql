-- The people of the house, or one of them, with role, login and load.
-- parameters: $1 user_id uuid
-- columns: user_id uuid, first_name text, last_name text, email text, phone text, profile_type text, zone_ids smallint[], is_active boolean, role text, role_expires_at timestamp with time zone, role_given_by text, login text, login_opens boolean, first_password_until timestamp with time zone, sessions bigint, load bigint, updated_at timestamp with time zone
SELECT p.user_id, p.first_name, p.last_name, p.email, p.phone, p.profile_type, p.zone_ids, p.is_active, p.role,
    p.role_expires_at, p.role_given_by, p.login, p.login_opens, p.first_password_until, p.sessions, p.load, p.updated_at
FROM riad.people($1) p
