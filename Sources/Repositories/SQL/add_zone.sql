-- Adds a zone's label.
-- parameters: $1 label text
-- columns: done text
SELECT riad.add_zone($1)::text AS done
