-- Tells the consoles of what changed; how many changes.
-- parameters:
-- columns: taken integer
SELECT riad.relay_changes() AS taken
