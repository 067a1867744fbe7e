-- Inserts or updates an SLA target, and returns the number of deadlines that changed.
-- parameters: $1 kind text, $2 priority text, $3 channel_type text, $4 zone_id smallint, $5 minutes integer, $6 calendar_id uuid
-- columns: moved bigint
SELECT riad.save_sla_target($1, $2, $3, $4, $5, $6) AS moved
