-- Changes the conversations named, as far as they are still as they were seen, and says what was left alone and why.
-- parameters: $1 change text, $2 person uuid, $3 value text, $4 tags text[], $5 ids uuid[], $6 versions integer[], $7 reason text, $8 seqs bigint[]
-- columns: batch_id uuid, done bigint, beyond_limit bigint, undo_until timestamp with time zone, skipped text, count bigint, ids uuid[], assignees uuid[], names text[], given uuid[], given_names text[], given_counts bigint[]
SELECT r.batch_id, r.done, r.beyond_limit, r.undo_until, r.skipped, r.count, r.ids, r.assignees, r.names, r.given,
    r.given_names, r.given_counts
FROM riad.bulk_apply($1, $2, $3, $4, $5, $6, $7, $8) r
