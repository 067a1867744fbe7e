-- The canned replies that the current user can use, by name, with the version to pass when changing one.
-- parameters:
-- columns: id uuid, is_shared boolean, name text, language text, body text, version bigint, updated_at timestamp with time zone
SELECT r.id, r.owner_id IS NULL AS is_shared, r.name, r.language, r.body, r.xmin::text::bigint AS version, r.updated_at
FROM riad.canned_replies r
ORDER BY lower(r.name), r.language NULLS FIRST, r.id
