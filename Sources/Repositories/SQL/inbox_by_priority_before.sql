-- A page of the inbox by priority (most urgent first, within a priority the latest first): the rows that stand before a place, by its priority, time and id.
-- parameters: $1 states text[], $2 priorities smallint[], $3 zones smallint[], $4 assignment text, $5 prio smallint, $6 last_message_at timestamp with time zone, $7 sla_due_at timestamp with time zone, $8 id uuid, $9 limit integer
-- columns: id uuid, state text, priority text, channel_type text, journey_phase text, subject text, tags text[], assigned_agent_id uuid, assigned_name text, zone text, guest_id uuid, guest_name text, guest_country text, property_name text, check_in date, check_out date, last_message_at timestamp with time zone, last_message_content text, last_sender_type text, last_seq bigint, unread bigint, sla_due_at timestamp with time zone, assign_version integer, created_at timestamp with time zone, owed_since timestamp with time zone, target_due_at timestamp with time zone, last_guest_at timestamp with time zone, part_ids uuid[], part_channels text[], part_guest_times timestamp with time zone[], thread_version integer
WITH scope AS MATERIALIZED (
    SELECT scope.*, chosen.prios FROM (
        SELECT coalesce(nullif($2, '{}'::smallint[]), '{0,1,2,3}') AS prios
    ) chosen
    CROSS JOIN LATERAL riad.inbox_scope($3, $4, cardinality($1) * cardinality(chosen.prios)) scope
), key AS (
    SELECT w.* FROM scope s CROSS JOIN LATERAL riad.walk_anything_latest_before(
        s.user_id, s.role, $1, s.prios, s.anything, true, false, $5, $6, $8, $9) w
    UNION
    SELECT w.* FROM scope s CROSS JOIN LATERAL riad.walk_by_zone_latest_before(
        s.user_id, s.role, $1, s.prios, s.by_zone, true, false, $5, $6, $8, $9) w
    UNION
    SELECT w.* FROM scope s CROSS JOIN LATERAL riad.walk_mine_latest_before(
        s.user_id, s.role, $1, s.prios, s.mine, true, false, $5, $6, $8, $9) w
    UNION
    SELECT w.* FROM scope s CROSS JOIN LATERAL riad.walk_nobodys_latest_before(
        s.user_id, s.role, $1, s.prios, s.nobodys, true, false, $5, $6, $8, $9) w
    UNION
    SELECT w.* FROM scope s CROSS JOIN LATERAL riad.walk_nobodys_by_zone_latest_before(
        s.user_id, s.role, $1, s.prios, s.nobodys_by_zone, true, false, $5, $6, $8, $9) w
    UNION
    SELECT w.* FROM scope s CROSS JOIN LATERAL riad.walk_of_role_latest_before(
        s.user_id, s.role, $1, s.prios, s.of_role, true, false, $5, $6, $8, $9) w
), page AS (
    SELECT * FROM key ORDER BY key.prio ASC, key.last_message_at ASC, key.id ASC LIMIT $9
)
SELECT * FROM riad.conversation_rows(ARRAY(
    SELECT key.id FROM page key
    ORDER BY key.prio DESC, key.last_message_at DESC, key.id DESC
))
