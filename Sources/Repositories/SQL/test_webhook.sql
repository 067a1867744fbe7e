-- Puts down a test event for a webhook; the event's id.
-- parameters: $1 id uuid
-- columns: event_id uuid
SELECT riad.test_webhook($1) AS event_id
