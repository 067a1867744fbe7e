-- Takes a change of many conversations back, as far as nobody changed them since.
-- parameters: $1 batch_id uuid
-- columns: batch_id uuid, done bigint, beyond_limit bigint, undo_until timestamp with time zone, reasons text[], counts bigint[], skipped text[], ids uuid[], assignees uuid[], names text[], given uuid[], given_names text[], given_counts bigint[]
CALL riad.bulk_undo($1,
    NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)
