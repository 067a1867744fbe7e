-- The tags of the 2,000 most recently active open conversations that the current user can read, most frequent first.
-- parameters: $1 limit integer
-- columns: tag text
-- Of those that filters take for the same, the most frequent spelling.
SELECT mode() WITHIN GROUP (ORDER BY t.tag) AS tag
-- A scalar subquery: otherwise the planner would search for the rows itself to estimate them.
FROM unnest((
    SELECT riad.page_by_activity('{NOUVELLE,EN_COURS,EN_ATTENTE,TRANSFÉRÉE}', '{}', '{}', 'anyone', 0::smallint,
        'infinity', 'infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff', 2000)
)) AS latest (id)
JOIN public.conversations c ON c.id = latest.id
CROSS JOIN unnest(c.tags) AS t (tag)
GROUP BY riad.folded(t.tag)
ORDER BY count(*) DESC, 1
LIMIT $1
