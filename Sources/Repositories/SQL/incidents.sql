-- Incidents, open ones first, newest first.
-- parameters: $1 only_open boolean, $2 limit integer
-- columns: id uuid, kind text, subject_name text, severity text, value bigint, threshold bigint, opened_at timestamptz, updated_at timestamptz, acknowledged_at timestamptz, acknowledged_by text, assigned_to text, closed_at timestamptz, closed_by text
SELECT id, kind, coalesce(subject_name, subject) AS subject_name, severity, value, threshold, opened_at, updated_at,
    acknowledged_at, acknowledged_by, assigned_to, closed_at, closed_by
FROM riad.all_incidents($1, $2)
