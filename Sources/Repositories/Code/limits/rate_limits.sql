-- How much one login may change within a minute, so that none fills the audit trail or holds many conversations at once.

-- Counts one change of the session's login, whatever it comes to: a change of many counts as one, a long text as `_weight`.
-- Called before anything is locked, so that two sessions of one login never wait for each other in a circle; others count in
-- rows of their own. RI013: more within a minute than hands can do.
CREATE OR REPLACE FUNCTION riad.enforce_change_limit(_weight integer DEFAULT 1) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF riad.increment_change_counts(_weight, 0) > 600 THEN
        RAISE EXCEPTION 'more than 600 changes within a minute' USING ERRCODE = 'RI013';
    END IF;
END
$$;

-- The same for read marks, of which there are more: each conversation that somebody scans past moves one.
CREATE OR REPLACE FUNCTION riad.enforce_read_mark_limit() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF riad.increment_change_counts(0, 1) > 1200 THEN
        RAISE EXCEPTION 'more than 1200 conversations read within a minute' USING ERRCODE = 'RI013';
    END IF;
END
$$;

-- Adds to what the session's login did in the present minute. Returns the count of what was added to.
CREATE OR REPLACE FUNCTION riad.increment_change_counts(_changes integer, _read_marks integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    present timestamptz := date_trunc('minute', clock_timestamp());
    counted integer;
BEGIN
    UPDATE riad.change_counts c
    SET minute = present, changes = CASE WHEN c.minute = present THEN c.changes ELSE 0 END + _changes,
        read_marks = CASE WHEN c.minute = present THEN c.read_marks ELSE 0 END + _read_marks
    WHERE c.login = session_user
    RETURNING CASE WHEN _changes > 0 THEN c.changes ELSE c.read_marks END INTO counted;
    IF NOT FOUND THEN
        INSERT INTO riad.change_counts AS c (login, minute, changes, read_marks)
        VALUES (session_user, present, _changes, _read_marks)
        ON CONFLICT (login) DO UPDATE SET changes = c.changes + _changes, read_marks = c.read_marks + _read_marks
        RETURNING CASE WHEN _changes > 0 THEN c.changes ELSE c.read_marks END INTO counted;
    END IF;
    RETURN counted;
END
$$;
