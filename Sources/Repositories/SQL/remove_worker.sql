-- A worker that ends says so.
-- parameters: $1 id uuid
-- columns: done text
SELECT riad.remove_worker($1)::text AS done
