-- Ends the remaining sessions of a person who lost a right, and of people without rights, and returns how many.
-- parameters: $1 user_id uuid
-- columns: ended integer
SELECT riad.end_remaining_sessions($1) AS ended
