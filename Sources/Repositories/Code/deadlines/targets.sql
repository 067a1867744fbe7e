-- SLA targets, calendars and holidays: lookup and changes.

-- RI001 below superviseur.
CREATE OR REPLACE FUNCTION riad.require_sla_rights() RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT riad.supervises() THEN
        RAISE EXCEPTION 'not permitted to change answer times' USING ERRCODE = 'RI001';
    END IF;
END
$$;

-- RI010 if the calendar takes more than 400 days from now for so many minutes.
CREATE OR REPLACE FUNCTION riad.require_attainable_target(_calendar_id uuid, _minutes integer) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    moment timestamptz := clock_timestamp();
BEGIN
    IF riad.due_at(moment, _minutes, _calendar_id) >= moment + interval '399 days' THEN
        RAISE EXCEPTION 'this calendar has too few opening hours for % minutes', _minutes USING ERRCODE = 'RI010';
    END IF;
END
$$;

-- Returns the best matching target; all null if none matches.
CREATE OR REPLACE FUNCTION riad.best_sla_target(_kind text, _priority text, _channel_type text, _zone_id smallint) RETURNS riad.sla_targets
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    target riad.sla_targets;
BEGIN
    SELECT t.* INTO target FROM riad.sla_targets t
    WHERE t.kind = _kind AND (t.zone_id IS NULL OR t.zone_id = _zone_id)
        AND (t.channel_type IS NULL OR t.channel_type = _channel_type)
        AND (t.priority IS NULL OR t.priority = _priority)
    ORDER BY t.rank DESC LIMIT 1;
    RETURN target;
END
$$;

-- Inserts or updates the target of these conditions (null: any). Returns the number of deadlines that changed. RI001:
-- below superviseur. RI002: no such calendar. RI010: unknown kind, priority, channel or zone, minutes outside 1 to
-- 43,200, or more than the calendar ever reaches.
CREATE OR REPLACE FUNCTION riad.save_sla_target(
    _kind text, _priority text, _channel_type text, _zone_id smallint, _minutes integer, _calendar_id uuid
) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s'
AS $$
BEGIN
    PERFORM riad.require_sla_rights();
    PERFORM riad.enforce_change_limit();
    PERFORM FROM riad.calendars c WHERE c.id = _calendar_id FOR KEY SHARE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such calendar' USING ERRCODE = 'RI002';
    END IF;
    INSERT INTO riad.sla_targets AS t (kind, priority, channel_type, zone_id, minutes, calendar_id)
    VALUES (_kind, _priority, _channel_type, _zone_id, _minutes, _calendar_id)
    ON CONFLICT (kind, coalesce(priority, ''), coalesce(channel_type, ''), coalesce(zone_id, -1::smallint))
    DO UPDATE SET minutes = excluded.minutes, calendar_id = excluded.calendar_id, updated_at = clock_timestamp();
    PERFORM riad.require_attainable_target(_calendar_id, _minutes);
    RETURN riad.recalculate_deadlines();
EXCEPTION WHEN check_violation OR not_null_violation OR foreign_key_violation THEN
    RAISE EXCEPTION 'an SLA target needs a first or next response, a known priority, channel and zone,'
        ' and 1 to 43200 minutes' USING ERRCODE = 'RI010';
END
$$;
GRANT EXECUTE ON FUNCTION riad.save_sla_target TO riad_console;

