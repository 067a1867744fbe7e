-- Changes the given conversations if they are unchanged since they were read, and reports which were skipped and why.
-- parameters: $1 change text, $2 assignee_id uuid, $3 value text, $4 tags text[], $5 ids uuid[], $6 versions integer[], $7 reason text, $8 seqs bigint[]
-- columns: batch_id uuid, applied bigint, beyond_limit bigint, undo_until timestamp with time zone, skip_reasons text[], skip_counts bigint[], skipped text[], ids uuid[], assignees uuid[], names text[], new_assignees uuid[], new_assignee_names text[], new_assignee_counts bigint[]
CALL riad.bulk_apply($1, $2, $3, $4, $5, $6, $7, $8,
    NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)
