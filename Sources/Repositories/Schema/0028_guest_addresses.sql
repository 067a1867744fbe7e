-- Who a guest is: telephone numbers as numbers, where a guest writes from, who said what of a guest, and which records are
-- one guest's.
SET LOCAL ROLE riad_owner;

-- How the countries write their telephone numbers: calling code, the digit dialled before a number inside the country, the
-- digits dialled before a calling code, and how many digits a number has after the calling code. Of the countries that
-- share a calling code one is the main one, and its lengths are those of all. From the metadata of libphonenumber 9.0.
CREATE TABLE riad.phone_countries (
    country text COLLATE "C" PRIMARY KEY CHECK (country ~ '^[A-Z]{2}$'),
    calling_code text COLLATE "C" NOT NULL CHECK (calling_code ~ '^[1-9][0-9]{0,2}$'),
    is_main boolean NOT NULL,
    national_prefix text COLLATE "C" CHECK (national_prefix ~ '^[0-9]{1,3}$'),
    international_prefix text COLLATE "C" NOT NULL CHECK (international_prefix ~ '^[0-9]{1,4}$'),
    lengths smallint[] NOT NULL CHECK (cardinality(lengths) > 0)
);
ALTER TABLE riad.phone_countries ENABLE ROW LEVEL SECURITY;

CREATE UNIQUE INDEX phone_countries_by_code ON riad.phone_countries (calling_code) WHERE is_main;

