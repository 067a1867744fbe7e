-- Takes a change of many conversations back, as far as nobody changed them since.
-- parameters: $1 batch_id uuid
-- columns: batch_id uuid, done bigint, beyond_limit bigint, undo_until timestamp with time zone, skipped text, count bigint, ids uuid[], assignees uuid[], names text[], given uuid[], given_names text[], given_counts bigint[]
SELECT r.batch_id, r.done, r.beyond_limit, r.undo_until, r.skipped, r.count, r.ids, r.assignees, r.names, r.given,
    r.given_names, r.given_counts
FROM riad.bulk_undo($1) r
