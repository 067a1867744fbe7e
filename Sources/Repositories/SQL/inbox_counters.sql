-- The number of open conversations that the current user can read, by zone (0 for none), state and priority; of these the user's own, unassigned and overdue ones.
-- parameters:
-- columns: zone_id smallint, state text, prio smallint, count bigint, mine bigint, unassigned bigint, overdue bigint
SELECT o.zone_id, o.state, o.prio, o.count, o.mine, o.unassigned, o.overdue FROM riad.inbox_counters() o
