-- What consoles read of who a guest is: addresses, other names, joined records, and proposals to join.
-- requires: guests/joining

-- Returns the addresses from which a guest writes, the latest first; `is_verified`: the channel vouches for it. For those
-- who can see the guest.
CREATE OR REPLACE FUNCTION riad.guest_addresses_of(_guest_id uuid) RETURNS TABLE (
    channel_account text, address text, is_verified boolean, since timestamptz
)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 3 SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF (SELECT riad.current_user_id()) IS NULL OR riad.can_see_guest(_guest_id) IS NOT TRUE THEN
        RETURN;
    END IF;
    RETURN QUERY
    SELECT a.channel_account, a.address, bool_or(a.vouched_by <> 'nobody'), min(a.created_at)
    FROM riad.guest_addresses a
    WHERE a.guest_id = _guest_id
    GROUP BY a.channel_account, a.address
    ORDER BY 4 DESC, 1, 2;
END
$$;
GRANT EXECUTE ON FUNCTION riad.guest_addresses_of TO riad_console;

-- Returns the names under which a guest is known beside the one shown. For those who can see the guest.
CREATE OR REPLACE FUNCTION riad.guest_aliases_of(_guest_id uuid) RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN CASE WHEN (SELECT riad.current_user_id()) IS NOT NULL AND riad.can_see_guest(_guest_id)
        THEN riad.guest_aliases(_guest_id) ELSE '{}' END;
END
$$;
GRANT EXECUTE ON FUNCTION riad.guest_aliases_of TO riad_console;

-- Returns the records that are joined to a guest, the latest first, by their own name; those whose conversations the
-- user can read. For the desk.
CREATE OR REPLACE FUNCTION riad.joined_guests(_guest_id uuid) RETURNS TABLE (
    guest_id uuid, guest_name text, joined_at timestamptz, joined_by uuid
)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1 SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me riad.rights := riad.session_rights();
BEGIN
    IF NOT riad.is_desk() OR riad.can_see_guest(_guest_id) IS NOT TRUE THEN
        RETURN;
    END IF;
    RETURN QUERY
    SELECT g.guest_id, nullif(concat_ws(' ', g.first_name, g.last_name), ''), j.joined_at, j.joined_by
    FROM riad.guest_joins j JOIN public.guest g ON g.guest_id = j.other_id
    WHERE j.kept_id IN (SELECT riad.guest_members(_guest_id)) AND j.parted_at IS NULL
        AND riad.can_read_each(me, j.conversation_ids || j.located_ids)
    ORDER BY j.joined_at DESC, g.guest_id;
END
$$;
GRANT EXECUTE ON FUNCTION riad.joined_guests TO riad_console;

-- Returns pairs of records that share a contact or a booking, the latest first: proposals to join. `signs` says what
-- they share, with "claimed" before what one of them only claims. Of one guest, or of all for null. Without what
-- identifies nobody, what more than three carry, and pairs that the desk keeps apart. For the desk, which learns
-- nothing of guests and stays that it can't read: they don't count, and nothing of theirs is compared.
CREATE OR REPLACE FUNCTION riad.guest_duplicates(_guest_id uuid, _limit integer) RETURNS TABLE (
    guest_id uuid, guest_name text, stay text, other_id uuid, other_name text, other_stay text, signs text[]
)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 10 SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me riad.rights := riad.session_rights();
    own text[];
