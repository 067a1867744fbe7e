-- When the house answers, and how soon: calendars, their holidays, targets, and the arithmetic of their minutes.
SET LOCAL ROLE riad_owner;

-- A zone that can stand in a calendar: one of the server's own by its name, never a rule spelled out.
CREATE FUNCTION riad.is_time_zone(_name text) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN _name ~ '^[A-Z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+){0,2}$' AND char_length(_name) <= 64
        AND EXISTS (SELECT FROM pg_catalog.pg_timezone_names z WHERE z.name = _name);
END
$$;

CREATE TABLE riad.calendars (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    name text NOT NULL UNIQUE CHECK (
        char_length(name) BETWEEN 1 AND 60 AND name = btrim(name)
        AND name !~ '[\u0001-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]'
    ),
    time_zone text NOT NULL CHECK (time_zone ~ '^[A-Z][A-Za-z0-9_+/-]{1,63}$'),
    -- Minutes of the week from Monday 0:00 by the wall clock, so that what overlaps is one opening and one across
    -- midnight is like any other.
    openings int4multirange NOT NULL CHECK (NOT isempty(openings) AND openings <@ '{[0,10080)}'::int4multirange),
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE TABLE riad.holidays (
    calendar_id uuid NOT NULL REFERENCES riad.calendars ON DELETE CASCADE,
    day date NOT NULL CHECK (day BETWEEN '2000-01-01' AND '2199-12-31'),
    name text NOT NULL CHECK (
        char_length(name) BETWEEN 1 AND 60 AND name = btrim(name)
        AND name !~ '[\u0001-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]'
    ),
    PRIMARY KEY (calendar_id, day)
);

-- The instant before which a zone's clock differs from UTC as it does at `_from`, found to the microsecond; `_to` where
-- it never changes between the two.
CREATE FUNCTION riad.clock_change(_from timestamptz, _to timestamptz, _time_zone text) RETURNS timestamptz
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

-- The moment at which so many minutes of a calendar have passed since a start. A moment counts where the zone's wall
-- clock shows an opening and its date is no holiday, so the hour that a clock repeats counts twice and the one that it
-- skips not at all. What would take longer than 400 days ends there; null where there is no such calendar.
CREATE FUNCTION riad.due_at(_start timestamptz, _minutes integer, _calendar_id uuid) RETURNS timestamptz
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
    -- Each turn goes to the day's end, or to where the clock is put forward or back.
    WHILE moment < horizon LOOP
        wall := moment AT TIME ZONE calendar.time_zone;
        day := date_trunc('day', wall);
        until := (day + interval '1 day') AT TIME ZONE calendar.time_zone;
        IF until <= moment OR until - moment <> (day + interval '1 day') - wall THEN
            until := riad.clock_change(moment, greatest(until, moment + interval '1 hour'), calendar.time_zone);
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
    -- A zone that the server knew and no longer does; a guest's message is taken in all the same.
    RETURN _start + make_interval(mins => _minutes);
END
$$;

ALTER TABLE riad.sla_targets RENAME TO priorities;

-- Within how many minutes of which calendar a guest has the first answer of a person, or the next. Of those that fit, one
-- for the zone goes before one for all zones, then one for the channel, then one for the priority.
CREATE TABLE riad.sla_targets (
    kind text COLLATE "C" NOT NULL CHECK (kind IN ('first', 'next')),
    -- Null for any.
    priority text COLLATE "C" REFERENCES riad.priorities,
    channel_type text COLLATE "C" CHECK (channel_type IN ('whatsapp', 'email', 'beds24', 'direct', 'sms')),
    -- 0 is the common queue.
    zone_id smallint REFERENCES riad.zones,
    minutes integer NOT NULL CHECK (minutes BETWEEN 1 AND 43200),
    calendar_id uuid NOT NULL REFERENCES riad.calendars,
    rank smallint NOT NULL GENERATED ALWAYS AS (
        (zone_id IS NOT NULL)::integer * 4 + (channel_type IS NOT NULL)::integer * 2 + (priority IS NOT NULL)::integer
    ) STORED,
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE UNIQUE INDEX sla_targets_by_condition ON riad.sla_targets
    (kind, coalesce(priority, ''), coalesce(channel_type, ''), coalesce(zone_id, -1::smallint));

-- As before: by priority, around the clock, the first answer like the next.
WITH always AS (
    INSERT INTO riad.calendars (name, time_zone, openings)
    VALUES ('24/7', 'Africa/Casablanca', '{[0,10080)}') RETURNING id
)
INSERT INTO riad.sla_targets (kind, priority, minutes, calendar_id)
SELECT k.kind, p.priority, p.reply_minutes, always.id
FROM riad.priorities p CROSS JOIN (VALUES ('first'), ('next')) AS k (kind) CROSS JOIN always;

ALTER TABLE riad.calendars ENABLE ROW LEVEL SECURITY;
ALTER TABLE riad.holidays ENABLE ROW LEVEL SECURITY;
ALTER TABLE riad.sla_targets ENABLE ROW LEVEL SECURITY;
CREATE POLICY "Whoever has rights" ON riad.calendars FOR SELECT TO riad_console
    USING ((SELECT riad.current_user_id()) IS NOT NULL);
CREATE POLICY "Whoever has rights" ON riad.holidays FOR SELECT TO riad_console
    USING ((SELECT riad.current_user_id()) IS NOT NULL);
CREATE POLICY "Whoever has rights" ON riad.sla_targets FOR SELECT TO riad_console
    USING ((SELECT riad.current_user_id()) IS NOT NULL);
GRANT SELECT ON riad.calendars, riad.holidays, riad.sla_targets TO riad_console;
