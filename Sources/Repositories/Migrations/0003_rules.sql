-- The rules as data: zones by number, what each role is, which state may follow which, how fast to answer, settings.
SET LOCAL ROLE riad_owner;

-- A zone's number stands on conversations, so that filtering by zone is one index range; 0 is "no zone".
CREATE TABLE riad.zones (
    id smallint PRIMARY KEY CHECK (id >= 0),
    label public.geographical_zone UNIQUE,
    city text,
    CHECK ((id = 0) = (label IS NULL))
);

-- Takes up labels that were added to the enum; numbers already given stay.
CREATE FUNCTION riad.refresh_zones() RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    INSERT INTO riad.zones (id, label, city)
    SELECT coalesce((SELECT max(id) FROM riad.zones), 0) + row_number() OVER (ORDER BY fresh.label),
        fresh.label,
        CASE split_part(fresh.label::text, '_', 1)
            WHEN 'fes' THEN 'Fès'
            ELSE initcap(split_part(fresh.label::text, '_', 1))
        END
    FROM unnest(enum_range(NULL::public.geographical_zone)) AS fresh (label)
    WHERE NOT EXISTS (SELECT FROM riad.zones known WHERE known.label = fresh.label);
END;

INSERT INTO riad.zones (id) VALUES (0);
SELECT riad.refresh_zones();

-- A role that stands here has rights; one that doesn't (a label that an installation added) has none.
CREATE TABLE riad.roles (
    role public.app_role PRIMARY KEY,
    level smallint NOT NULL UNIQUE CHECK (level BETWEEN 1 AND 9),
    is_desk boolean NOT NULL DEFAULT false,
    supervises boolean NOT NULL DEFAULT false,
    administers boolean NOT NULL DEFAULT false,
    CHECK (is_desk OR NOT supervises),
    CHECK (supervises OR NOT administers)
);

INSERT INTO riad.roles (role, level, is_desk, supervises, administers) VALUES
    ('super_admin', 9, true, true, true),
    ('administrateur', 8, true, true, true),
    ('superviseur', 7, true, true, false),
    ('responsable_logistique', 6, false, false, false),
    ('responsable_qualite', 5, false, false, false),
    ('technicien', 4, false, false, false),
    ('agent', 3, true, false, false),
    ('comptabilite', 2, false, false, false),
    ('femme_de_menage', 1, false, false, false);

CREATE TABLE riad.states (
    state text COLLATE "C" PRIMARY KEY,
    is_open boolean NOT NULL
);

INSERT INTO riad.states (state, is_open) VALUES
    ('NOUVELLE', true), ('EN_COURS', true), ('EN_ATTENTE', true), ('TRANSFÉRÉE', true),
    ('RÉSOLUE', false), ('CLÔTURÉE', false), ('ARCHIVÉE', false);

-- What moves a conversation from one state to another; a row that keeps the state says that the act is legal there.
CREATE TABLE riad.state_transitions (
    act text NOT NULL CHECK (act IN (
        'claim', 'release', 'transfer_to_person', 'transfer_to_role', 'reply_and_wait',
        'guest_message_assigned', 'guest_message_unassigned', 'by_hand'
    )),
    from_state text COLLATE "C" NOT NULL REFERENCES riad.states,
    to_state text COLLATE "C" NOT NULL REFERENCES riad.states,
    PRIMARY KEY (act, from_state, to_state)
);

INSERT INTO riad.state_transitions (act, from_state, to_state) VALUES
    ('claim', 'NOUVELLE', 'EN_COURS'),
    ('claim', 'TRANSFÉRÉE', 'EN_COURS'),
    ('claim', 'EN_COURS', 'EN_COURS'),
    ('claim', 'EN_ATTENTE', 'EN_ATTENTE'),
    ('reply_and_wait', 'EN_COURS', 'EN_ATTENTE'),
    ('guest_message_assigned', 'EN_ATTENTE', 'EN_COURS'),
    ('guest_message_assigned', 'RÉSOLUE', 'EN_COURS'),
    ('guest_message_assigned', 'CLÔTURÉE', 'EN_COURS'),
    ('guest_message_unassigned', 'EN_ATTENTE', 'NOUVELLE'),
    ('guest_message_unassigned', 'RÉSOLUE', 'NOUVELLE'),
    ('guest_message_unassigned', 'CLÔTURÉE', 'NOUVELLE'),
    ('by_hand', 'RÉSOLUE', 'ARCHIVÉE'),
    ('by_hand', 'CLÔTURÉE', 'ARCHIVÉE');

INSERT INTO riad.state_transitions (act, from_state, to_state)
SELECT act.name, s.state, act.to_state
FROM riad.states s
CROSS JOIN (VALUES ('release', 'NOUVELLE'), ('transfer_to_person', 'EN_COURS'), ('transfer_to_role', 'TRANSFÉRÉE'))
    AS act (name, to_state)
WHERE s.is_open;

INSERT INTO riad.state_transitions (act, from_state, to_state)
SELECT 'by_hand', earlier.state, later.state
FROM riad.states earlier
CROSS JOIN riad.states later
WHERE earlier.state <> 'ARCHIVÉE' AND later.state <> 'ARCHIVÉE' AND earlier.state <> later.state;

CREATE TABLE riad.sla_targets (
    priority text COLLATE "C" PRIMARY KEY CHECK (priority IN ('low', 'medium', 'high', 'urgent')),
    reply_minutes integer NOT NULL CHECK (reply_minutes > 0)
);

INSERT INTO riad.sla_targets (priority, reply_minutes) VALUES
    ('urgent', 15), ('high', 30), ('medium', 120), ('low', 480);

CREATE TABLE riad.settings (
    key text PRIMARY KEY,
    category text NOT NULL,
    value jsonb NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- What rights and entry points depend on is never of another kind than they expect.
    CHECK (key <> 'zone_isolation' OR jsonb_typeof(value) = 'boolean'),
    CHECK (key <> 'organisation_id' OR (value #>> '{}')::uuid IS NOT NULL)
);

INSERT INTO riad.settings (key, category, value) VALUES
    ('zone_isolation', 'rights', 'false'),
    ('organisation_id', 'company', to_jsonb(gen_random_uuid()));

ALTER TABLE riad.zones ENABLE ROW LEVEL SECURITY;
ALTER TABLE riad.roles ENABLE ROW LEVEL SECURITY;
ALTER TABLE riad.states ENABLE ROW LEVEL SECURITY;
ALTER TABLE riad.state_transitions ENABLE ROW LEVEL SECURITY;
ALTER TABLE riad.sla_targets ENABLE ROW LEVEL SECURITY;
ALTER TABLE riad.settings ENABLE ROW LEVEL SECURITY;
