-- Changes all conversations that match selection and filters and have no message after a moment, and reports which were skipped and why.
-- parameters: $1 change text, $2 assignee_id uuid, $3 value text, $4 tags text[], $5 states text[], $6 priorities smallint[], $7 zones smallint[], $8 assignment text, $9 no_message_after timestamp with time zone, $10 limit integer, $11 reason text, $12 tags text[], $13 tag_groups smallint[], $14 excluded_tags text[], $15 reservation_stages text[], $16 whatsapp_window text, $17 window_minutes integer, $18 words text[], $19 excluded_words text[], $20 failed text, $21 condition_fields text[], $22 condition_values text[]
-- columns: batch_id uuid, applied bigint, beyond_limit bigint, undo_until timestamp with time zone, skip_reasons text[], skip_counts bigint[], skipped text[], ids uuid[], assignees uuid[], names text[], new_assignees uuid[], new_assignee_names text[], new_assignee_counts bigint[]
CALL riad.bulk_apply_to_matching($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11,
    ROW($12::text[], $13::smallint[], $14::text[], $15::text[], $16::text, $17::integer, $18::text[],
        $19::text[], $20::text, $21::text[], $22::text[])::riad.inbox_filters,
    NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)
