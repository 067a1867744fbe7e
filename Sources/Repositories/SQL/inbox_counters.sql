-- How many open conversations the reader can see, by state and priority, how many of them are theirs and nobody's.
-- parameters:
-- columns: state text, priority text, count bigint, mine bigint, unassigned bigint
SELECT c.state, (ARRAY['low', 'medium', 'high', 'urgent'])[c.prio + 1] AS priority, count(*) AS count,
    count(*) FILTER (WHERE c.assigned_agent_id = (SELECT riad.current_user_id())) AS mine,
    count(*) FILTER (WHERE c.assigned_agent_id IS NULL) AS unassigned
FROM public.conversations c
WHERE c.is_open
GROUP BY c.state, c.prio
