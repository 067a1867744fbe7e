-- Calendar arithmetic.

-- Returns whether the name is usable as a calendar's time zone: a named zone of this server, never a POSIX rule.
CREATE OR REPLACE FUNCTION riad.is_time_zone(_name text) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN _name ~ '^[A-Z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+){0,2}$' AND char_length(_name) <= 64
        AND EXISTS (SELECT FROM pg_catalog.pg_timezone_names z WHERE z.name = _name);
END
$$;

-- Returns the instant, to the microsecond, at which the zone's UTC offset changes from the one at `_from`; `_to` if it
-- doesn't change before.
CREATE OR REPLACE FUNCTION riad.next_utc_offset_change(_from timestamptz, _to timestamptz, _time_zone text) RETURNS timestamptz
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    shift interval := (_from AT TIME ZONE _time_zone) - (_from AT TIME ZONE 'UTC');
    low timestamptz := _from;
    high timestamptz := _to;
    middle timestamptz;
BEGIN
    IF (_to AT TIME ZONE _time_zone) - (_to AT TIME ZONE 'UTC') = shift THEN
        RETURN _to;
    END IF;
    WHILE high - low > interval '1 microsecond' LOOP
        middle := low + (high - low) / 2;
        IF (middle AT TIME ZONE _time_zone) - (middle AT TIME ZONE 'UTC') = shift THEN
            low := middle;
        ELSE
            high := middle;
        END IF;
    END LOOP;
    RETURN high;
END
$$;

-- Returns the moment at which `_minutes` of the calendar have passed since `_start`. A minute counts if the zone's wall
-- clock is within an opening and the date is no holiday; so a repeated hour counts twice and a skipped one not at all.
-- Capped at 400 days; null if there is no such calendar.
CREATE OR REPLACE FUNCTION riad.due_at(_start timestamptz, _minutes integer, _calendar_id uuid) RETURNS timestamptz
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC'
AS $$
DECLARE
    calendar riad.calendars;
    has_holidays boolean;
    wanted interval := make_interval(mins => _minutes);
    horizon timestamptz := _start + interval '400 days';
    moment timestamptz := _start;
    until timestamptz;
    wall timestamp;
    day timestamp;
    opening int4range;
    opens timestamp;
    length interval;
BEGIN
    SELECT c.* INTO calendar FROM riad.calendars c WHERE c.id = _calendar_id;
    IF NOT FOUND OR _start IS NULL OR NOT isfinite(_start) THEN
        RETURN NULL;
    END IF;
    has_holidays := EXISTS (SELECT FROM riad.holidays h WHERE h.calendar_id = _calendar_id);
    IF calendar.openings = '{[0,10080)}' AND NOT has_holidays THEN
        RETURN _start + wanted;
    END IF;
    -- Each iteration ends at midnight or at a clock change.
    WHILE moment < horizon LOOP
        wall := moment AT TIME ZONE calendar.time_zone;
        day := date_trunc('day', wall);
        until := (day + interval '1 day') AT TIME ZONE calendar.time_zone;
        IF until <= moment OR until - moment <> (day + interval '1 day') - wall THEN
            until := riad.next_utc_offset_change(moment, greatest(until, moment + interval '1 hour'), calendar.time_zone);
        END IF;
        IF NOT (has_holidays AND EXISTS (
            SELECT FROM riad.holidays h WHERE h.calendar_id = _calendar_id AND h.day = wall::date
        )) THEN
            FOR opening IN
                SELECT piece FROM unnest(calendar.openings * int4multirange(int4range(
                    (extract(isodow FROM day)::integer - 1) * 1440, extract(isodow FROM day)::integer * 1440
                ))) piece
            LOOP
                opens := greatest(wall, day + make_interval(mins => lower(opening) % 1440));
                length := least(wall + (until - moment),
                    day + make_interval(mins => lower(opening) % 1440 + upper(opening) - lower(opening))) - opens;
                IF length >= wanted THEN
                    RETURN moment + (opens - wall) + wanted;
                ELSIF length > interval '0' THEN
                    wanted := wanted - length;
                END IF;
            END LOOP;
        END IF;
        moment := until;
    END LOOP;
    RETURN horizon;
EXCEPTION WHEN invalid_parameter_value THEN
    -- The server no longer knows this zone; a guest's message must be accepted all the same.
    RETURN _start + make_interval(mins => _minutes);
END
$$;
