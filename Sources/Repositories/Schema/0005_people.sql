-- Who works here: profiles, roles given to them, the database login that stands for each, and the rights that follow.
SET LOCAL ROLE riad_owner;

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
ALTER TABLE riad.roles ENABLE ROW LEVEL SECURITY;

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

CREATE TABLE public.profiles (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id uuid NOT NULL UNIQUE,
    email text NOT NULL,
    first_name text,
    last_name text,
    phone text,
    profile_type public.user_profile NOT NULL DEFAULT 'agent',
    geographical_zones public.geographical_zone[] DEFAULT ARRAY['casablanca_centre']::public.geographical_zone[],
    is_active boolean DEFAULT true,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE public.profiles ENABLE ROW LEVEL SECURITY;

CREATE TABLE public.user_roles (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id uuid NOT NULL,
    role public.app_role NOT NULL,
    assigned_by uuid,
    assigned_at timestamptz DEFAULT now(),
    expires_at timestamptz,
    is_active boolean DEFAULT true,
    created_at timestamptz DEFAULT now(),
    UNIQUE (user_id, role)
);
ALTER TABLE public.user_roles ENABLE ROW LEVEL SECURITY;

-- One active role a person, whatever happens at the same time.
CREATE UNIQUE INDEX user_roles_one_active ON public.user_roles (user_id) WHERE is_active;

CREATE TABLE riad.logins (
    login name PRIMARY KEY CHECK (
        login !~ '^(pg_|riad_)' AND login NOT IN ('postgres', 'public', 'authenticator', 'authenticated', 'anon')
    ),
    user_id uuid NOT NULL UNIQUE REFERENCES public.profiles (user_id) ON DELETE CASCADE,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- Until when the login's first password can be replaced; null once its person has set one of their own.
    first_password_until timestamptz,
    password_set_at timestamptz
);
ALTER TABLE riad.logins ENABLE ROW LEVEL SECURITY;

-- Logins that were closed with their person's profile, and are opened with it again; one that somebody else closed is not.
CREATE TABLE riad.closed_logins (
    login name PRIMARY KEY,
    closed_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
ALTER TABLE riad.closed_logins ENABLE ROW LEVEL SECURITY;

-- What a session may do at this moment; all null for whoever has no rights.
CREATE TYPE riad.rights AS (
    user_id uuid,
    role text,
    level smallint,
    is_desk boolean,
    supervises boolean,
    administers boolean,
    -- An agent under zone isolation: own zones, the common queue, and what is assigned to them.
    is_isolated boolean,
    reads_all boolean,
    -- What an isolated agent reads, 0 (no zone) among them; empty for everybody else.
    readable_zones smallint[]
);
GRANT USAGE ON TYPE riad.rights TO riad_console;

-- Everybody's rights, by login, made ready for the question that every statement asks. Triggers keep it; who isn't in it,
-- or whose time is over, has none.
CREATE TABLE riad.standings (
    login name PRIMARY KEY,
    user_id uuid NOT NULL UNIQUE,
    role text NOT NULL,
    level smallint NOT NULL,
    is_desk boolean NOT NULL,
    supervises boolean NOT NULL,
    administers boolean NOT NULL,
    zone_ids smallint[] NOT NULL,
    expires_at timestamptz NOT NULL
);
ALTER TABLE riad.standings ENABLE ROW LEVEL SECURITY;

-- The latest transaction that changed anybody's rights. A sequence, because every session sees its value at once,
-- whatever snapshot it reads with.
CREATE SEQUENCE riad.rights_clock;

-- Whoever changes rights locks this row: such changes go one after the other. A row, because locks that have a number are
-- anybody's to take, and a table's would wait for people who only replace a first password.
CREATE TABLE riad.rights_turn (
    is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only)
);
ALTER TABLE riad.rights_turn ENABLE ROW LEVEL SECURITY;

INSERT INTO riad.rights_turn DEFAULT VALUES;

-- How much each login has changed in the minute that runs. A row is written with every change, so there is room for its next
-- version on its page, and no index on what changes. After a crash everybody begins anew.
CREATE UNLOGGED TABLE riad.change_counts (
    login name PRIMARY KEY,
    minute timestamptz NOT NULL,
    changes integer NOT NULL,
    marks integer NOT NULL
) WITH (fillfactor = 25, autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 1000);
ALTER TABLE riad.change_counts ENABLE ROW LEVEL SECURITY;

-- The second at which sessions were last looked after. A sequence: a row's lock would be held by whoever keeps a transaction
-- open, which is just what they are looked after for.
CREATE SEQUENCE riad.sessions_clock;
