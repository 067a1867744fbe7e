-- The tags of the 2,000 most recently active open conversations that the current user can read, most frequent first.
-- parameters: $1 limit integer
-- columns: tag text
SELECT t.tag
-- A scalar subquery: otherwise the planner would search for the rows itself to estimate them.
FROM unnest((
    SELECT riad.page_by_activity('{NOUVELLE,EN_COURS,EN_ATTENTE,TRANSFÉRÉE}', '{}', '{}', 'anyone', 0::smallint,
        'infinity', 'infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff', 2000)
)) AS latest (id)
JOIN public.conversations c ON c.id = latest.id
CROSS JOIN unnest(c.tags) AS t (tag)
GROUP BY t.tag
ORDER BY count(*) DESC, t.tag
LIMIT $1
