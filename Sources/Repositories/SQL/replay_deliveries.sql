-- Sends events anew; how many.
-- parameters: $1 webhook_config_id uuid, $2 event_ids uuid[]
-- columns: replayed integer
SELECT riad.replay_deliveries($1, $2) AS replayed
