-- How many open conversations the reader can see, by zone (0 for none), state and priority; how many of them are theirs, nobody's, and overdue.
-- parameters:
-- columns: zone_id smallint, state text, prio smallint, count bigint, mine bigint, unassigned bigint, overdue bigint
SELECT o.zone_id, o.state, o.prio, o.count, o.mine, o.unassigned, o.overdue FROM riad.inbox_counters() o