INSERT INTO riad.phone_countries (country, calling_code, is_main, national_prefix, international_prefix, lengths) VALUES
    ('AC', '247', true, NULL, '00', '{5}'), ('AD', '376', true, NULL, '00', '{6,9}'),
    ('AE', '971', true, '0', '00', '{8,9}'), ('AF', '93', true, '0', '00', '{9}'), ('AG', '1', false, '1', '011', '{10}'),
    ('AI', '1', false, '1', '011', '{10}'), ('AL', '355', true, '0', '00', '{8,9}'), ('AM', '374', true, '0', '00', '{8}'),
    ('AO', '244', true, NULL, '00', '{9}'), ('AR', '54', true, '0', '00', '{10,11}'),
    ('AS', '1', false, '1', '011', '{10}'), ('AT', '43', true, '0', '00', '{4,5,6,7,8,9,10,11,12,13}'),
    ('AU', '61', true, '0', '0011', '{9}'), ('AW', '297', true, NULL, '00', '{7}'),
    ('AX', '358', false, '0', '00', '{6,7,8,9,10}'), ('AZ', '994', true, '0', '00', '{9}'),
    ('BA', '387', true, '0', '00', '{8,9}'), ('BB', '1', false, '1', '011', '{10}'),
    ('BD', '880', true, '0', '00', '{6,7,8,9,10}'), ('BE', '32', true, '0', '00', '{8,9}'),
    ('BF', '226', true, NULL, '00', '{8}'), ('BG', '359', true, '0', '00', '{6,7,8,9}'),
    ('BH', '973', true, NULL, '00', '{8}'), ('BI', '257', true, NULL, '00', '{8}'),
    ('BJ', '229', true, NULL, '00', '{10}'), ('BL', '590', false, '0', '00', '{9}'),
    ('BM', '1', false, '1', '011', '{10}'), ('BN', '673', true, NULL, '00', '{7}'), ('BO', '591', true, '0', '00', '{8}'),
    ('BQ', '599', false, NULL, '00', '{7}'), ('BR', '55', true, '0', '00', '{10,11}'),
    ('BS', '1', false, '1', '011', '{10}'), ('BT', '975', true, NULL, '00', '{7,8}'),
    ('BW', '267', true, NULL, '00', '{7,8}'), ('BY', '375', true, '8', '810', '{9}'),
    ('BZ', '501', true, NULL, '00', '{7}'), ('CA', '1', false, '1', '011', '{10}'),
    ('CC', '61', false, '0', '0011', '{9}'), ('CD', '243', true, '0', '00', '{7,8,9,10}'),
    ('CF', '236', true, NULL, '00', '{8}'), ('CG', '242', true, NULL, '00', '{9}'), ('CH', '41', true, '0', '00', '{9}'),
    ('CI', '225', true, NULL, '00', '{10}'), ('CK', '682', true, NULL, '00', '{5}'), ('CL', '56', true, NULL, '00', '{9}'),
    ('CM', '237', true, NULL, '00', '{9}'), ('CN', '86', true, '0', '00', '{7,8,9,10,11}'),
    ('CO', '57', true, '0', '00', '{8,10}'), ('CR', '506', true, NULL, '00', '{8}'),
    ('CU', '53', true, '0', '119', '{6,7,8,10}'), ('CV', '238', true, NULL, '0', '{7}'),
    ('CW', '599', true, NULL, '00', '{7,8}'), ('CX', '61', false, '0', '0011', '{9}'),
    ('CY', '357', true, NULL, '00', '{8}'), ('CZ', '420', true, NULL, '00', '{9}'),
    ('DE', '49', true, '0', '00', '{5,6,7,8,9,10,11,12,13,14,15}'), ('DJ', '253', true, NULL, '00', '{8}'),
    ('DK', '45', true, NULL, '00', '{8}'), ('DM', '1', false, '1', '011', '{10}'), ('DO', '1', false, '1', '011', '{10}'),
    ('DZ', '213', true, '0', '00', '{8,9}'), ('EC', '593', true, '0', '00', '{8,9}'),
    ('EE', '372', true, NULL, '00', '{7,8}'), ('EG', '20', true, '0', '00', '{8,9,10}'),
    ('EH', '212', false, '0', '00', '{9}'), ('ER', '291', true, '0', '00', '{7}'), ('ES', '34', true, NULL, '00', '{9}'),
    ('ET', '251', true, '0', '00', '{9}'), ('FI', '358', true, '0', '00', '{5,6,7,8,9,10}'),
    ('FJ', '679', true, NULL, '00', '{7}'), ('FK', '500', true, NULL, '00', '{5}'), ('FM', '691', true, NULL, '00', '{7}'),
    ('FO', '298', true, NULL, '00', '{6}'), ('FR', '33', true, '0', '00', '{9}'), ('GA', '241', true, NULL, '00', '{7,8}'),
    ('GB', '44', true, '0', '00', '{9,10}'), ('GD', '1', false, '1', '011', '{10}'), ('GE', '995', true, '0', '00', '{9}'),
    ('GF', '594', true, '0', '00', '{9}'), ('GG', '44', false, '0', '00', '{10}'), ('GH', '233', true, '0', '00', '{9}'),
    ('GI', '350', true, NULL, '00', '{8}'), ('GL', '299', true, NULL, '00', '{6}'),
    ('GM', '220', true, NULL, '00', '{7,9}'), ('GN', '224', true, NULL, '00', '{8,9}'),
    ('GP', '590', true, '0', '00', '{9}'), ('GQ', '240', true, NULL, '00', '{9}'), ('GR', '30', true, NULL, '00', '{10}'),
    ('GT', '502', true, NULL, '00', '{8}'), ('GU', '1', false, '1', '011', '{10}'),
    ('GW', '245', true, NULL, '00', '{7,9}'), ('GY', '592', true, NULL, '001', '{7}'),
    ('HK', '852', true, NULL, '00', '{8}'), ('HN', '504', true, NULL, '00', '{8}'),
    ('HR', '385', true, '0', '00', '{8,9}'), ('HT', '509', true, NULL, '00', '{8}'),
    ('HU', '36', true, '06', '00', '{8,9}'), ('ID', '62', true, '0', '001', '{7,8,9,10,11,12}'),
    ('IE', '353', true, '0', '00', '{7,8,9,10}'), ('IL', '972', true, '0', '00', '{8,9,11,12}'),
    ('IM', '44', false, '0', '00', '{10}'), ('IN', '91', true, '0', '00', '{10}'), ('IO', '246', true, NULL, '00', '{7}'),
    ('IQ', '964', true, '0', '00', '{8,9,10}'), ('IR', '98', true, '0', '00', '{6,7,10}'),
    ('IS', '354', true, NULL, '00', '{7,9}'), ('IT', '39', true, NULL, '00', '{6,7,8,9,10,11,12}'),
    ('JE', '44', false, '0', '00', '{10}'), ('JM', '1', false, '1', '011', '{10}'),
    ('JO', '962', true, '0', '00', '{8,9}'), ('JP', '81', true, '0', '010', '{9,10}'),
    ('KE', '254', true, '0', '000', '{7,8,9}'), ('KG', '996', true, '0', '00', '{9}'),
    ('KH', '855', true, '0', '001', '{8,9}'), ('KI', '686', true, '0', '00', '{5,8}'),
    ('KM', '269', true, NULL, '00', '{7}'), ('KN', '1', false, '1', '011', '{10}'),
    ('KP', '850', true, '0', '00', '{8,10}'), ('KR', '82', true, '0', '001', '{5,6,8,9,10,11}'),
    ('KW', '965', true, NULL, '00', '{8}'), ('KY', '1', false, '1', '011', '{10}'), ('KZ', '7', false, '8', '810', '{10}'),
    ('LA', '856', true, '0', '00', '{8,9,10}'), ('LB', '961', true, '0', '00', '{7,8}'),
    ('LC', '1', false, '1', '011', '{10}'), ('LI', '423', true, '0', '00', '{7,9}'), ('LK', '94', true, '0', '00', '{9}'),
    ('LR', '231', true, '0', '00', '{7,8,9}'), ('LS', '266', true, NULL, '00', '{8}'),
    ('LT', '370', true, '0', '00', '{8}'), ('LU', '352', true, NULL, '00', '{4,5,6,7,8,9,10,11}'),
    ('LV', '371', true, NULL, '00', '{8}'), ('LY', '218', true, '0', '00', '{9}'), ('MA', '212', true, '0', '00', '{9}'),
    ('MC', '377', true, '0', '00', '{8,9}'), ('MD', '373', true, '0', '00', '{8}'), ('ME', '382', true, '0', '00', '{8}'),
    ('MF', '590', false, '0', '00', '{9}'), ('MG', '261', true, '0', '00', '{9}'), ('MH', '692', true, '1', '011', '{7}'),
    ('MK', '389', true, '0', '00', '{8}'), ('ML', '223', true, NULL, '00', '{8}'),
    ('MM', '95', true, '0', '00', '{6,7,8,9,10}'), ('MN', '976', true, '0', '001', '{8,9,10}'),
    ('MO', '853', true, NULL, '00', '{8}'), ('MP', '1', false, '1', '011', '{10}'), ('MQ', '596', true, '0', '00', '{9}'),
    ('MR', '222', true, NULL, '00', '{8}'), ('MS', '1', false, '1', '011', '{10}'), ('MT', '356', true, NULL, '00', '{8}'),
    ('MU', '230', true, NULL, '020', '{7,8}'), ('MV', '960', true, NULL, '00', '{7}'),
    ('MW', '265', true, '0', '00', '{7,9}'), ('MX', '52', true, NULL, '00', '{10}'),
    ('MY', '60', true, '0', '00', '{8,9,10}'), ('MZ', '258', true, NULL, '00', '{8,9}'),
    ('NA', '264', true, '0', '00', '{8,9}'), ('NC', '687', true, NULL, '00', '{6}'),
    ('NE', '227', true, NULL, '00', '{8}'), ('NF', '672', true, NULL, '00', '{6}'),
    ('NG', '234', true, '0', '009', '{10}'), ('NI', '505', true, NULL, '00', '{8}'),
    ('NL', '31', true, '0', '00', '{9,11}'), ('NO', '47', true, NULL, '00', '{8}'),
    ('NP', '977', true, '0', '00', '{8,10}'), ('NR', '674', true, NULL, '00', '{7}'),
    ('NU', '683', true, NULL, '00', '{4,7}'), ('NZ', '64', true, '0', '00', '{8,9,10}'),
    ('OM', '968', true, NULL, '00', '{8}'), ('PA', '507', true, NULL, '00', '{7,8}'),
    ('PE', '51', true, '0', '00', '{8,9}'), ('PF', '689', true, NULL, '00', '{8}'),
    ('PG', '675', true, NULL, '00', '{7,8}'), ('PH', '63', true, '0', '00', '{6,8,9,10}'),
    ('PK', '92', true, '0', '00', '{9,10}'), ('PL', '48', true, NULL, '00', '{7,9}'),
    ('PM', '508', true, '0', '00', '{6,9}'), ('PR', '1', false, '1', '011', '{10}'),
    ('PS', '970', true, '0', '00', '{8,9}'), ('PT', '351', true, NULL, '00', '{9}'),
    ('PW', '680', true, NULL, '00', '{7}'), ('PY', '595', true, '0', '00', '{7,8,9}'),
    ('QA', '974', true, NULL, '00', '{8}'), ('RE', '262', true, '0', '00', '{9}'), ('RO', '40', true, '0', '00', '{6,9}'),
    ('RS', '381', true, '0', '00', '{7,8,9,10,11,12}'), ('RU', '7', true, '8', '810', '{10}'),
    ('RW', '250', true, '0', '00', '{8,9}'), ('SA', '966', true, '0', '00', '{9}'),
    ('SB', '677', true, NULL, '00', '{5,7}'), ('SC', '248', true, NULL, '00', '{7}'),
    ('SD', '249', true, '0', '00', '{9}'), ('SE', '46', true, '0', '00', '{7,8,9}'),
    ('SG', '65', true, NULL, '001', '{8}'), ('SH', '290', true, NULL, '00', '{4,5}'),
    ('SI', '386', true, '0', '00', '{8}'), ('SJ', '47', false, NULL, '00', '{8}'),
    ('SK', '421', true, '0', '00', '{6,7,9}'), ('SL', '232', true, '0', '00', '{8}'),
    ('SM', '378', true, NULL, '00', '{8,10}'), ('SN', '221', true, NULL, '00', '{9}'),
    ('SO', '252', true, '0', '00', '{6,7,8,9}'), ('SR', '597', true, NULL, '00', '{6,7}'),
    ('SS', '211', true, '0', '00', '{9}'), ('ST', '239', true, NULL, '00', '{7}'), ('SV', '503', true, NULL, '00', '{8}'),
    ('SX', '1', false, '1', '011', '{10}'), ('SY', '963', true, '0', '00', '{8,9}'),
    ('SZ', '268', true, NULL, '00', '{8}'), ('TA', '290', false, NULL, '00', '{4}'),
    ('TC', '1', false, '1', '011', '{10}'), ('TD', '235', true, NULL, '00', '{8}'), ('TG', '228', true, NULL, '00', '{8}'),
    ('TH', '66', true, '0', '001', '{8,9}'), ('TJ', '992', true, NULL, '810', '{9}'),
    ('TK', '690', true, NULL, '00', '{4,5,6,7}'), ('TL', '670', true, NULL, '00', '{7,8}'),
    ('TM', '993', true, '8', '810', '{8}'), ('TN', '216', true, NULL, '00', '{8}'),
    ('TO', '676', true, NULL, '00', '{5,7}'), ('TR', '90', true, '0', '00', '{10}'),
    ('TT', '1', false, '1', '011', '{10}'), ('TV', '688', true, NULL, '00', '{5,6,7}'),
    ('TW', '886', true, '0', '002', '{8,9,10,11}'), ('TZ', '255', true, '0', '000', '{9}'),
    ('UA', '380', true, '0', '00', '{9}'), ('UG', '256', true, '0', '000', '{9}'),
    ('US', '1', true, '1', '011', '{10}'), ('UY', '598', true, '0', '00', '{8}'), ('UZ', '998', true, NULL, '00', '{9}'),
    ('VA', '39', false, NULL, '00', '{6,7,8,9,10,11}'), ('VC', '1', false, '1', '011', '{10}'),
    ('VE', '58', true, '0', '00', '{10}'), ('VG', '1', false, '1', '011', '{10}'), ('VI', '1', false, '1', '011', '{10}'),
    ('VN', '84', true, '0', '00', '{9,10}'), ('VU', '678', true, NULL, '00', '{5,7}'),
    ('WF', '681', true, NULL, '00', '{6}'), ('WS', '685', true, NULL, '0', '{5,6,7,10}'),
    ('XK', '383', true, '0', '00', '{8,9,10,11,12}'), ('YE', '967', true, '0', '00', '{7,8,9}'),
    ('YT', '262', false, '0', '00', '{9}'), ('ZA', '27', true, '0', '00', '{5,6,7,8,9}'),
    ('ZM', '260', true, '0', '00', '{9}'), ('ZW', '263', true, '0', '00', '{9,10}');

