-- Keeps what became of claimed events; how many of them the worker still held.
-- parameters: $1 ids bigint[], $2 tokens uuid[], $3 endpoints text[], $4 outcomes text[], $5 statuses integer[], $6 bodies text[], $7 errors text[], $8 ms integer[], $9 delays integer[], $10 faults boolean[]
-- columns: kept integer
SELECT riad.complete_deliveries($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) AS kept
