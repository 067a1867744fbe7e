-- The saved views that the current user can use, shared ones first, with the version to pass when changing one.
-- parameters:
-- columns: id uuid, is_shared boolean, name text, query text, position smallint, version integer
SELECT v.id, v.owner_id IS NULL AS is_shared, v.name, v.query, v.position, v.version
FROM riad.saved_views v
ORDER BY v.owner_id IS NOT NULL, v.position, lower(v.name), v.id
