-- Inserts a saved view, or updates the one read at a version, and returns its id.
-- parameters: $1 id uuid, $2 version integer, $3 name text, $4 query text, $5 position smallint, $6 is_shared boolean
-- columns: id uuid
SELECT riad.save_view($1, $2, $3, $4, $5, $6) AS id
