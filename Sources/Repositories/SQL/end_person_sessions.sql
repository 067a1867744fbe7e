-- Ends a person's sessions, or the one with a process id, and returns how many.
-- parameters: $1 user_id uuid, $2 pid integer
-- columns: ended integer
SELECT riad.end_person_sessions($1, $2) AS ended
