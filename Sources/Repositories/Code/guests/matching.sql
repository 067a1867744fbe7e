-- Which guest an e-mail address or telephone number points to.
-- requires: guests/values

-- Returns whether a contact identifies nobody, whoever asks: the house's own, what is typed to fill a field, no-reply
-- and role addresses, and a booking site's own. A relay address that a booking site gives each guest is the guest's.
CREATE OR REPLACE FUNCTION riad.is_nobodys_contact(_contact text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    name text := split_part(_contact, '@', 1);
    domain text := split_part(_contact, '@', 2);
    bare text := ltrim(_contact, '+');
BEGIN
    RETURN (domain = '' AND (
            _contact ~ '([0-9])\1{6}$' OR _contact ~ '^[+][0-9]{1,3}(123456789|987654321)0?$'
        ))
        OR regexp_replace(name, '[^a-z]', '', 'g') = ANY (
            '{noreply,donotreply,nepasrepondre,noresponder,nichtantworten,mailerdaemon,postmaster,bounce,bounces,
            notification,notifications,nobody,none,noemail,nomail,unknown,test,guest,example,na,xxx}'
        ) AND domain <> ''
        OR domain ~ '^(booking|airbnb|expedia|expediagroup|expediapartnercentral|hotels|vrbo|homeaway|abritel|agoda|ctrip|trip|hostelworld|tripadvisor|beds24|priceline)([.]com|[.]fr|[.]co[.]uk)$'
        OR domain IN ('example.invalid', 'noemail.com', 'no-email.com', 'nomail.com', 'none.com', 'test.com')
        OR EXISTS (
            SELECT FROM riad.guest_addresses a WHERE a.channel_account IN (
                _contact, bare, 'whatsapp:' || _contact, 'whatsapp:' || bare, 'wa:' || _contact, 'sms:' || _contact,
                'sms:' || bare, 'email:' || _contact, 'mail:' || _contact, 'mailto:' || _contact, 'tel:' || _contact
            )
        );
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
        FROM (
            SELECT concat_ws(' ', g.first_name, g.last_name) FROM public.guest g WHERE g.guest_id = _guest_id
            UNION
            SELECT unnest(riad.guest_aliases(_guest_id))
        ) AS known (name)
    );
BEGIN
    RETURN CASE
        WHEN 'agree' = ANY (results) THEN 'agree'
        WHEN 'differ' = ANY (results) THEN 'differ'
        WHEN 'unlike' = ANY (results) THEN 'unlike'
        ELSE 'unknown' END;
END
$$;

-- Returns the guests with any of these contacts: whether a channel vouches for one, and whether a person typed one.
CREATE OR REPLACE FUNCTION riad.guests_at_contacts(_org_id uuid, _contacts text[])
RETURNS TABLE (guest_id uuid, is_vouched boolean, is_typed boolean, created_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 2 SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN QUERY
    SELECT g.guest_id, bool_or(said.is_vouched), bool_or(said.is_typed), g.created_at
    FROM (
        SELECT riad.guest_head(v.guest_id) AS head, v.source IN ('whatsapp', 'email') AS is_vouched,
            v.source = 'person' AS is_typed
        FROM riad.guest_values v
        WHERE v.contact = ANY (_contacts) AND NOT EXISTS (
            SELECT FROM riad.guest_values cleared
            WHERE cleared.guest_id = v.guest_id AND cleared.field = v.field AND cleared.source = 'person'
                AND cleared.value IS NULL
        )
        UNION ALL
        SELECT riad.guest_head(a.guest_id), true, false FROM riad.guest_addresses a
        WHERE a.address = ANY (_contacts) AND a.vouched_by IN ('whatsapp', 'email')
    ) said
    JOIN public.guest g ON g.guest_id = said.head AND g.org_id = _org_id
    GROUP BY g.guest_id;
END
$$;

-- Returns the guest that these contacts point to; null if to none, or to more than one. `_is_vouched`: a channel vouches
-- for them, else they are only stated. Where a channel vouches on both sides, or a person typed the contact, names don't
-- matter. Otherwise different names are different people, and names of different scripts are one person's only if a
-- channel vouches on one side. What four guests carry says nothing. `_except` is a guest of whom this is known already.
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
            SELECT g.*, riad.compare_guest_name(g.guest_id, _name) AS names, count(*) OVER () AS carriers
            FROM riad.guests_at_contacts(_org_id, usable) g WHERE g.guest_id IS DISTINCT FROM _except
        ), graded AS (
            SELECT c.*, CASE
                WHEN _is_vouched AND (c.is_vouched OR c.is_typed) THEN 3
                WHEN c.carriers > 3 THEN 0
                WHEN c.names = 'agree' THEN 2
                WHEN c.names = 'unknown' OR c.names = 'unlike' AND (_is_vouched OR c.is_vouched OR c.is_typed) THEN 1
                ELSE 0 END AS grade
            FROM candidate c
        )
        SELECT CASE WHEN max(g.grade) > 1 OR count(*) = 1
            THEN (array_agg(g.guest_id ORDER BY g.names = 'agree' DESC, g.is_vouched DESC, g.created_at, g.guest_id))[1] END
        FROM graded g
        WHERE g.grade > 0 AND g.grade = (SELECT max(best.grade) FROM graded best)
    );
END
$$;

-- Locks contacts against concurrent lookups until the end of the transaction: somebody who books and writes at the same
-- time becomes one guest. Locks in a fixed order.
CREATE OR REPLACE FUNCTION riad.lock_contacts(_contacts text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    contact text;
BEGIN
    FOR contact IN
        SELECT DISTINCT c COLLATE "C" AS c FROM unnest(_contacts) c WHERE c IS NOT NULL ORDER BY c
    LOOP
        PERFORM pg_advisory_xact_lock(hashtextextended('riad contact ' || contact, 0));
    END LOOP;
END
$$;
