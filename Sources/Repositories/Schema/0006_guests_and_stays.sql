-- Properties, guests and their reservations.
SET LOCAL ROLE riad_owner;

CREATE TABLE public.property (
    property_id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    org_id uuid NOT NULL,
    name text NOT NULL,
    address text NOT NULL,
    latitude numeric,
    longitude numeric,
    status text NOT NULL DEFAULT 'active',
    amenities jsonb NOT NULL DEFAULT '{}',
    ext_id text,
    zone public.geographical_zone,
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (org_id, ext_id)
);
ALTER TABLE public.property ENABLE ROW LEVEL SECURITY;

CREATE INDEX property_by_name ON public.property (name, property_id);

CREATE TABLE public.guest (
    guest_id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    org_id uuid NOT NULL,
    first_name text,
    last_name text,
    email text,
    phone text,
    country text,
    ext_id text,
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (org_id, ext_id)
);
ALTER TABLE public.guest ENABLE ROW LEVEL SECURITY;

CREATE INDEX guest_by_email ON public.guest (org_id, lower(email)) WHERE email IS NOT NULL;

CREATE INDEX guest_by_phone ON public.guest (org_id, riad.digits(phone)) WHERE phone IS NOT NULL;

-- check_out is the day of leaving: the last night is the one before it.
CREATE TABLE public.reservation (
    res_id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    org_id uuid NOT NULL,
    guest_id uuid NOT NULL REFERENCES public.guest,
    property_id uuid NOT NULL REFERENCES public.property,
    source text NOT NULL DEFAULT 'direct' CHECK (source IN ('booking', 'airbnb', 'expedia', 'ctrip', 'direct')),
    status text NOT NULL DEFAULT 'confirmed' CHECK (status IN ('pending', 'confirmed', 'cancelled')),
    check_in date NOT NULL,
    check_out date NOT NULL,
    adults smallint CHECK (adults >= 0),
    children smallint CHECK (children >= 0),
    ext_id text,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CHECK (check_out > check_in),
    UNIQUE (org_id, source, ext_id)
);
ALTER TABLE public.reservation ENABLE ROW LEVEL SECURITY;

CREATE INDEX reservation_by_guest ON public.reservation (guest_id) INCLUDE (check_out);

CREATE INDEX reservation_by_property ON public.reservation (property_id) INCLUDE (check_in);

-- Finds arrivals, and lists stays by their first day.
CREATE INDEX reservation_by_first_day ON public.reservation (riad.opaque_day(check_in), res_id);

CREATE INDEX reservation_by_departure ON public.reservation (riad.opaque_day(check_out));

-- Where a guest writes from: an address (telephone number, e-mail address, a channel's own id) on one of our accounts.
CREATE TABLE riad.guest_addresses (
    channel_account text NOT NULL,
    address text NOT NULL,
    guest_id uuid NOT NULL REFERENCES public.guest DEFERRABLE INITIALLY IMMEDIATE,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (channel_account, address)
);
ALTER TABLE riad.guest_addresses ENABLE ROW LEVEL SECURITY;

CREATE INDEX guest_addresses_by_guest ON riad.guest_addresses (guest_id);

-- A guest's language by ISO 639, where somebody said it; a table of its own, as `guest` is shared with other systems.
CREATE TABLE riad.guest_languages (
    guest_id uuid PRIMARY KEY REFERENCES public.guest ON DELETE CASCADE,
    language text COLLATE "C" NOT NULL CHECK (language ~ '^[a-z]{2,3}$')
);
ALTER TABLE riad.guest_languages ENABLE ROW LEVEL SECURITY;
