-- Allows webhooks to reach these private networks.
-- parameters: $1 networks text[]
-- columns: done text
SELECT riad.set_webhook_networks($1)::text AS done
