-- What can be set: each setting's kind, default and range. A feature adds its settings here.

-- Returns the settings. `kind` is boolean, integer, country (ISO 3166, two letters), time_zone (IANA) or networks (CIDR);
-- `minimum` and `maximum` are null unless it is an integer.
CREATE OR REPLACE FUNCTION riad.setting_definitions() RETURNS TABLE (
    key text, category text, kind text, default_value jsonb, minimum integer, maximum integer
)
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT d.key, d.category, d.kind, d.default_value::jsonb, d.minimum, d.maximum
    FROM (VALUES
        ('house_country', 'company', 'country', '"MA"', NULL::integer, NULL::integer),
        ('time_zone', 'company', 'time_zone', '"Africa/Casablanca"', NULL, NULL),
        ('arrival_hour', 'company', 'integer', '15', 0, 23),
        ('undo_seconds', 'messages', 'integer', '5', 0, 60),
        ('zone_isolation', 'rights', 'boolean', 'false', NULL, NULL),
        ('audit_months', 'retention', 'integer', '24', 12, 1200),
        ('webhook_log_days', 'retention', 'integer', '30', 7, 3650),
        ('metric_days', 'retention', 'integer', '90', 30, 3650),
        ('dead_letter_days', 'retention', 'integer', '90', 30, 3650),
        ('webhook_networks', 'webhooks', 'networks', '[]', NULL, NULL),
        ('incident_conversations', 'incidents', 'integer', '100', 1, 1000000),
        ('incident_workflow_failures', 'incidents', 'integer', '5', 1, 1000000),
        ('incident_late_percent', 'incidents', 'integer', '20', 1, 100),
        ('workflow_stale_minutes', 'incidents', 'integer', '60', 1, 100000)
    ) AS d (key, category, kind, default_value, minimum, maximum);
END;

-- Every setting has a row, so that a change of it is one and told as one.
INSERT INTO riad.settings (key, category, value)
SELECT d.key, d.category, d.default_value FROM riad.setting_definitions() d
ON CONFLICT (key) DO NOTHING;
