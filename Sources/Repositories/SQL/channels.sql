-- The channels on which the current user hears of changes.
-- parameters:
-- columns: channels text[]
SELECT riad.channels() AS channels
