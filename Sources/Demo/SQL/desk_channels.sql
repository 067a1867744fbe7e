-- The channels on which the desk hears of changes, of these five minutes and of the next.
-- parameters:
-- columns: channels text[]
SELECT ARRAY[riad.channel_name('all', riad.channel_period()), riad.channel_name('all', riad.channel_period() + 1)] AS channels
