-- A guest or reservation is visible to whoever can read one of its conversations. Neither plans nor timings may reveal
-- other rows: the row's rule is evaluated before the user's own comparisons, and no index serves a comparison that a
-- stranger could make up (an external number, a date). Every policy first checks, once, whether the login has rights at
-- all; without rights nothing is compared. Both conditions form one policy: with two, a cheap comparison of the user's
-- own would come before the row's rule. What remains: comparisons on the leading columns of an index (state, zone, time
-- of a conversation; uuids) use the index below any policy, and EXPLAIN ANALYZE reports how many rows the policy then
-- removed. So a console login can count conversations that it can't read by state, zone, priority and time, as anybody
-- can read a table's row count in pg_class; but never their texts, guests or reservations.
-- requires: rights/session rights/reading

CREATE POLICY "Visible with a conversation of the guest" ON public.guest FOR SELECT TO riad_console
    USING (
        (SELECT riad.current_user_id()) IS NOT NULL
        AND ((SELECT riad.can_read_all_conversations()) OR riad.can_read_guest(guest_id))
    );
CREATE POLICY "Visible with a conversation of the guest" ON riad.guest_languages FOR SELECT TO riad_console
    USING (
        (SELECT riad.current_user_id()) IS NOT NULL
        AND ((SELECT riad.can_read_all_conversations()) OR riad.can_read_guest(guest_id))
    );
CREATE POLICY "Visible with a conversation of the guest" ON riad.guest_claims FOR SELECT TO riad_console
    USING (
        (SELECT riad.current_user_id()) IS NOT NULL
        AND ((SELECT riad.can_read_all_conversations()) OR riad.can_read_guest(guest_id))
    );
CREATE POLICY "Visible with a conversation of the reservation" ON public.reservation FOR SELECT TO riad_console
    USING (
        (SELECT riad.current_user_id()) IS NOT NULL
        AND ((SELECT riad.can_read_all_conversations()) OR riad.can_read_reservation(res_id))
    );

-- External ids are for the channels only, and a reservation's guest is known from the conversation. xmin lets an editor
-- detect concurrent changes.
GRANT SELECT (xmin, guest_id, first_name, last_name, email, phone, country, created_at) ON public.guest TO riad_console;
GRANT SELECT ON riad.guest_languages, riad.guest_claims TO riad_console;
GRANT SELECT (xmin, res_id, source, status, check_in, check_out, adults, children, created_at, updated_at)
    ON public.reservation TO riad_console;

-- Returns the contacts that a guest claims and that differ from their known e-mail address and telephone number; '{}'
-- if none. For those who can see the guest.
CREATE OR REPLACE FUNCTION riad.unverified_contacts(_guest_id uuid, _email text, _phone text) RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF (SELECT riad.current_user_id()) IS NULL OR riad.can_see_guest(_guest_id) IS NOT TRUE THEN
        RETURN '{}';
    END IF;
    RETURN ARRAY(
        SELECT said.claim FROM riad.guest_claims said
        WHERE said.guest_id IN (SELECT riad.guest_members(_guest_id))
            AND coalesce(riad.contact_key(said.claim), said.claim) IS DISTINCT FROM coalesce(riad.contact_key(_email), _email)
            AND coalesce(riad.contact_key(said.claim), said.claim) IS DISTINCT FROM coalesce(riad.contact_key(_phone), _phone)
        GROUP BY said.claim ORDER BY min(said.number), said.claim
    );
END
$$;
GRANT EXECUTE ON FUNCTION riad.unverified_contacts TO riad_console;
