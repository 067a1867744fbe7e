-- Tells the consoles of what changed; how many changes.
-- columns: taken integer
SELECT riad.relay_changes() AS taken
