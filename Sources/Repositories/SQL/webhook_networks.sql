-- The private networks that webhooks may reach.
-- parameters:
-- columns: networks text[]
SELECT riad.webhook_networks() AS networks
