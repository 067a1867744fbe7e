-- All people, or one of them, with role, login, load and presence.
-- parameters: $1 user_id uuid
-- columns: user_id uuid, first_name text, last_name text, email text, phone text, profile_type text, zone_ids smallint[], is_active boolean, role text, role_expires_at timestamp with time zone, role_assigned_by text, login text, login_enabled boolean, first_password_until timestamp with time zone, sessions bigint, load bigint, updated_at timestamp with time zone, is_connected boolean, away_since timestamp with time zone
SELECT p.user_id, p.first_name, p.last_name, p.email, p.phone, p.profile_type, p.zone_ids, p.is_active, p.role,
    p.role_expires_at, p.role_assigned_by, p.login, p.login_enabled, p.first_password_until, p.sessions, p.load, p.updated_at,
    a.user_id IS NOT NULL AS is_connected, a.away_since
FROM riad.people($1) p
LEFT JOIN riad.console_presence() a ON a.user_id = p.user_id
ORDER BY p.is_active DESC, lower(concat_ws(' ', p.first_name, p.last_name)), p.user_id
