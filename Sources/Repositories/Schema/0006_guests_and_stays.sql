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

CREATE INDEX guest_by_email ON public.guest (org_id, riad.mail_address(email))
    WHERE riad.mail_address(email) IS NOT NULL;

CREATE INDEX guest_by_phone ON public.guest (org_id, riad.phone_number(phone))
    WHERE riad.phone_number(phone) IS NOT NULL;

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

-- Bookings that came to a guest who was there by nothing but an e-mail address or a telephone number. Their stay is shown with
-- that guest, but who writes about one through the booking system is somebody else until it says otherwise.
CREATE TABLE riad.contact_bookings (
    res_id uuid PRIMARY KEY REFERENCES public.reservation ON DELETE CASCADE
);
ALTER TABLE riad.contact_bookings ENABLE ROW LEVEL SECURITY;

-- Where a guest writes from: an address (telephone number, e-mail address, a channel's own id) on one of our accounts. Who
-- only says that it is theirs is another than the one for whom the channel vouches.
CREATE TABLE riad.guest_addresses (
    channel_account text NOT NULL,
    address text NOT NULL,
    -- The channel that vouches for it, or nobody.
    vouched_by text COLLATE "C" NOT NULL CHECK (vouched_by IN ('whatsapp', 'email', 'beds24', 'nobody')),
    guest_id uuid NOT NULL REFERENCES public.guest DEFERRABLE INITIALLY IMMEDIATE,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (channel_account, address, vouched_by)
);
ALTER TABLE riad.guest_addresses ENABLE ROW LEVEL SECURITY;

CREATE INDEX guest_addresses_by_guest ON riad.guest_addresses (guest_id);

-- How a guest says that they can be reached, where nobody vouches for it. The desk sees it; nothing is compared with it. An
-- index of what is claimed would answer a reader's guess before row security is asked: it goes by number.
CREATE TABLE riad.guest_claims (
    guest_id uuid NOT NULL REFERENCES public.guest ON DELETE CASCADE,
    number smallint NOT NULL CHECK (number BETWEEN 1 AND 10),
    claim text NOT NULL CHECK (char_length(claim) BETWEEN 1 AND 320),
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (guest_id, number)
);
ALTER TABLE riad.guest_claims ENABLE ROW LEVEL SECURITY;

-- A guest's language by ISO 639, where somebody said it; a table of its own, as `guest` is shared with other systems.
CREATE TABLE riad.guest_languages (
    guest_id uuid PRIMARY KEY REFERENCES public.guest ON DELETE CASCADE,
    language text COLLATE "C" NOT NULL CHECK (language ~ '^[a-z]{2,3}$')
);
ALTER TABLE riad.guest_languages ENABLE ROW LEVEL SECURITY;
