-- A page of the inbox by deadline (the answer due next first, then by activity where none is owed): the rows that stand before a place.
-- parameters: $1 states text[], $2 priorities smallint[], $3 zones smallint[], $4 assignment text, $5 prio smallint, $6 last_message_at timestamp with time zone, $7 sla_due_at timestamp with time zone, $8 id uuid, $9 limit integer
-- columns: id uuid, state text, priority text, channel_type text, journey_phase text, subject text, tags text[], assigned_agent_id uuid, assigned_name text, zone text, guest_id uuid, guest_name text, guest_country text, property_name text, check_in date, check_out date, last_message_at timestamp with time zone, last_message_content text, last_sender_type text, last_seq bigint, unread bigint, sla_due_at timestamp with time zone, assign_version integer, created_at timestamp with time zone, owed_since timestamp with time zone, target_due_at timestamp with time zone, last_guest_at timestamp with time zone, part_ids uuid[], part_channels text[], part_guest_times timestamp with time zone[], thread_version integer
WITH scope AS MATERIALIZED (
    SELECT scope.*, chosen.* FROM (
        SELECT coalesce(nullif($2, '{}'::smallint[]), '{0,1,2,3}') AS prios,
            -- What is closed never has a deadline.
            nullif(ARRAY(SELECT o FROM unnest($1) o WHERE o NOT IN ('RÉSOLUE', 'CLÔTURÉE', 'ARCHIVÉE')), '{}')
                AS open_states,
            nullif(ARRAY(SELECT o FROM unnest($1) o WHERE o IN ('RÉSOLUE', 'CLÔTURÉE', 'ARCHIVÉE')), '{}')
                AS closed_states
    ) chosen
    CROSS JOIN LATERAL riad.inbox_scope($3, $4, cardinality($1) * cardinality(chosen.prios)) scope
), late AS MATERIALIZED (
    -- Before a row with a deadline stand only rows with one.
    SELECT s.* FROM scope s WHERE $7 = 'infinity'
), undue AS MATERIALIZED (
    SELECT w.* FROM late s CROSS JOIN LATERAL riad.walk_anything_undue_before(
        s.user_id, s.role, s.open_states, s.prios, s.anything, false, $5, $6, $8, $9) w
    UNION
    SELECT w.* FROM late s CROSS JOIN LATERAL riad.walk_anything_latest_before(
        s.user_id, s.role, s.closed_states, s.prios, s.anything, false, false, $5, $6, $8, $9) w
    UNION
    SELECT w.* FROM late s CROSS JOIN LATERAL riad.walk_by_zone_undue_before(
        s.user_id, s.role, s.open_states, s.prios, s.by_zone, false, $5, $6, $8, $9) w
    UNION
    SELECT w.* FROM late s CROSS JOIN LATERAL riad.walk_by_zone_latest_before(
        s.user_id, s.role, s.closed_states, s.prios, s.by_zone, false, false, $5, $6, $8, $9) w
    UNION
    SELECT w.* FROM late s CROSS JOIN LATERAL riad.walk_mine_latest_before(
        s.user_id, s.role, $1, s.prios, s.mine, false, true, $5, $6, $8, $9) w
    UNION
    SELECT w.* FROM late s CROSS JOIN LATERAL riad.walk_nobodys_undue_before(
        s.user_id, s.role, s.open_states, s.prios, s.nobodys, false, $5, $6, $8, $9) w
    UNION
    SELECT w.* FROM late s CROSS JOIN LATERAL riad.walk_nobodys_latest_before(
        s.user_id, s.role, s.closed_states, s.prios, s.nobodys, false, false, $5, $6, $8, $9) w
    UNION
    SELECT w.* FROM late s CROSS JOIN LATERAL riad.walk_nobodys_by_zone_undue_before(
        s.user_id, s.role, s.open_states, s.prios, s.nobodys_by_zone, false, $5, $6, $8, $9) w
    UNION
    SELECT w.* FROM late s CROSS JOIN LATERAL riad.walk_nobodys_by_zone_latest_before(
        s.user_id, s.role, s.closed_states, s.prios, s.nobodys_by_zone, false, false, $5, $6, $8, $9) w
    UNION
    SELECT w.* FROM late s CROSS JOIN LATERAL riad.walk_of_role_latest_before(
        s.user_id, s.role, $1, s.prios, s.of_role, false, true, $5, $6, $8, $9) w
), further AS MATERIALIZED (
    SELECT s.* FROM scope s WHERE (SELECT count(*) FROM undue) < $9
), due AS (
    SELECT w.* FROM further s CROSS JOIN LATERAL riad.walk_anything_due_before(
        s.user_id, s.role, s.open_states, s.prios, s.anything, false, false, $5, $7, $8, $9) w
    UNION
    SELECT w.* FROM further s CROSS JOIN LATERAL riad.walk_by_zone_due_before(
        s.user_id, s.role, s.open_states, s.prios, s.by_zone, false, false, $5, $7, $8, $9) w
    UNION
    SELECT w.* FROM further s CROSS JOIN LATERAL riad.walk_mine_due_before(
        s.user_id, s.role, s.open_states, s.prios, s.mine, false, false, $5, $7, $8, $9) w
    UNION
    SELECT w.* FROM further s CROSS JOIN LATERAL riad.walk_nobodys_due_before(
        s.user_id, s.role, s.open_states, s.prios, s.nobodys, false, false, $5, $7, $8, $9) w
    UNION
    SELECT w.* FROM further s CROSS JOIN LATERAL riad.walk_nobodys_by_zone_due_before(
        s.user_id, s.role, s.open_states, s.prios, s.nobodys_by_zone, false, false, $5, $7, $8, $9) w
    UNION
    SELECT w.* FROM further s CROSS JOIN LATERAL riad.walk_of_role_due_before(
        s.user_id, s.role, s.open_states, s.prios, s.of_role, false, false, $5, $7, $8, $9) w
), page AS (
    SELECT key.*
    FROM (SELECT true AS is_due, due.* FROM due UNION ALL SELECT false, undue.* FROM undue) key
    ORDER BY key.is_due, CASE WHEN key.is_due THEN key.sla_due_at END DESC, CASE WHEN key.is_due THEN key.id END DESC,
        key.last_message_at, key.id
    LIMIT $9
)
SELECT * FROM riad.conversation_rows(ARRAY(
    SELECT key.id FROM page key
    ORDER BY key.is_due DESC, CASE WHEN key.is_due THEN key.sla_due_at END, CASE WHEN key.is_due THEN key.id END,
        key.last_message_at DESC, key.id DESC
))
