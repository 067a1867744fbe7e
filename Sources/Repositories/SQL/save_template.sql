-- Saves a template of an account, new or known by its name and language.
-- parameters: $1 channel_account text, $2 name text, $3 language text, $4 body text, $5 category text, $6 is_active boolean
-- columns: id uuid
SELECT riad.save_template($1, $2, $3, $4, $5, $6) AS id
