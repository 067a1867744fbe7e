-- How soon guests are answered: priorities, calendars, targets, and the answers that were given.
SET LOCAL ROLE riad_owner;

-- The priorities that there are.
CREATE TABLE riad.priorities (
    priority text COLLATE "C" PRIMARY KEY CHECK (priority IN ('low', 'medium', 'high', 'urgent'))
);
ALTER TABLE riad.priorities ENABLE ROW LEVEL SECURITY;

INSERT INTO riad.priorities (priority) VALUES ('urgent'), ('high'), ('medium'), ('low');

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
ALTER TABLE riad.calendars ENABLE ROW LEVEL SECURITY;

CREATE TABLE riad.holidays (
    calendar_id uuid NOT NULL REFERENCES riad.calendars ON DELETE CASCADE,
    day date NOT NULL CHECK (day BETWEEN '2000-01-01' AND '2199-12-31'),
    name text NOT NULL CHECK (
        char_length(name) BETWEEN 1 AND 60 AND name = btrim(name)
        AND name !~ '[\u0001-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]'
    ),
    PRIMARY KEY (calendar_id, day)
);
ALTER TABLE riad.holidays ENABLE ROW LEVEL SECURITY;

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
ALTER TABLE riad.sla_targets ENABLE ROW LEVEL SECURITY;

CREATE UNIQUE INDEX sla_targets_by_condition ON riad.sla_targets
    (kind, coalesce(priority, ''), coalesce(channel_type, ''), coalesce(zone_id, -1::smallint));

-- By priority, around the clock, the first answer like the next.
WITH always AS (
    INSERT INTO riad.calendars (name, time_zone, openings)
    VALUES ('24/7', 'Africa/Casablanca', '{[0,10080)}') RETURNING id
)
INSERT INTO riad.sla_targets (kind, priority, minutes, calendar_id)
SELECT k.kind, p.priority, p.minutes, always.id
FROM (VALUES ('urgent', 15), ('high', 30), ('medium', 120), ('low', 480)) AS p (priority, minutes)
CROSS JOIN (VALUES ('first'), ('next')) AS k (kind)
CROSS JOIN always;

-- An answer of a person to what was owed, and the first of all in any case. Chatbots don't stand here.
CREATE TABLE riad.responses (
    conversation_id uuid NOT NULL REFERENCES public.conversations ON DELETE CASCADE,
    seq bigint NOT NULL,
    kind text COLLATE "C" NOT NULL CHECK (kind IN ('first', 'next')),
    -- Null where nothing was owed: the house wrote first, or a chatbot had answered.
    asked_at timestamptz,
    -- Infinity where no target fitted; null with asked_at.
    due_at timestamptz,
    answered_at timestamptz NOT NULL,
    -- Null where the channel's own app was used and doesn't say.
    answered_by uuid,
    zone_id smallint NOT NULL,
    priority text COLLATE "C" NOT NULL,
    channel_type text NOT NULL,
    PRIMARY KEY (conversation_id, seq),
    CHECK ((asked_at IS NULL) = (due_at IS NULL)),
    CHECK (kind = 'first' OR asked_at IS NOT NULL)
);
ALTER TABLE riad.responses ENABLE ROW LEVEL SECURITY;

CREATE UNIQUE INDEX responses_first ON riad.responses (conversation_id) WHERE kind = 'first';

CREATE INDEX responses_by_time ON riad.responses (answered_at);
