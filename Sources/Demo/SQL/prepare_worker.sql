-- Points the demo's webhooks at the stand-in for n8n, unless a worker is there that uses it; whether one is to be started.
-- parameters: $1 port integer
-- columns: is_needed boolean
WITH missing AS (
    SELECT NOT EXISTS (SELECT FROM riad.workers w WHERE w.seen_at > clock_timestamp() - interval '20 seconds') AS is_needed
), allowed AS (
    UPDATE riad.settings s SET value = '["127.0.0.0/8"]' WHERE s.key = 'webhook_networks' AND s.value = '[]'
), moved AS (
    UPDATE public.webhook_configs wc SET endpoint_url = format('http://127.0.0.1:%s/webhook/%s', $1, wc.name)
    FROM missing m WHERE m.is_needed AND wc.endpoint_url LIKE 'http://127.0.0.1:%' RETURNING wc.id
), made AS (
    INSERT INTO public.webhook_configs (name, endpoint_url, secret_token)
    SELECT n.name, format('http://127.0.0.1:%s/webhook/%s', $1, n.name), 'whsec_' || encode(sha256(random()::text::bytea), 'base64')
    FROM unnest(ARRAY['conversation-update', 'escalation-trigger', 'user-management', 'metrics-collector', 'incident-alerts',
        'settings-sync']) AS n (name)
    WHERE NOT EXISTS (SELECT FROM public.webhook_configs)
), recovered AS (
    DELETE FROM riad.webhook_health h USING missing m
    WHERE m.is_needed AND h.webhook_config_id IN (
        SELECT wc.id FROM public.webhook_configs wc WHERE wc.endpoint_url LIKE 'http://127.0.0.1:%'
    )
)
SELECT m.is_needed FROM missing m
