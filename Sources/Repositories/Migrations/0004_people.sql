-- Who works here: profiles, roles given to them, and the database login that stands for each.
SET LOCAL ROLE riad_owner;

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

-- One active role a person, whatever happens at the same time.
CREATE UNIQUE INDEX user_roles_one_active ON public.user_roles (user_id) WHERE is_active;

CREATE TABLE riad.logins (
    login name PRIMARY KEY CHECK (
        login !~ '^(pg_|riad_)' AND login NOT IN ('postgres', 'public', 'authenticator', 'authenticated', 'anon')
    ),
    user_id uuid NOT NULL UNIQUE REFERENCES public.profiles (user_id) ON DELETE CASCADE,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

ALTER TABLE public.profiles ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.user_roles ENABLE ROW LEVEL SECURITY;
ALTER TABLE riad.logins ENABLE ROW LEVEL SECURITY;

-- Columns that colleagues may see; a person's e-mail address and telephone are not among them.
GRANT SELECT (id, user_id, first_name, last_name, profile_type, geographical_zones, is_active, created_at, updated_at)
    ON public.profiles TO riad_console;
GRANT SELECT ON public.user_roles TO riad_console;
