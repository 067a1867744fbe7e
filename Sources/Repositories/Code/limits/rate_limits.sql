-- Rate limits per login and minute, so that no login can fill the audit trail or lock many conversations at once.

-- Counts a change of the session's login: a bulk change counts as one, a long text as `_weight`. Called before taking
-- any lock, so that two sessions of one login can't deadlock; logins have separate rows. RI013: limit exceeded.
CREATE OR REPLACE FUNCTION riad.enforce_change_limit(_weight integer DEFAULT 1) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF riad.increment_change_counts(_weight, 0) > 600 THEN
        RAISE EXCEPTION 'more than 600 changes within a minute' USING ERRCODE = 'RI013';
    END IF;
END
$$;

-- The same for read marks, which are more frequent: scrolling past a conversation moves one.
CREATE OR REPLACE FUNCTION riad.enforce_read_mark_limit() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF riad.increment_change_counts(0, 1) > 1200 THEN
        RAISE EXCEPTION 'more than 1200 conversations read within a minute' USING ERRCODE = 'RI013';
    END IF;
END
$$;

-- Adds to the counts of the session's login in the current minute. Returns the count that was increased.
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
