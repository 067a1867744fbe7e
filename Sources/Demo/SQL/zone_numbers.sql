-- The number that each zone has in this database.
-- parameters:
-- columns: label text, id smallint
SELECT z.label::text AS label, z.id FROM riad.zones z WHERE z.label IS NOT NULL ORDER BY z.id
