-- Webhook configurations and how they do.
-- parameters:
-- columns: id uuid, version bigint, name text, endpoint_url text, is_active boolean, retry_count integer, timeout_seconds integer, has_secret boolean, retired_secret_until timestamptz, waiting bigint, dead bigint, successes bigint, attempts bigint, p50 double precision, p95 double precision, p99 double precision, hours integer[], failures integer, paused_until timestamptz, is_gone boolean, succeeded_at timestamptz, failed_at timestamptz
SELECT id, version, name, endpoint_url, is_active, retry_count, timeout_seconds, has_secret, retired_secret_until, waiting, dead,
    successes, attempts, p50, p95, p99, hours, failures, paused_until, switched_off_because IS NOT NULL AS is_gone,
    succeeded_at, failed_at
FROM riad.webhooks()
