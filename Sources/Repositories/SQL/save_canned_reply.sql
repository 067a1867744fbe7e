-- Inserts a canned reply, or updates the one read at a version, and returns its id.
-- parameters: $1 id uuid, $2 version bigint, $3 name text, $4 language text, $5 body text, $6 is_shared boolean
-- columns: id uuid
SELECT riad.save_canned_reply($1, $2, $3, $4, $5, $6) AS id
