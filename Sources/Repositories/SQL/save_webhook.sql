-- Makes a webhook configuration, or changes the one that was read at a version; its id.
-- parameters: $1 id uuid, $2 version bigint, $3 name text, $4 endpoint_url text, $5 is_active boolean, $6 retry_count integer, $7 timeout_seconds integer
-- columns: id uuid
SELECT riad.save_webhook($1, $2, $3, $4, $5, $6, $7) AS id
