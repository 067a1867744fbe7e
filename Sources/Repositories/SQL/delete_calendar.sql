-- Deletes a calendar that no target uses.
-- parameters: $1 id uuid
-- columns: deleted text
SELECT riad.delete_calendar($1)::text AS deleted
