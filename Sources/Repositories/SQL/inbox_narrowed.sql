-- A page of the inbox that is narrowed by tags, stay, WhatsApp's window or words, in any order: the rows that follow a place or stand before it.
-- parameters: $1 states text[], $2 priorities smallint[], $3 zones smallint[], $4 assignment text, $5 prio smallint, $6 last_message_at timestamp with time zone, $7 sla_due_at timestamp with time zone, $8 id uuid, $9 limit integer, $10 order text, $11 backwards boolean, $12 tags text[], $13 tag_groups smallint[], $14 no_tags text[], $15 stays text[], $16 whatsapp text, $17 minutes integer, $18 words text[], $19 no_words text[]
-- columns: id uuid, state text, priority text, channel_type text, journey_phase text, subject text, tags text[], assigned_agent_id uuid, assigned_name text, zone text, guest_id uuid, guest_name text, guest_country text, property_name text, check_in date, check_out date, last_message_at timestamp with time zone, last_message_content text, last_sender_type text, last_seq bigint, unread bigint, sla_due_at timestamp with time zone, assign_version integer, created_at timestamp with time zone, owed_since timestamp with time zone, target_due_at timestamp with time zone, last_guest_at timestamp with time zone, part_ids uuid[], part_channels text[], part_guest_times timestamp with time zone[], thread_version integer
WITH page AS MATERIALIZED (
    SELECT * FROM riad.narrowed_inbox($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11,
        ROW($12::text[], $13::smallint[], $14::text[], $15::text[], $16::text, $17::integer, $18::text[],
            $19::text[])::riad.narrowing)
)
SELECT c.id, c.state, c.priority, c.channel_type, c.journey_phase, c.subject, c.tags,
    c.assigned_agent_id, nullif(concat_ws(' ', a.first_name, a.last_name), '') AS assigned_name, z.label::text AS zone,
    c.guest_id, g.guest_name, g.guest_country,
    p.name AS property_name, g.check_in, g.check_out,
    c.last_message_at, left(c.last_message_content, 200) AS last_message_content, c.last_sender_type,
    c.last_seq + coalesce(t.more_messages, 0) AS last_seq,
    greatest(c.last_seq - coalesce(m.last_read_seq, 0), 0) + coalesce(t.more_unread, 0) AS unread,
    nullif(c.sla_due_at, 'infinity') AS sla_due_at, c.assign_version, c.created_at,
    coalesce(t.owed_since, c.owed_since) AS owed_since,
    nullif(coalesce(t.answer_due_at, c.answer_due_at), 'infinity') AS target_due_at, c.last_guest_at,
    coalesce(t.part_ids, '{}') AS part_ids, coalesce(t.channels, '{}') AS part_channels,
    coalesce(t.guest_times, '{}') AS part_guest_times, c.thread_version
FROM page key
JOIN public.conversations c ON c.id = key.id
LEFT JOIN riad.guests_of(ARRAY(SELECT shown.id FROM page shown)) g ON g.conversation_id = c.id
LEFT JOIN riad.threads_of(ARRAY(SELECT shown.id FROM page shown)) t ON t.conversation_id = c.id
LEFT JOIN public.property p ON p.property_id = c.property_id
LEFT JOIN riad.zones z ON z.id = c.zone_id
LEFT JOIN public.profiles a ON a.user_id = c.assigned_agent_id
LEFT JOIN riad.read_marks m ON m.conversation_id = c.id AND m.user_id = (SELECT riad.current_user_id())
ORDER BY key.place