BEGIN
    IF me.is_desk IS NOT TRUE OR _guest_id IS NOT NULL AND riad.can_see_guest(_guest_id) IS NOT TRUE THEN
        RETURN;
    ELSIF (_limit BETWEEN 1 AND 1000) IS NOT TRUE THEN
        RAISE EXCEPTION 'a limit from 1 to 1,000' USING ERRCODE = 'RI010';
    END IF;
    own := CASE WHEN _guest_id IS NOT NULL THEN riad.contacts_of(_guest_id) END;
    RETURN QUERY
    WITH seen AS MATERIALIZED (
        SELECT DISTINCT c.guest_id AS head FROM public.conversations c
        WHERE NOT me.can_read_all AND own IS NULL AND c.guest_id IS NOT NULL AND riad.can_read(
            me, c.zone_id, c.assigned_agent_id, c.transferred_to_role
        )
    ), seen_record AS MATERIALIZED (
        SELECT s.head AS id, s.head FROM seen s
        UNION
        SELECT j.other_id, s.head FROM riad.guest_joins j JOIN seen s ON s.head = riad.guest_head(j.kept_id)
        WHERE NOT me.can_read_all AND own IS NULL AND j.parted_at IS NULL
    ), said AS (
        SELECT v.contact, riad.guest_head(v.guest_id) AS head, riad.is_joined_by_contact(v.guest_id) AS is_claim
        FROM riad.guest_values v
        WHERE v.contact IS NOT NULL AND (own IS NULL OR v.contact = ANY (own))
            AND (me.can_read_all OR own IS NOT NULL AND riad.can_see_guest(riad.guest_head(v.guest_id)))
        UNION
        SELECT a.address, riad.guest_head(a.guest_id), false FROM riad.guest_addresses a
        WHERE a.vouched_by IN ('whatsapp', 'email') AND (own IS NULL OR a.address = ANY (own))
            AND (me.can_read_all OR own IS NOT NULL AND riad.can_see_guest(riad.guest_head(a.guest_id)))
        UNION
        SELECT k.claim, riad.guest_head(k.guest_id), true FROM riad.guest_claims k
        WHERE (own IS NULL OR k.claim = ANY (own))
            AND (me.can_read_all OR own IS NOT NULL AND riad.can_see_guest(riad.guest_head(k.guest_id)))
        UNION
        -- Fenced: an index of contacts would be asked for those of hidden guests.
        SELECT sign.contact, s.head, sign.is_claim FROM seen_record s
        CROSS JOIN LATERAL (
            SELECT v.contact, riad.is_joined_by_contact(v.guest_id) AS is_claim FROM riad.guest_values v
            WHERE v.guest_id = s.id AND v.contact IS NOT NULL
            UNION ALL
            SELECT a.address, false FROM riad.guest_addresses a
            WHERE a.guest_id = s.id AND a.vouched_by IN ('whatsapp', 'email')
            UNION ALL
            SELECT k.claim, true FROM riad.guest_claims k WHERE k.guest_id = s.id
            OFFSET 0
        ) sign
        WHERE own IS NULL OR sign.contact = ANY (own)
        UNION
        -- Who writes over the booking system about a booking that reached its guest by a contact alone.
        SELECT 'booking ' || r.ext_id, riad.guest_head(who.guest_id), false
        FROM riad.contact_matched_reservations m
        JOIN public.reservation r ON r.res_id = m.res_id
        CROSS JOIN LATERAL (
            SELECT r.guest_id UNION SELECT c.guest_id FROM public.conversations c WHERE c.reservation_id = r.res_id
        ) who
        WHERE (own IS NULL OR r.guest_id = _guest_id OR EXISTS (
                SELECT FROM public.conversations c WHERE c.reservation_id = r.res_id AND c.guest_id = _guest_id
            ))
            AND (me.can_read_all
                OR riad.can_read_reservation(r.res_id) AND CASE WHEN own IS NULL
                    THEN riad.guest_head(who.guest_id) IN (SELECT s.head FROM seen s)
                    ELSE riad.can_see_guest(riad.guest_head(who.guest_id)) END)
    ), carried AS (
        SELECT s.contact, s.head, bool_and(s.is_claim) AS is_claim FROM said s GROUP BY s.contact, s.head
    ), shared AS MATERIALIZED (
        SELECT c.contact, array_agg(c.head ORDER BY c.head) AS heads, array_agg(c.is_claim ORDER BY c.head) AS claims
        FROM carried c GROUP BY c.contact
        HAVING count(*) BETWEEN 2 AND 3 AND NOT bool_and(c.is_claim)
    ), usable AS MATERIALIZED (
        SELECT s.* FROM shared s WHERE NOT riad.is_nobodys_contact(s.contact)
    ), pair AS MATERIALIZED (
        SELECT u.heads[one] AS head, u.heads[other] AS other,
            array_agg(CASE WHEN u.claims[one] OR u.claims[other] THEN 'claimed ' ELSE '' END || u.contact ORDER BY u.contact)
                AS signs
        FROM usable u
        CROSS JOIN generate_series(1, 2) one
        CROSS JOIN generate_series(one + 1, cardinality(u.heads)) other
        WHERE NOT (u.claims[one] AND u.claims[other]) AND (_guest_id IS NULL OR _guest_id IN (u.heads[one], u.heads[other]))
        GROUP BY 1, 2
    )
    SELECT f.one_id, f.one_name, riad.stay_summary(f.one_id), f.other_id, f.other_name, riad.stay_summary(f.other_id),
        f.signs
    FROM (
        SELECT one.guest_id AS one_id, nullif(concat_ws(' ', one.first_name, one.last_name), '') AS one_name,
            other.guest_id AS other_id, nullif(concat_ws(' ', other.first_name, other.last_name), '') AS other_name,
            p.signs, other.created_at
        FROM pair p
        -- The record first known is the one that is kept.
        JOIN LATERAL (
            SELECT g.* FROM public.guest g WHERE g.guest_id IN (p.head, p.other)
            ORDER BY g.created_at, g.guest_id LIMIT 1
        ) one ON true
        JOIN public.guest other ON other.guest_id IN (p.head, p.other) AND other.guest_id <> one.guest_id
        WHERE (me.can_read_all OR riad.can_see_guest(one.guest_id) AND riad.can_see_guest(other.guest_id))
            AND NOT EXISTS (
                SELECT FROM riad.distinct_guests d WHERE d.guest_id = p.head AND d.other_id = p.other
            )
        ORDER BY other.created_at DESC, other.guest_id
        LIMIT _limit
    ) f
    ORDER BY f.created_at DESC, f.other_id;
