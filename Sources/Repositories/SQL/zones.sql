-- The zones of this deployment; none if the current user may not read them.
-- parameters:
-- columns: id smallint, label text, city text
SELECT z.id, z.label::text AS label, z.city FROM riad.zones z WHERE z.id > 0 ORDER BY z.id
