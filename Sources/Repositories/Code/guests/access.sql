-- Whoever can read a conversation of a guest or stay reads that. Both tell nothing of rows that a reader doesn't see, in a plan
-- or by a clock: the rule for a row is asked before a reader's own comparisons, and no index takes a comparison that a
-- stranger could make up (an external number, a day). Every policy asks first, and once, whether the login has rights at all:
-- one that has none asks nothing of any row. Both conditions are one policy: beside another, the rule for a row would come after a
-- cheap comparison of the reader's own.
-- What remains: comparisons of the columns that lead an index (state, zone, time of a conversation; uuids) find the index
-- below any policy, and EXPLAIN ANALYZE says how many rows it then removed. So a console login can count conversations by
-- state, zone, priority and time that it doesn't read, as pg_class lets anybody count a table's rows; never their texts,
-- guests or stays.
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

-- The unique numbers of other systems are the channels' business, and whose stay it is where is the conversation's to say.
-- xmin tells an editor whether somebody else changed the row.
GRANT SELECT (xmin, guest_id, first_name, last_name, email, phone, country, created_at) ON public.guest TO riad_console;
GRANT SELECT ON riad.guest_languages, riad.guest_claims TO riad_console;
GRANT SELECT (xmin, res_id, source, status, check_in, check_out, adults, children, created_at, updated_at)
    ON public.reservation TO riad_console;

-- What a guest says of how to reach them and is not known otherwise, by an e-mail address or telephone number; '{}' for none.
-- Under the caller's row security.
CREATE OR REPLACE FUNCTION riad.unverified_contacts(_guest_id uuid, _email text, _phone text) RETURNS text[]
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT ARRAY(
        SELECT said.claim FROM riad.guest_claims said
        WHERE said.guest_id = _guest_id AND said.claim IS DISTINCT FROM coalesce(riad.mail_address(_email), _email)
            AND said.claim IS DISTINCT FROM coalesce(riad.phone_number(_phone), _phone)
        ORDER BY said.number
    );
END;
GRANT EXECUTE ON FUNCTION riad.unverified_contacts TO riad_console;
