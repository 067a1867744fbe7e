-- How many events of each type no webhook received.
-- parameters:
-- columns: event_type text, count bigint
SELECT event_type, count FROM riad.unreceived_events()
