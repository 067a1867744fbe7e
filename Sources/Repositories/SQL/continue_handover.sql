-- Hands over the next open conversations of a person who lost a right, and returns how many; 0 when none are left.
-- parameters: $1 user_id uuid
-- columns: handed_over integer
SELECT riad.continue_handover($1) AS handed_over
