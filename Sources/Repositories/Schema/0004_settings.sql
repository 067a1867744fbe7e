-- What the house decides once: zones by number, and settings.
SET LOCAL ROLE riad_owner;

-- A zone's number stands on conversations, so that filtering by zone is one index range; 0 is "no zone".
CREATE TABLE riad.zones (
    id smallint PRIMARY KEY CHECK (id >= 0),
    label public.geographical_zone UNIQUE,
    city text,
    CHECK ((id = 0) = (label IS NULL))
);
ALTER TABLE riad.zones ENABLE ROW LEVEL SECURITY;

INSERT INTO riad.zones (id) VALUES (0);
-- `riad.refresh_zones` does the same for labels that come later.
INSERT INTO riad.zones (id, label, city)
SELECT row_number() OVER (ORDER BY l.label), l.label,
    CASE split_part(l.label::text, '_', 1) WHEN 'fes' THEN 'Fès' ELSE initcap(split_part(l.label::text, '_', 1)) END
FROM unnest(enum_range(NULL::public.geographical_zone)) AS l (label);

CREATE TABLE riad.settings (
    key text PRIMARY KEY,
    category text NOT NULL,
    value jsonb NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- What rights and entry points depend on is never of another kind than they expect.
    CHECK (key <> 'zone_isolation' OR jsonb_typeof(value) = 'boolean'),
    CHECK (key <> 'organisation_id' OR (value #>> '{}')::uuid IS NOT NULL),
    CHECK (key <> 'audit_months' OR jsonb_typeof(value) = 'number' AND (value #>> '{}')::integer BETWEEN 12 AND 1200)
);
ALTER TABLE riad.settings ENABLE ROW LEVEL SECURITY;

INSERT INTO riad.settings (key, category, value) VALUES
    ('zone_isolation', 'rights', 'false'),
    ('organisation_id', 'company', to_jsonb(gen_random_uuid())),
    ('audit_months', 'retention', '24');
