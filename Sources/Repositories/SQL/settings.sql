-- The settings, by category.
-- parameters:
-- columns: key text, category text, kind text, value text, default_value text, minimum integer, maximum integer, changed_at timestamptz, changed_by text
SELECT key, category, kind, value, default_value, minimum, maximum, changed_at, changed_by FROM riad.list_settings()
