-- Counts the deadlines anew after targets or calendars have changed; how many moved.
-- parameters:
-- columns: moved bigint
SELECT riad.request_deadline_recalculation() AS moved
