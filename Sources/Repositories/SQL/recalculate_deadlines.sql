-- Recalculates deadlines after a change of targets or calendars, and returns the number of deadlines that changed.
-- parameters:
-- columns: moved bigint
SELECT riad.request_deadline_recalculation() AS moved
