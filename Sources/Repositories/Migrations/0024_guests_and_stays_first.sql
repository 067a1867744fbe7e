-- Guests and stays that a reader doesn't see tell nothing of themselves in a plan or a clock either: the rule for a row is
-- asked before a reader's own comparisons, as for conversations, and no index takes a comparison that a stranger could
-- make up (an external number, a day).
-- What remains: comparisons of the columns that lead an index (state, zone, time of a conversation; uuids) find the index
-- below any policy, and EXPLAIN ANALYZE says how many rows it then removed. So a console login can count conversations by
-- state, zone, priority and time that it doesn't read, as pg_class lets anybody count a table's rows; never their texts,
-- guests or stays. Only to take SELECT from the logins and to answer through functions alone would end that, and with it
-- index-only pages and row security as the one place that decides.
SET LOCAL ROLE riad_owner;

CREATE FUNCTION riad.reads_guest(_guest_id uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER COST 0.0001 SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me riad.rights := riad.session_rights();
BEGIN
    RETURN me.user_id IS NOT NULL AND EXISTS (
        SELECT FROM public.conversations c WHERE c.guest_id = _guest_id AND (
            me.reads_all OR c.zone_id = ANY (me.readable_zones) OR c.assigned_agent_id = me.user_id
            OR c.transferred_to_role = me.role
        )
    );
END
$$;

CREATE FUNCTION riad.reads_stay(_res_id uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER COST 0.0001 SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me riad.rights := riad.session_rights();
BEGIN
    RETURN me.user_id IS NOT NULL AND EXISTS (
        SELECT FROM public.conversations c WHERE c.reservation_id = _res_id AND (
            me.reads_all OR c.zone_id = ANY (me.readable_zones) OR c.assigned_agent_id = me.user_id
            OR c.transferred_to_role = me.role
        )
    );
END
$$;

GRANT EXECUTE ON FUNCTION riad.reads_guest, riad.reads_stay TO riad_console;

ALTER POLICY "Readers of a conversation of the guest" ON public.guest
    USING ((SELECT riad.reads_every_conversation()) OR riad.reads_guest(guest_id));
ALTER POLICY "Readers of a conversation of the stay" ON public.reservation
    USING ((SELECT riad.reads_every_conversation()) OR riad.reads_stay(res_id));

-- The unique numbers of other systems are the channels' business, and whose stay it is where is the conversation's to say.
REVOKE SELECT ON public.guest, public.reservation FROM riad_console;
GRANT SELECT (guest_id, first_name, last_name, email, phone, country, created_at) ON public.guest TO riad_console;
GRANT SELECT (res_id, source, status, check_in, check_out, adults, children, created_at, updated_at)
    ON public.reservation TO riad_console;

-- Days within an index's key would be an index condition.
DROP INDEX public.reservation_by_guest;
CREATE INDEX reservation_by_guest ON public.reservation (guest_id) INCLUDE (check_out);
DROP INDEX public.reservation_by_property;
CREATE INDEX reservation_by_property ON public.reservation (property_id) INCLUDE (check_in);
