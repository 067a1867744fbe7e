-- The sessions of people's logins: everybody's, or one person's.
-- parameters: $1 user_id uuid
-- columns: pid integer, user_id uuid, name text, login text, since timestamp with time zone, client text, program text, state text, state_since timestamp with time zone, is_own boolean
SELECT s.pid, s.user_id, s.name, s.login, s.since, s.client, s.program, s.state, s.state_since, s.is_own
FROM riad.sessions($1) s
