-- The tags that open conversations have which the reader can see, the most frequent first.
-- parameters: $1 limit integer
-- columns: tag text
SELECT t.tag
FROM public.conversations c
CROSS JOIN unnest(c.tags) AS t (tag)
WHERE c.is_open AND c.tags <> '{}'
GROUP BY t.tag
ORDER BY count(*) DESC, t.tag
LIMIT $1
