-- What a login may select under row security keeps no statistics, in no column, and nothing that an index computes of it either.
-- Row security holds back rows, not estimates: EXPLAIN told every login how many conversations of a state, a zone, a priority,
-- a person or a time there are, also where it reads none. The statements are written so that their plans do without.
-- How many rows a table has stays known. A table or column that comes later says `SET STATISTICS 0` in its own file, and
-- partitions take it from their table. Statistics stay of what no login selects, which only definer functions ask.
DO $silence$
DECLARE
    unread_tables constant text[] := '{search_entries,guest_addresses,contact_bookings,logins,closed_logins,standings,rights_turn,
        change_counts,deeds,batches,batch_queue,batch_rows,consoles,outbox,outbox_dead,adoptions,adopted_values,code_objects}';
    unread_columns constant text[] := '{guest.org_id,reservation.org_id,reservation.guest_id,reservation.property_id}';
    -- Functions that no login may call, by which indexes keep days and tags.
    uncalled constant text[] := '{opaque_day,folded_tags}';
    kept record;
BEGIN
    SET LOCAL ROLE riad_owner;
    FOR kept IN
        SELECT c.oid::regclass AS relation, c.relkind IN ('i', 'I') AS is_index, string_agg(
            format('ALTER COLUMN %s SET STATISTICS 0',
                CASE WHEN x.indexrelid IS NULL THEN quote_ident(a.attname) ELSE a.attnum::text END),
            ', ') AS silenced
        FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        LEFT JOIN pg_catalog.pg_index x ON x.indexrelid = c.oid
        JOIN pg_catalog.pg_class t ON t.oid = coalesce(x.indrelid, c.oid)
        WHERE t.relrowsecurity AND t.relowner = 'riad_owner'::regrole
            AND t.relnamespace IN ('public'::regnamespace, 'riad'::regnamespace)
            AND c.relkind IN ('r', 'p', 'i', 'I') AND coalesce(a.attstattarget, -1) <> 0
            AND t.relname <> ALL (unread_tables) AND t.relname || '.' || a.attname <> ALL (unread_columns)
            AND (x.indexrelid IS NULL
                OR x.indkey[a.attnum - 1] = 0 AND regexp_replace(a.attname, '[0-9]+$', '') <> ALL (uncalled))
        GROUP BY c.oid, c.relkind
    LOOP
        EXECUTE format('ALTER %s %s %s', CASE WHEN kept.is_index THEN 'INDEX' ELSE 'TABLE' END, kept.relation, kept.silenced);
    END LOOP;
    -- What the last ANALYZE left goes where a superuser migrates; nobody else can take it away.
    SET LOCAL ROLE NONE;
    IF (SELECT r.rolsuper FROM pg_catalog.pg_roles r WHERE r.rolname = current_user) THEN
        DELETE FROM pg_catalog.pg_statistic s
        USING pg_catalog.pg_attribute a, pg_catalog.pg_class c
        WHERE a.attrelid = s.starelid AND a.attnum = s.staattnum AND a.attstattarget = 0
            AND c.oid = s.starelid AND c.relnamespace IN ('public'::regnamespace, 'riad'::regnamespace);
    END IF;
END
$silence$;
