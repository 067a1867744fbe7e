-- Stays by day, guest, property or zone. Logins can't ask the table for them: whose a stay is and where is no column of
-- theirs, and no index takes a day.
SET LOCAL ROLE riad_owner;

-- Stays of which some day lies between the two (null: no such bound), by first day, at most `_limit`; each other argument
-- narrows them where it isn't null. For whoever doesn't read every conversation those of conversations that they read; the
-- property is the desk's to know.
CREATE FUNCTION riad.reservations(
    _res_id uuid, _guest_id uuid, _property_id uuid, _zone text, _status text, _from date, _to date, _limit integer
) RETURNS TABLE (
    res_id uuid, source text, status text, check_in date, check_out date, adults smallint, children smallint,
    version bigint, guest_id uuid, guest_name text, property_id uuid, property_name text, zone text
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_custom_plan SET max_parallel_workers_per_gather = 0
AS $$
DECLARE
    me riad.rights := riad.session_rights();
    reads_all boolean := me.reads_all;
    is_desk boolean := me.is_desk;
    own_id uuid := me.user_id;
    own_role text := me.role;
    own_zones smallint[] := me.readable_zones;
BEGIN
    IF own_id IS NULL THEN
        RETURN;
    ELSIF (_limit BETWEEN 1 AND 100000) IS NOT TRUE THEN
        RAISE EXCEPTION 'a limit from 1 to 100,000' USING ERRCODE = 'RI010';
    END IF;
    RETURN QUERY
    SELECT r.res_id, r.source, r.status, r.check_in, r.check_out, r.adults, r.children, r.version, r.guest_id,
        nullif(concat_ws(' ', g.first_name, g.last_name), ''), CASE WHEN is_desk THEN r.property_id END,
        CASE WHEN is_desk THEN p.name END, CASE WHEN is_desk THEN p.zone::text END
    -- Names are looked up of those alone that are shown.
    FROM (
        SELECT stay.*, stay.xmin::text::bigint AS version FROM public.reservation stay
        WHERE (_res_id IS NULL OR stay.res_id = _res_id) AND (_guest_id IS NULL OR stay.guest_id = _guest_id)
            AND (_property_id IS NULL OR stay.property_id = _property_id AND is_desk)
            AND (_zone IS NULL OR is_desk AND stay.property_id IN (
                SELECT own.property_id FROM public.property own WHERE own.zone::text = _zone
            ))
            AND (_status IS NULL OR stay.status = _status)
            AND (_from IS NULL OR stay.check_out >= _from) AND (_to IS NULL OR stay.check_in <= _to)
            AND (reads_all OR EXISTS (
                SELECT FROM public.conversations c WHERE c.reservation_id = stay.res_id AND (
                    c.zone_id = ANY (own_zones) OR c.assigned_agent_id = own_id OR c.transferred_to_role = own_role
                )
            ))
        ORDER BY stay.check_in, stay.res_id
        LIMIT _limit
    ) r
    JOIN public.guest g ON g.guest_id = r.guest_id
    JOIN public.property p ON p.property_id = r.property_id
    ORDER BY r.check_in, r.res_id;
END
$$;
GRANT EXECUTE ON FUNCTION riad.reservations TO riad_console;
