-- Deletes a saved view read at a version.
-- parameters: $1 id uuid, $2 version integer
-- columns: deleted text
SELECT riad.delete_view($1, $2)::text AS deleted
