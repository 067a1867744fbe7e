-- Which guest an e-mail address or telephone number points to.
-- requires: guests/values

-- Returns whether a contact is one of the house's accounts, in any spelling. `_channel_account` is one that may not be
-- known yet.
CREATE OR REPLACE FUNCTION riad.is_house_account(_contact text, _channel_account text DEFAULT NULL) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN _contact !~ '@lid$' AND EXISTS (
        SELECT FROM (
            SELECT _channel_account UNION SELECT riad.used_accounts()
            UNION SELECT a.channel_account FROM riad.channel_accounts a
        ) AS own (account)
        WHERE riad.contact_key(regexp_replace(account, '^[a-z]+:', '', 'i')) = _contact
    );
END
$$;

-- Returns whether a contact is what is typed to fill a field: one digit again and again, or digits in their order. Only
-- in the house's country do the latter say nothing where they follow another digit, as in 06 12 34 56 78: elsewhere
-- such a number is somebody's.
CREATE OR REPLACE FUNCTION riad.is_filler_number(_contact text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN _contact ~ '([0-9])\1{6}$' OR _contact ~ '^[+][0-9]{1,3}(123456789|987654321)0?$' OR _contact ~ (
        '^[+]' || (SELECT p.calling_code FROM riad.phone_countries p WHERE p.country = riad.house_country())
            || '[0-9]?(01020304(05)?|02030405|12345678|23456789|87654321|98765432)$'
    );
END
$$;

-- Returns whether a contact identifies nobody, whoever asks: the house's own, what is typed to fill a field, no-reply
-- and role addresses, and a booking site's own. A relay address that a booking site gives each guest is the guest's.
CREATE OR REPLACE FUNCTION riad.is_nobodys_contact(_contact text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    name text := split_part(_contact, '@', 1);
    domain text := split_part(_contact, '@', 2);
BEGIN
    RETURN domain = '' AND riad.is_filler_number(_contact)
        OR regexp_replace(name, '[^a-z]', '', 'g') = ANY (
            '{noreply,donotreply,nepasrepondre,noresponder,nichtantworten,mailerdaemon,postmaster,bounce,bounces,
            notification,notifications,nobody,none,noemail,nomail,unknown,test,guest,example,na,xxx}'
        ) AND domain <> ''
        OR domain ~ '^(booking|airbnb|expedia|expediagroup|expediapartnercentral|hotels|vrbo|homeaway|abritel|agoda|ctrip|trip|hostelworld|tripadvisor|beds24|priceline)([.]com|[.]fr|[.]co[.]uk)$'
        OR domain IN ('example.invalid', 'noemail.com', 'no-email.com', 'nomail.com', 'none.com', 'test.com')
        OR riad.is_house_account(_contact);
END
$$;

-- Returns whether a contact identifies no guest: nobody's, or a colleague's. Not to be shown by what users see.
CREATE OR REPLACE FUNCTION riad.is_shared_contact(_contact text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN riad.is_nobodys_contact(_contact) OR EXISTS (
        SELECT FROM public.profiles p WHERE riad.contact_key(p.phone) = _contact OR riad.contact_key(p.email) = _contact
    );
END
$$;

-- Compares a name with all names under which a guest is known: 'agree' if one agrees, 'differ' if one differs, 'unlike'
-- if they are of another script, 'unknown' if there is none.
CREATE OR REPLACE FUNCTION riad.compare_guest_name(_guest_id uuid, _name text) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    results text[] := ARRAY(
        SELECT riad.compare_names(known.name, _name)
        FROM riad.names_of(_guest_id) AS known (name)
    );
BEGIN
    RETURN CASE
        WHEN 'agree' = ANY (results) THEN 'agree'
        WHEN 'differ' = ANY (results) THEN 'differ'
        WHEN 'unlike' = ANY (results) THEN 'unlike'
        ELSE 'unknown' END;
END
$$;

-- Returns all names under which a guest is known.
CREATE OR REPLACE FUNCTION riad.names_of(_guest_id uuid) RETURNS SETOF text
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 2 SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN QUERY
    SELECT concat_ws(' ', g.first_name, g.last_name) FROM public.guest g WHERE g.guest_id = _guest_id
    UNION
    SELECT unnest(riad.guest_aliases(_guest_id));
END
$$;

-- Returns whether a name is clearly another person's than a guest: it clashes with one of their names, and agrees with
-- none.
CREATE OR REPLACE FUNCTION riad.is_clearly_another(_guest_id uuid, _name text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN EXISTS (SELECT FROM riad.names_of(_guest_id) AS known (name) WHERE riad.names_clash(known.name, _name))
        AND NOT EXISTS (
            SELECT FROM riad.names_of(_guest_id) AS known (name)
            WHERE riad.compare_names(known.name, _name) IN ('agree', 'differ')
                AND NOT riad.names_clash(known.name, _name)
        );
END
$$;

-- Returns the guests with any of these contacts: whether a channel vouches for one, whether a person typed one, and
-- whether nobody but bookings states them. What a booking states that came to its guest by a contact is a claim.
CREATE OR REPLACE FUNCTION riad.guests_at_contacts(_org_id uuid, _contacts text[])
RETURNS TABLE (guest_id uuid, is_vouched boolean, is_typed boolean, is_only_booked boolean, created_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 2 SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN QUERY
    SELECT g.guest_id, bool_or(said.is_vouched), bool_or(said.is_typed), bool_and(said.is_booked), g.created_at
    FROM (
        SELECT riad.guest_head(v.guest_id) AS head, v.source IN ('whatsapp', 'email') AS is_vouched,
            v.source = 'person' AS is_typed, starts_with(v.source, 'booking:') AS is_booked
        FROM riad.guest_values v
        WHERE v.contact = ANY (_contacts) AND NOT riad.is_joined_by_contact(v.guest_id) AND NOT EXISTS (
            SELECT FROM riad.guest_values cleared
            WHERE cleared.guest_id = v.guest_id AND cleared.field = v.field AND cleared.source = 'person'
                AND cleared.value IS NULL
        )
        UNION ALL
        SELECT riad.guest_head(a.guest_id), true, false, false FROM riad.guest_addresses a
        WHERE a.address = ANY (_contacts) AND a.vouched_by IN ('whatsapp', 'email')
    ) said
    JOIN public.guest g ON g.guest_id = said.head AND g.org_id = _org_id
    GROUP BY g.guest_id;
END
$$;

-- Returns whether a guest writes from an address that none of these contacts is: of another channel than one that is,
-- not typed into the record, nor brought by a join of the desk. WhatsApp's ids stand beside their numbers.
CREATE OR REPLACE FUNCTION riad.writes_elsewhere(_guest_id uuid, _contacts text[]) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM riad.guest_addresses a
        WHERE a.guest_id = _guest_id AND a.vouched_by <> 'nobody' AND a.has_written AND a.address !~ '@lid$'
            AND a.address <> ALL (_contacts)
            AND NOT EXISTS (
                SELECT FROM riad.guest_addresses own
                WHERE own.guest_id = _guest_id AND own.vouched_by = a.vouched_by AND own.address = ANY (_contacts)
            ) AND NOT EXISTS (
                SELECT FROM riad.guest_values v
                WHERE v.guest_id = _guest_id AND v.source = 'person' AND v.contact = a.address
            )
    ) AND NOT EXISTS (
        SELECT FROM riad.guest_joins j
        WHERE j.kept_id = _guest_id AND j.joined_by IS NOT NULL AND j.parted_at IS NULL
    );
END
$$;

-- Returns whether a guest whom nothing but bookings gives these contacts may be the one who proves them: not if the
-- guest writes from what the same bookings don't state, or has a stay whose booking doesn't state them. Anybody can
-- book with somebody else's number and name.
CREATE OR REPLACE FUNCTION riad.can_be_booker(_guest_id uuid, _contacts text[]) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    sources text[] := ARRAY(
        SELECT v.source FROM riad.guest_values v
        WHERE v.guest_id IN (SELECT riad.guest_members(_guest_id)) AND v.contact = ANY (_contacts)
            AND starts_with(v.source, 'booking:')
    );
BEGIN
    RETURN NOT riad.writes_elsewhere(_guest_id, ARRAY(
        SELECT v.contact FROM riad.guest_values v
        WHERE v.guest_id IN (SELECT riad.guest_members(_guest_id)) AND v.source = ANY (sources)
            AND v.contact IS NOT NULL
    )) AND NOT EXISTS (
        SELECT FROM public.reservation r
        WHERE r.guest_id = _guest_id AND riad.booking_voice(r.source, r.ext_id) <> ALL (sources)
            AND EXISTS (
                SELECT FROM riad.guest_addresses a
                WHERE a.guest_id = _guest_id AND a.vouched_by <> 'nobody' AND a.has_written
            )
    );
END
$$;

-- Returns as whom a booking speaks of its guest.
CREATE OR REPLACE FUNCTION riad.booking_voice(_source text, _ext_id text) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN format('booking:%s:%s', _source, _ext_id);
END
$$;

-- Returns whether WhatsApp's id among these contacts is none of the ids that the guest has: then the number has another
-- owner now.
CREATE OR REPLACE FUNCTION riad.has_another_id(_guest_id uuid, _contacts text[]) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    ids text[] := ARRAY(SELECT c FROM unnest(_contacts) c WHERE c ~ '@lid$');
BEGIN
    RETURN ids <> '{}' AND (
        SELECT bool_and(a.address <> ALL (ids)) FROM riad.guest_addresses a
        WHERE a.guest_id = _guest_id AND a.vouched_by = 'whatsapp' AND a.address ~ '@lid$'
    ) IS TRUE;
END
$$;

-- Returns the guest that these contacts point to; null if to none, or to more than one. `_is_vouched`: a channel
-- vouches for them, else they are only stated. Where a channel vouches on both sides, or a person typed the contact,
-- names don't matter, unless others are known by what was typed. Otherwise different names are different people, and names of different scripts are one person's
-- only if a channel vouches on one side; and a guest who writes from elsewhere too is left to the desk, whichever came
-- first. What four guests carry says nothing. `_except` is a guest of whom this is known already.
CREATE OR REPLACE FUNCTION riad.match_guest_by_contact(
    _org_id uuid, _contacts text[], _name text, _is_vouched boolean, _except uuid DEFAULT NULL
) RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    usable text[] := ARRAY(
        SELECT DISTINCT c FROM unnest(_contacts) c
        WHERE EXISTS (SELECT FROM riad.guests_at_contacts(_org_id, ARRAY[c])) AND NOT riad.is_shared_contact(c)
    );
BEGIN
    RETURN (
        WITH candidate AS (
            SELECT g.*, riad.compare_guest_name(g.guest_id, _name) AS names, count(*) OVER () AS carriers,
                -- Typed into a record though others are known by it: whoever can write to some guest could type it.
                g.is_typed AND EXISTS (
                    SELECT FROM riad.guest_values v
                    WHERE v.contact = ANY (usable) AND v.source <> 'person' AND riad.guest_head(v.guest_id) <> g.guest_id
                ) AS is_disputed
            FROM riad.guests_at_contacts(_org_id, usable) g WHERE g.guest_id IS DISTINCT FROM _except
        ), graded AS (
            SELECT c.*, CASE
                WHEN riad.are_distinct(c.guest_id, _except) OR riad.has_another_id(c.guest_id, _contacts) THEN 0
                WHEN _is_vouched AND (c.is_vouched OR c.is_typed AND NOT c.is_disputed) THEN 3
                WHEN c.carriers > 3 THEN 0
                WHEN _is_vouched AND c.is_only_booked AND NOT riad.can_be_booker(c.guest_id, usable)
                    OR NOT _is_vouched AND NOT c.is_typed
                        AND riad.writes_elsewhere(c.guest_id, array_remove(_contacts, NULL))
                THEN 0
                WHEN c.names = 'agree' THEN 2
                WHEN c.names = 'unknown' OR c.names = 'unlike' AND (_is_vouched OR c.is_vouched OR c.is_typed) THEN 1
                ELSE 0 END AS grade
            FROM candidate c
        )
        SELECT CASE WHEN max(g.grade) > 1 OR count(*) = 1
            THEN (array_agg(g.guest_id
                ORDER BY g.is_disputed, g.names = 'agree' DESC, g.is_vouched DESC, g.created_at, g.guest_id))[1] END
        FROM graded g
        WHERE g.grade > 0 AND g.grade = (SELECT max(best.grade) FROM graded best)
    );
END
$$;

-- Locks contacts against concurrent lookups until the end of the transaction: somebody who books and writes at the same
-- time becomes one guest. Locks in a fixed order. Every login can take such a lock and see who has it, so the number of a
-- contact's lock is secret.
CREATE OR REPLACE FUNCTION riad.lock_contacts(_contacts text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    contact text;
BEGIN
    FOR contact IN
        SELECT DISTINCT c COLLATE "C" AS c FROM unnest(_contacts) c WHERE c IS NOT NULL ORDER BY c
    LOOP
        PERFORM pg_advisory_xact_lock(hashtextextended(k.key::text || contact, 0)) FROM riad.contact_lock k;
    END LOOP;
END
$$;