-- Deletes a target; the next best match applies instead, or none. Returns the number of deadlines that changed. RI001:
-- below superviseur. RI002: no such target.
CREATE OR REPLACE FUNCTION riad.delete_sla_target(_kind text, _priority text, _channel_type text, _zone_id smallint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s'
AS $$
BEGIN
    PERFORM riad.require_sla_rights();
    PERFORM riad.enforce_change_limit();
    DELETE FROM riad.sla_targets t
    WHERE t.kind = _kind AND t.priority IS NOT DISTINCT FROM _priority
        AND t.channel_type IS NOT DISTINCT FROM _channel_type AND t.zone_id IS NOT DISTINCT FROM _zone_id;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such SLA target' USING ERRCODE = 'RI002';
    END IF;
    RETURN riad.recalculate_deadlines();
END
$$;
GRANT EXECUTE ON FUNCTION riad.delete_sla_target TO riad_console;

-- Inserts or updates a calendar. Openings are minutes of the week from Monday 0:00, from `_opens` up to `_closes`; one
-- that ends before it starts continues into the next week. Returns the number of deadlines that changed. RI001: below
-- superviseur. RI006: the name is taken. RI010: invalid name, unknown time zone, no openings or more than 200, or a
-- target's minutes that the calendar never reaches.
CREATE OR REPLACE FUNCTION riad.save_calendar(_id uuid, _name text, _time_zone text, _opens integer[], _closes integer[])
RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s'
AS $$
DECLARE
    week int4multirange;
BEGIN
    PERFORM riad.require_sla_rights();
    PERFORM riad.enforce_change_limit();
    IF riad.is_time_zone(_time_zone) IS NOT TRUE THEN
        RAISE EXCEPTION 'the server does not know this time zone' USING ERRCODE = 'RI010';
    END IF;
    IF coalesce(cardinality(_opens), 0) NOT BETWEEN 1 AND 200 OR cardinality(_closes) IS DISTINCT FROM cardinality(_opens)
        OR array_position(_opens, NULL) IS NOT NULL OR array_position(_closes, NULL) IS NOT NULL
        OR EXISTS (
            SELECT FROM unnest(_opens, _closes) AS o (opens, closes)
            WHERE o.opens NOT BETWEEN 0 AND 10079 OR o.closes NOT BETWEEN 0 AND 10080 OR o.opens = o.closes
        )
    THEN
        RAISE EXCEPTION 'a calendar needs 1 to 200 opening periods in a week' USING ERRCODE = 'RI010';
    END IF;
    SELECT range_agg(piece) INTO week FROM unnest(_opens, _closes) AS o (opens, closes)
    CROSS JOIN LATERAL unnest(CASE WHEN o.opens < o.closes THEN ARRAY[int4range(o.opens, o.closes)]
        ELSE ARRAY[int4range(o.opens, 10080), int4range(0, o.closes)] END) piece;
    INSERT INTO riad.calendars AS c (id, name, time_zone, openings)
    VALUES (_id, btrim(_name), _time_zone, week)
    ON CONFLICT (id) DO UPDATE SET name = excluded.name, time_zone = excluded.time_zone, openings = excluded.openings,
        updated_at = clock_timestamp();
    PERFORM riad.require_attainable_target(_id, t.minutes) FROM riad.sla_targets t WHERE t.calendar_id = _id;
    RETURN riad.recalculate_deadlines();
EXCEPTION
    WHEN unique_violation THEN
        RAISE EXCEPTION 'another calendar has this name' USING ERRCODE = 'RI006';
    WHEN check_violation OR not_null_violation THEN
        RAISE EXCEPTION 'a calendar needs a name of 1 to 60 characters' USING ERRCODE = 'RI010';
END
$$;
GRANT EXECUTE ON FUNCTION riad.save_calendar TO riad_console;

-- Deletes a calendar and its holidays. RI001: below superviseur. RI002: no such calendar. RI004: a target uses it.
CREATE OR REPLACE FUNCTION riad.delete_calendar(_id uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s'
AS $$
BEGIN
    PERFORM riad.require_sla_rights();
    PERFORM riad.enforce_change_limit();
    DELETE FROM riad.calendars c WHERE c.id = _id;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such calendar' USING ERRCODE = 'RI002';
    END IF;
EXCEPTION WHEN foreign_key_violation THEN
    RAISE EXCEPTION 'an SLA target uses this calendar' USING ERRCODE = 'RI004';
END
$$;
GRANT EXECUTE ON FUNCTION riad.delete_calendar TO riad_console;

-- Adds or renames holidays of a calendar; a null name deletes the day. At most 1,000 per calendar. Returns the number
-- of deadlines that changed. RI001: below superviseur. RI002: no such calendar. RI010: no days or too many, an
-- impossible day or name, or a target's minutes that the calendar never reaches.
CREATE OR REPLACE FUNCTION riad.save_holidays(_calendar_id uuid, _days date[], _names text[]) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s'
AS $$
BEGIN
    PERFORM riad.require_sla_rights();
    PERFORM riad.enforce_change_limit();
    PERFORM FROM riad.calendars c WHERE c.id = _calendar_id FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such calendar' USING ERRCODE = 'RI002';
    END IF;
    IF coalesce(cardinality(_days), 0) NOT BETWEEN 1 AND 1000 OR cardinality(_names) IS DISTINCT FROM cardinality(_days)
    THEN
        RAISE EXCEPTION 'a change needs 1 to 1000 days, each with its name' USING ERRCODE = 'RI010';
    END IF;
    DELETE FROM riad.holidays h WHERE h.calendar_id = _calendar_id AND h.day = ANY (_days);
    INSERT INTO riad.holidays (calendar_id, day, name)
    SELECT DISTINCT ON (n.day) _calendar_id, n.day, btrim(n.name) FROM unnest(_days, _names) AS n (day, name)
    WHERE n.name IS NOT NULL ORDER BY n.day;
    IF (SELECT count(*) FROM riad.holidays h WHERE h.calendar_id = _calendar_id) > 1000 THEN
        RAISE EXCEPTION 'a calendar has at most 1000 holidays' USING ERRCODE = 'RI010';
    END IF;
    PERFORM riad.require_attainable_target(_calendar_id, t.minutes) FROM riad.sla_targets t WHERE t.calendar_id = _calendar_id;
    RETURN riad.recalculate_deadlines();
EXCEPTION WHEN check_violation OR not_null_violation THEN
    RAISE EXCEPTION 'a holiday needs a day from 2000 to 2199 and a name of 1 to 60 characters' USING ERRCODE = 'RI010';
END
$$;
GRANT EXECUTE ON FUNCTION riad.save_holidays TO riad_console;
