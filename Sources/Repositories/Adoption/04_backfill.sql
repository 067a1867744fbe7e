-- Fills the added columns of existing rows. Runs as the owner, before NOT NULL is set.

-- Numbers messages by time, then by id.
CREATE FUNCTION riad_adoption.fill_conversation_messages() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE public.conversation_messages m SET seq = n.seq
    FROM (
        SELECT o.id, row_number() OVER (PARTITION BY o.conversation_id ORDER BY o.created_at, o.id) AS seq
        FROM public.conversation_messages o
    ) n
    WHERE n.id = m.id;
END
$$;

-- Sets property and zone from the reservation, and from the messages who owes an answer. Deadlines are calculated at
-- the end, once there are targets.
CREATE FUNCTION riad_adoption.fill_conversations() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    WITH message AS (
        SELECT m.conversation_id, m.sender_type, m.created_at, m.id, m.is_internal IS TRUE AS is_note,
            count(*) FILTER (WHERE m.sender_type <> 'guest' AND m.is_internal IS NOT TRUE)
                OVER (PARTITION BY m.conversation_id ORDER BY m.created_at DESC, m.id DESC) AS answers
        FROM public.conversation_messages m
    ), summary AS (
        SELECT r.conversation_id, count(*) AS messages,
            (array_agg(r.sender_type ORDER BY r.created_at DESC, r.id DESC) FILTER (WHERE NOT r.is_note))[1] AS last_sender,
            min(r.created_at) FILTER (WHERE r.answers = 0 AND NOT r.is_note) AS owed_since,
            max(r.created_at) FILTER (WHERE r.sender_type = 'guest') AS last_guest_at
        FROM message r GROUP BY r.conversation_id
    )
    UPDATE public.conversations c
    SET last_seq = coalesce(t.messages, 0),
        last_sender_type = normalize(t.last_sender, NFC),
        property_id = p.property_id,
        zone_id = coalesce(z.id, 0),
        prio = array_position('{low,medium,high,urgent}', o.priority) - 1,
        is_open = s.is_open,
        owed_since = CASE WHEN s.is_open THEN t.owed_since END,
        last_guest_at = CASE WHEN s.is_open THEN t.last_guest_at END,
        shown_guest_name = nullif(concat_ws(' ', g.first_name, g.last_name), ''),
        shown_guest_country = g.country,
        shown_check_in = r.check_in,
        shown_check_out = r.check_out
    FROM public.conversations o
    JOIN riad.states s ON s.state = o.state
    LEFT JOIN summary t ON t.conversation_id = o.id
    LEFT JOIN public.guest g ON g.guest_id = o.guest_id
    LEFT JOIN public.reservation r ON r.res_id = o.reservation_id
    LEFT JOIN public.property p ON p.property_id = r.property_id
    LEFT JOIN riad.zones z ON z.label = p.zone
    WHERE o.id = c.id;
END
$$;

-- The company is the organisation of most properties.
CREATE FUNCTION riad_adoption.fill_property() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE riad.settings s SET value = to_jsonb(o.org_id)
    FROM (SELECT p.org_id FROM public.property p GROUP BY p.org_id ORDER BY count(*) DESC, p.org_id LIMIT 1) o
    WHERE s.key = 'organisation_id';
END
$$;

-- Stores replaced values for good, marks conversations as read by assignees who wrote last, and derives first responses
-- and deadlines from the messages.
CREATE FUNCTION riad_adoption.finish(_keeps_application boolean) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    DROP INDEX IF EXISTS public.riad_adoption_messages;
    INSERT INTO riad.adopted_values (table_name, row_id, column_name, old_value)
    SELECT v.table_name, v.row_id, v.column_name, v.old_value FROM riad_adoption.replaced_values v;
    INSERT INTO riad.adoptions (adopted_by) VALUES (session_user);
    INSERT INTO riad.read_marks (user_id, conversation_id, last_read_seq)
    SELECT c.assigned_agent_id, c.id, c.last_seq FROM public.conversations c
    WHERE c.assigned_agent_id IS NOT NULL AND c.last_seq > 0 AND c.last_sender_type IS DISTINCT FROM 'guest';
    PERFORM riad.index_guest_contacts();
    PERFORM riad.rebuild_search_entries();
    PERFORM riad.backfill_first_responses();
    PERFORM riad.recalculate_deadlines();
    IF _keeps_application THEN
        PERFORM riad.enable_application_access((
            SELECT jsonb_object_agg(o.on_table, o.names)
            FROM (SELECT c.on_table, jsonb_agg(c.name) AS names FROM riad_adoption.extra_columns c GROUP BY c.on_table) o
        ));
    END IF;
END
$$;
