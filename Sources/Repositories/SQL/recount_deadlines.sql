-- Counts the deadlines anew after targets or calendars have changed; how many moved.
-- parameters:
-- columns: moved bigint
SELECT riad.recount_deadlines_again() AS moved
