-- Deletes an SLA target and returns the number of deadlines that changed.
-- parameters: $1 kind text, $2 priority text, $3 channel_type text, $4 zone_id smallint
-- columns: moved bigint
SELECT riad.delete_sla_target($1, $2, $3, $4) AS moved
