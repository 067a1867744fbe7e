-- What happened to an incident, first to last.
-- parameters: $1 id uuid
-- columns: at timestamptz, action text, person text, assigned_to text, note text
SELECT at, action, person, assigned_to, note FROM riad.incident_events($1)
