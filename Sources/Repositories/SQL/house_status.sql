-- How the house does, for the header.
-- parameters:
-- columns: open_incidents bigint, is_without_worker boolean, is_relaying boolean, failed_conversations bigint
SELECT open_incidents, is_without_worker, is_relaying, failed_conversations FROM riad.house_status()
