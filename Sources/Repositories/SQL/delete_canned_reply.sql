-- Deletes a canned reply read at a version.
-- parameters: $1 id uuid, $2 version bigint
-- columns: deleted text
SELECT riad.delete_canned_reply($1, $2)::text AS deleted
