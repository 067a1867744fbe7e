-- Conversations as inbox rows, or their heads if they are merged; no row for those that the current user can't read.
-- parameters: $1 conversation_ids uuid[]
-- columns: id uuid, state text, priority text, channel_type text, journey_phase text, subject text, tags text[], assigned_agent_id uuid, assigned_name text, zone text, guest_id uuid, guest_name text, guest_country text, property_name text, check_in date, check_out date, last_message_at timestamp with time zone, last_message_content text, last_sender_type text, last_seq bigint, unread bigint, sla_due_at timestamp with time zone, assign_version integer, created_at timestamp with time zone, owed_since timestamp with time zone, target_due_at timestamp with time zone, last_guest_at timestamp with time zone, part_ids uuid[], part_channels text[], part_guest_times timestamp with time zone[], thread_version integer, last_message_details text[], failed_since timestamp with time zone
SELECT * FROM riad.conversation_rows(ARRAY(
    SELECT DISTINCT coalesce(c.merged_into, c.id) FROM public.conversations c WHERE c.id = ANY ($1)
))
