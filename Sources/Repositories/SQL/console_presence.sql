-- The desk members with an open console, and since when they have been away; null while present.
-- parameters:
-- columns: user_id uuid, away_since timestamp with time zone
SELECT a.user_id, a.away_since FROM riad.console_presence() a
