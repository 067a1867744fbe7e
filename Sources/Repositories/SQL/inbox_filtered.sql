-- A page of the inbox filtered by tags, reservation stage, WhatsApp's window or words, in any order: the rows after or before a position.
-- parameters: $1 states text[], $2 priorities smallint[], $3 zones smallint[], $4 assignment text, $5 prio smallint, $6 last_message_at timestamp with time zone, $7 sla_due_at timestamp with time zone, $8 id uuid, $9 limit integer, $10 order text, $11 backwards boolean, $12 tags text[], $13 tag_groups smallint[], $14 excluded_tags text[], $15 reservation_stages text[], $16 whatsapp_window text, $17 window_minutes integer, $18 words text[], $19 excluded_words text[], $20 failed text, $21 condition_fields text[], $22 condition_values text[]
-- columns: id uuid, state text, priority text, channel_type text, journey_phase text, subject text, tags text[], assigned_agent_id uuid, assigned_name text, zone text, guest_id uuid, guest_name text, guest_country text, property_name text, check_in date, check_out date, last_message_at timestamp with time zone, last_message_content text, last_sender_type text, last_seq bigint, unread bigint, sla_due_at timestamp with time zone, assign_version integer, created_at timestamp with time zone, owed_since timestamp with time zone, target_due_at timestamp with time zone, last_guest_at timestamp with time zone, part_ids uuid[], part_channels text[], part_guest_times timestamp with time zone[], thread_version integer, last_message_details text[], failed_since timestamp with time zone
SELECT * FROM riad.conversation_rows(ARRAY(
    SELECT c.id
    FROM riad.filtered_inbox_page($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11,
        ROW($12::text[], $13::smallint[], $14::text[], $15::text[], $16::text, $17::integer, $18::text[],
            $19::text[], $20::text, $21::text[], $22::text[])::riad.inbox_filters) key
    JOIN public.conversations c ON c.id = key.id
    ORDER BY key.ordinal
))
