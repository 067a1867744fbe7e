-- The zones of this deployment; none for those who may not read them.
-- parameters:
-- columns: id smallint, label text, city text
SELECT z.id, z.label::text AS label, z.city FROM riad.zones z WHERE z.id > 0 ORDER BY z.id
