-- Undoes a bulk change on the conversations that are unchanged since.
-- parameters: $1 batch_id uuid
-- columns: batch_id uuid, applied bigint, beyond_limit bigint, undo_until timestamp with time zone, skip_reasons text[], skip_counts bigint[], skipped text[], ids uuid[], assignees uuid[], names text[], new_assignees uuid[], new_assignee_names text[], new_assignee_counts bigint[]
CALL riad.bulk_undo($1,
    NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)
