-- How many open conversations the reader can see, by zone (0 for none), state and priority, how many of them are theirs and nobody's: what every view's count is made from.
-- parameters:
-- columns: zone_id smallint, state text, prio smallint, count bigint, mine bigint, unassigned bigint
SELECT c.zone_id, c.state, c.prio, count(*) AS count,
    count(*) FILTER (WHERE c.assigned_agent_id = (SELECT riad.current_user_id())) AS mine,
    count(*) FILTER (WHERE c.assigned_agent_id IS NULL) AS unassigned
FROM public.conversations c
WHERE c.is_open
GROUP BY c.zone_id, c.state, c.prio
