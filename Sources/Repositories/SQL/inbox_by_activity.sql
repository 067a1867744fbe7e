-- A page of the inbox by activity (the latest message first): the rows that follow a place, by its priority, time and id.
-- parameters: $1 states text[], $2 priorities smallint[], $3 zones smallint[], $4 assignment text, $5 prio smallint, $6 last_message_at timestamp with time zone, $7 sla_due_at timestamp with time zone, $8 id uuid, $9 limit integer
-- columns: id uuid, state text, priority text, channel_type text, journey_phase text, subject text, tags text[], assigned_agent_id uuid, assigned_name text, zone text, guest_id uuid, guest_name text, guest_country text, property_name text, check_in date, check_out date, last_message_at timestamp with time zone, last_message_content text, last_sender_type text, last_seq bigint, unread bigint, sla_due_at timestamp with time zone, assign_version integer, created_at timestamp with time zone, owed_since timestamp with time zone, target_due_at timestamp with time zone, last_guest_at timestamp with time zone, part_ids uuid[], part_channels text[], part_guest_times timestamp with time zone[], thread_version integer
WITH scope AS MATERIALIZED (
    SELECT scope.*, chosen.prios FROM (
        SELECT coalesce(nullif($2, '{}'::smallint[]), '{0,1,2,3}') AS prios
    ) chosen
    CROSS JOIN LATERAL riad.inbox_scope($3, $4, cardinality($1) * cardinality(chosen.prios)) scope
), key AS (
    SELECT w.* FROM scope s CROSS JOIN LATERAL riad.walk_anything_latest(
        s.user_id, s.role, $1, s.prios, s.anything, false, false, $5, $6, $8, $9) w
    UNION
    SELECT w.* FROM scope s CROSS JOIN LATERAL riad.walk_by_zone_latest(
        s.user_id, s.role, $1, s.prios, s.by_zone, false, false, $5, $6, $8, $9) w
    UNION
    SELECT w.* FROM scope s CROSS JOIN LATERAL riad.walk_mine_latest(
        s.user_id, s.role, $1, s.prios, s.mine, false, false, $5, $6, $8, $9) w
    UNION
    SELECT w.* FROM scope s CROSS JOIN LATERAL riad.walk_nobodys_latest(
        s.user_id, s.role, $1, s.prios, s.nobodys, false, false, $5, $6, $8, $9) w
    UNION
    SELECT w.* FROM scope s CROSS JOIN LATERAL riad.walk_nobodys_by_zone_latest(
        s.user_id, s.role, $1, s.prios, s.nobodys_by_zone, false, false, $5, $6, $8, $9) w
    UNION
    SELECT w.* FROM scope s CROSS JOIN LATERAL riad.walk_of_role_latest(
        s.user_id, s.role, $1, s.prios, s.of_role, false, false, $5, $6, $8, $9) w
), page AS MATERIALIZED (
    SELECT * FROM key ORDER BY key.last_message_at DESC, key.id DESC LIMIT $9
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
CROSS JOIN scope
JOIN public.conversations c ON c.id = key.id
LEFT JOIN riad.guests_of(ARRAY(SELECT shown.id FROM page shown)) g ON g.conversation_id = c.id
LEFT JOIN riad.threads_of(ARRAY(SELECT shown.id FROM page shown)) t ON t.conversation_id = c.id
LEFT JOIN public.property p ON p.property_id = c.property_id
LEFT JOIN riad.zones z ON z.id = c.zone_id
LEFT JOIN public.profiles a ON a.user_id = c.assigned_agent_id
LEFT JOIN riad.read_marks m ON m.conversation_id = c.id AND m.user_id = scope.user_id
ORDER BY key.last_message_at DESC, key.id DESC
