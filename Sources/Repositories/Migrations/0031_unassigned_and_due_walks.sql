-- What was left above three milliseconds at a million conversations: walks of what is nobody's, of what is due to a role,
-- and pages of those who don't read everything.
SET LOCAL ROLE riad_owner;

-- `assigned_agent_id IS NULL` is a condition of an index but no equality to its order, so a walk of what is nobody's sorted
-- every branch. An index of those rows alone has the order.
CREATE INDEX conversations_unassigned ON public.conversations
    (state, prio, last_message_at DESC, id DESC)
    INCLUDE (zone_id, assigned_agent_id, transferred_to_role, sla_due_at)
    WHERE assigned_agent_id IS NULL;
CREATE INDEX conversations_due_unassigned ON public.conversations
    (state, prio, sla_due_at, id)
    INCLUDE (zone_id, assigned_agent_id, transferred_to_role)
    WHERE assigned_agent_id IS NULL AND sla_due_at < 'infinity';
CREATE INDEX conversations_due_unassigned_by_zone ON public.conversations
    (zone_id, state, prio, sla_due_at, id)
    INCLUDE (assigned_agent_id, transferred_to_role)
    WHERE assigned_agent_id IS NULL AND sla_due_at < 'infinity';
CREATE INDEX conversations_due_by_role ON public.conversations
    (transferred_to_role, state, prio, sla_due_at, id)
    INCLUDE (zone_id, assigned_agent_id)
    WHERE transferred_to_role IS NOT NULL AND sla_due_at < 'infinity';

-- The guests and stays of a page's conversations, of those that the session's person reads. Their own policies ask for each
-- guest whether any conversation is readable; here the conversations answer that, with the rights asked once.
CREATE FUNCTION riad.guests_of(_conversation_ids uuid[]) RETURNS TABLE (
    conversation_id uuid, guest_name text, guest_country text, check_in date, check_out date
)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 50
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    me riad.rights := riad.session_rights();
BEGIN
    RETURN QUERY
    SELECT c.id, nullif(concat_ws(' ', g.first_name, g.last_name), ''), g.country, r.check_in, r.check_out
    FROM public.conversations c
    LEFT JOIN public.guest g ON g.guest_id = c.guest_id
    LEFT JOIN public.reservation r ON r.res_id = c.reservation_id
    WHERE c.id = ANY (_conversation_ids) AND me.user_id IS NOT NULL AND (
        me.reads_all OR c.zone_id = ANY (me.readable_zones) OR c.assigned_agent_id = me.user_id
        OR c.transferred_to_role = me.role
    );
END
$$;
GRANT EXECUTE ON FUNCTION riad.guests_of TO riad_console;
