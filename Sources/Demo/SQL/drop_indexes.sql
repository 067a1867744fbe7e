-- Drops the loaded tables' foreign keys, unique constraints and indexes, and keeps in set_aside how to make them again.
CREATE TEMPORARY TABLE set_aside ON COMMIT DROP AS
WITH loaded AS (
    SELECT t.name::regclass AS oid
    FROM unnest(ARRAY[
        'public.property', 'public.guest', 'riad.guest_addresses', 'public.reservation', 'public.conversations',
        'public.conversation_messages', 'riad.search_entries', 'riad.attachments', 'riad.read_marks'
    ]) AS t (name)
)
SELECT CASE c.contype WHEN 'f' THEN 3 ELSE 1 END AS step,
    format('ALTER TABLE %s DROP CONSTRAINT %I', c.conrelid::regclass, c.conname) AS drop_it,
    format('ALTER TABLE %s ADD CONSTRAINT %I %s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid)) AS make_it
FROM pg_catalog.pg_constraint c
WHERE c.contype = 'f' AND (c.conrelid IN (SELECT oid FROM loaded) OR c.confrelid IN (SELECT oid FROM loaded))
    OR c.contype IN ('p', 'u') AND c.conrelid IN (SELECT oid FROM loaded)
UNION ALL
SELECT 2, format('DROP INDEX %s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid)
FROM pg_catalog.pg_index i
WHERE i.indrelid IN (SELECT oid FROM loaded)
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_constraint c WHERE c.conindid = i.indexrelid AND c.contype IN ('p', 'u')
    );

DO $$
DECLARE
    statement text;
BEGIN
    FOR statement IN SELECT drop_it FROM set_aside ORDER BY step DESC LOOP
        EXECUTE statement;
    END LOOP;
END
$$
