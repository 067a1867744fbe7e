-- A worker says that it is there.
-- parameters: $1 id uuid, $2 host text, $3 process_id integer
-- columns: done text
SELECT riad.record_worker($1, $2, $3)::text AS done
