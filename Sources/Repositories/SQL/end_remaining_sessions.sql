-- Ends what sessions a person who lost a right, or anybody without rights, still works in; how many.
-- parameters: $1 user_id uuid
-- columns: ended integer
SELECT riad.end_remaining_sessions($1) AS ended
