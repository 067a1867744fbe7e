-- What a filled demo says of itself; no row where there is none.
-- parameters: $1 database name
-- columns: comment text
SELECT shobj_description(d.oid, 'pg_database') AS comment FROM pg_catalog.pg_database d WHERE d.datname = $1