END
$$;
GRANT EXECUTE ON FUNCTION riad.guest_duplicates TO riad_console;

-- Returns what a guest is reached at or claims to be, as it is compared.
CREATE OR REPLACE FUNCTION riad.contacts_of(_guest_id uuid) RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN ARRAY(
        SELECT v.contact FROM riad.guest_values v
        WHERE v.guest_id IN (SELECT riad.guest_members(_guest_id)) AND v.contact IS NOT NULL
        UNION
        SELECT a.address FROM riad.guest_addresses a WHERE a.guest_id = _guest_id AND a.vouched_by IN ('whatsapp', 'email')
        UNION
        SELECT k.claim FROM riad.guest_claims k WHERE k.guest_id IN (SELECT riad.guest_members(_guest_id))
    );
END
$$;

-- Returns a guest's likely stay in one line, such as "Riad Majorelle, 2026-11-29 – 2026-12-05"; null without one, and
-- for one that the user can't read.
CREATE OR REPLACE FUNCTION riad.stay_summary(_guest_id uuid) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN (
        SELECT format('%s, %s – %s', p.name, to_char(r.check_in, 'YYYY-MM-DD'), to_char(r.check_out, 'YYYY-MM-DD'))
        FROM public.reservation r JOIN public.property p ON p.property_id = r.property_id
        WHERE r.res_id = riad.likely_reservation(_guest_id, riad.local_today())
            AND (riad.can_read_all_conversations() OR riad.can_read_reservation(r.res_id))
    );
END
$$;

-- Returns the guests with this e-mail address or telephone number, in any spelling. For functions that check rights.
CREATE OR REPLACE FUNCTION riad.guests_with_contact(_text text) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 2 SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    key text := riad.contact_key(_text);
BEGIN
    RETURN QUERY
    SELECT riad.guest_head(v.guest_id) FROM riad.guest_values v WHERE v.contact = key
    UNION
    SELECT riad.guest_head(a.guest_id) FROM riad.guest_addresses a
    WHERE a.address = key AND a.vouched_by IN ('whatsapp', 'email');
END
$$;
