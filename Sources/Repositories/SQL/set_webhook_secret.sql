-- Replaces a webhook's secret; the one before signs for some hours more.
-- parameters: $1 id uuid, $2 secret text, $3 keep_hours integer
-- columns: done text
SELECT riad.set_webhook_secret($1, $2, $3)::text AS done
