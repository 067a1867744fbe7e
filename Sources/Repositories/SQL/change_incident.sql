-- Acknowledges, assigns, notes or closes an incident.
-- parameters: $1 id uuid, $2 action text, $3 assigned_to uuid, $4 note text
-- columns: done text
SELECT riad.change_incident($1, $2, $3, $4)::text AS done