-- The country whose national numbers guests write without a calling code.
ALTER TABLE riad.settings ADD CHECK (
    key <> 'house_country' OR jsonb_typeof(value) = 'string' AND (value #>> '{}') COLLATE "C" ~ '^[A-Z]{2}$'
);
INSERT INTO riad.settings (key, category, value) VALUES ('house_country', 'company', '"MA"');

-- What is known of a guest, by who said it: a person of the desk, a booking ('booking:airbnb:HM1'), a channel, or
-- another program that writes guests ('application'). The guest's row has the best of each. `contact` is the number or
-- address as it is compared; only definer functions read this table, so that no plan tells of it.
CREATE TABLE riad.guest_values (
    guest_id uuid NOT NULL REFERENCES public.guest ON DELETE CASCADE,
    field text COLLATE "C" NOT NULL CHECK (field IN ('name', 'email', 'phone', 'country')),
    source text COLLATE "C" NOT NULL,
    -- Null where a person cleared it; of a name the first part.
    value text,
    last_name text CHECK (field = 'name' OR last_name IS NULL),
    contact text COLLATE "C" CHECK (field IN ('email', 'phone') OR contact IS NULL),
    learnt_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (guest_id, field, source)
);
ALTER TABLE riad.guest_values ENABLE ROW LEVEL SECURITY;

CREATE INDEX guest_values_by_contact ON riad.guest_values (contact) WHERE contact IS NOT NULL;

-- Their place is taken by guest_values_by_contact, whose function may know the house's country.
DROP INDEX public.guest_by_email, public.guest_by_phone;

ALTER TABLE riad.guest_addresses ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY;

-- The address that the channel gave this one beside, such as the number of a WhatsApp id.
ALTER TABLE riad.guest_addresses ADD COLUMN beside text;

-- False where nobody has written from the address yet: the house wrote to it, or a booking gave it. Without proof, who then
-- writes from it is not thereby its owner.
ALTER TABLE riad.guest_addresses
    ADD COLUMN has_written boolean NOT NULL DEFAULT true,
    DROP CONSTRAINT guest_addresses_pkey,
    ADD CONSTRAINT guest_addresses_pkey PRIMARY KEY (channel_account, address, vouched_by, has_written);

-- The booking came to its guest before they proved its contact: what it states is still theirs.
ALTER TABLE riad.contact_matched_reservations ADD COLUMN is_own boolean NOT NULL DEFAULT false;

CREATE UNIQUE INDEX guest_addresses_by_id ON riad.guest_addresses (id);

-- One number is one guest's on all accounts.
CREATE INDEX guest_addresses_by_address ON riad.guest_addresses (address) WHERE vouched_by IN ('whatsapp', 'email');

-- Mail addresses are compared without case. Where both forms are there, they stay two guests, for the desk to join.
UPDATE riad.guest_addresses a SET address = lower(a.address)
WHERE a.address <> lower(a.address) AND riad.mail_address(a.address) = a.address AND NOT EXISTS (
    SELECT FROM riad.guest_addresses b
    WHERE b.channel_account = a.channel_account AND b.vouched_by = a.vouched_by AND b.ctid <> a.ctid
        AND lower(b.address) = lower(a.address)
);

-- The address that a guest's message came from, as the channel wrote it.
ALTER TABLE public.conversation_messages ADD COLUMN guest_address text;
ALTER TABLE public.conversation_messages ALTER COLUMN guest_address SET STATISTICS 0;

-- Records that were found to be one guest's: `other_id` shows as `kept_id` until it is parted, with what went over.
CREATE TABLE riad.guest_joins (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    kept_id uuid NOT NULL REFERENCES public.guest,
    other_id uuid NOT NULL REFERENCES public.guest,
    -- Null where a channel said that two addresses are one sender's, or a booking stated the other's contact.
    joined_by uuid,
    -- A booking stated the contact: what else it states are claims.
    is_by_contact boolean NOT NULL DEFAULT false,
    joined_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    parted_by uuid,
    parted_at timestamptz,
    conversation_ids uuid[] NOT NULL,
    -- Conversations that had no reservation.
    located_ids uuid[] NOT NULL,
    reservation_ids uuid[] NOT NULL,
    address_ids bigint[] NOT NULL,
    -- The language that the kept record took, as it had none.
    took_language text COLLATE "C",
    CHECK (kept_id <> other_id)
);
ALTER TABLE riad.guest_joins ENABLE ROW LEVEL SECURITY;

CREATE UNIQUE INDEX guest_joins_current ON riad.guest_joins (other_id) WHERE parted_at IS NULL;

CREATE INDEX guest_joins_by_kept ON riad.guest_joins (kept_id);

-- Pairs of which the desk said that they are two people, smaller id first; parting says so too.
CREATE TABLE riad.distinct_guests (
    guest_id uuid NOT NULL REFERENCES public.guest ON DELETE CASCADE,
    other_id uuid NOT NULL REFERENCES public.guest ON DELETE CASCADE,
    decided_by uuid NOT NULL,
    decided_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (guest_id, other_id),
    CHECK (guest_id < other_id)
);
ALTER TABLE riad.distinct_guests ENABLE ROW LEVEL SECURITY;

CREATE INDEX distinct_guests_by_other ON riad.distinct_guests (other_id);

-- The secret that the numbers of contacts' locks are made of, see `riad.lock_contacts`.
CREATE TABLE riad.contact_lock (
    is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
    key uuid NOT NULL DEFAULT gen_random_uuid()
);
ALTER TABLE riad.contact_lock ENABLE ROW LEVEL SECURITY;

INSERT INTO riad.contact_lock DEFAULT VALUES;
