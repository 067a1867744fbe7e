-- The private networks that webhooks may reach.
-- columns: networks text[]
SELECT riad.webhook_networks() AS networks
