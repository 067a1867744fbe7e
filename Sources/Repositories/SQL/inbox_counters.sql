-- How many open conversations the reader can see, by zone (0 for none), state and priority; how many of them are theirs, nobody's, and late.
-- parameters:
-- columns: zone_id smallint, state text, prio smallint, count bigint, mine bigint, unassigned bigint, late bigint
SELECT o.zone_id, o.state, o.prio, o.count, o.mine, o.unassigned, o.late FROM riad.inbox_counters() o
