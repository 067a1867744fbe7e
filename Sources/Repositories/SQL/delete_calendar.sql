-- Takes a calendar away by which no target counts.
-- parameters: $1 id uuid
-- columns: deleted text
SELECT riad.delete_calendar($1)::text AS deleted
