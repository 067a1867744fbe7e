-- Deletes an account's template in one language, or in all if it is null; returns how many.
-- parameters: $1 channel_account text, $2 name text, $3 language text
-- columns: removed integer
SELECT riad.remove_template($1, $2, $3) AS removed
