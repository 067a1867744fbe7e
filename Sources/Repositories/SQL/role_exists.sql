-- Whether the server has a role of this name.
-- parameters: $1 name text
-- columns: exists boolean
SELECT EXISTS (SELECT FROM pg_catalog.pg_roles r WHERE r.rolname = $1) AS exists
