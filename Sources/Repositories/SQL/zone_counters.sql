-- How many open conversations the reader can see, by zone (0 for none), state and priority, and how many of them owe an answer that is late.
-- parameters:
-- columns: zone_id smallint, state text, prio smallint, count bigint, late bigint
SELECT c.zone_id, c.state, c.prio, count(*) AS count, 0::bigint AS late
FROM public.conversations c
WHERE c.is_open
GROUP BY c.zone_id, c.state, c.prio
UNION ALL
SELECT c.zone_id, c.state, c.prio, 0::bigint AS count, count(*) AS late
FROM public.conversations c
WHERE c.sla_due_at < statement_timestamp()
GROUP BY c.zone_id, c.state, c.prio
