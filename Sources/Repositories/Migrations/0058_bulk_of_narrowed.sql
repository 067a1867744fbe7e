-- Changing all that match a narrowed filter: what its pages show is what is changed.
SET LOCAL ROLE riad_owner;

-- As before, and of it what a narrowing leaves. RI010 for one that no query can be.
CREATE FUNCTION riad.matching(
    reader riad.rights, _states text[], _priorities smallint[], _zones smallint[], _assignment text, _up_to timestamptz,
    _wanted riad.narrowing
) RETURNS TABLE (id uuid, assign_version integer, prio smallint, last_message_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET work_mem = '64MB'
SET max_parallel_workers_per_gather = 0
AS $$
BEGIN
    IF (reader).user_id IS NULL THEN
        RETURN;
    END IF;
    RETURN QUERY EXECUTE 'SELECT c.id, c.assign_version, c.prio, c.last_message_at '
        || riad.narrowed_query(reader, _states, _priorities, _zones, _assignment, _wanted) || ' AND c.last_message_at <= $5'
    USING reader, _states, _priorities, _zones, _up_to;
END
$$;

-- The same change of all that match, the most urgent that wait longest first, at most `_limit` of them. The function of
-- the same name without a narrowing goes on as it was.
DO $make$
DECLARE
    change record;
    body text := pg_get_functiondef('riad.bulk_apply_to_all'::regproc);
BEGIN
    FOR change IN SELECT * FROM (VALUES
        ('_limit integer, _reason text)', '_limit integer, _reason text, _wanted riad.narrowing)'),
        ('riad.matching(me, _states, _priorities, _zones, _assignment, _up_to)',
            'riad.matching(me, _states, _priorities, _zones, _assignment, _up_to, _wanted)')
    ) AS c (old, new) LOOP
        IF position(change.old IN body) = 0 THEN
            RAISE EXCEPTION 'riad.bulk_apply_to_all has another text than expected';
        END IF;
        body := replace(body, change.old, change.new);
    END LOOP;
    EXECUTE body;
END
$make$;
GRANT EXECUTE ON FUNCTION riad.bulk_apply_to_all(
    text, uuid, text, text[], text[], smallint[], smallint[], text, timestamptz, integer, text, riad.narrowing
) TO riad_console;
