-- Who of the desk has a console open, and since when whoever doesn't sit before it is away; null for who is here.
-- parameters:
-- columns: user_id uuid, away_since timestamp with time zone
SELECT a.user_id, a.away_since FROM riad.console_presence() a
