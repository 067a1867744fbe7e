-- Inbox rows by id, and read marks.

-- Returns the current user's readable conversations of these ids, in their order, with where to go. Outside the desk,
-- colleagues' names are null, as their policies require.
CREATE OR REPLACE FUNCTION riad.conversation_rows(_ids uuid[]) RETURNS TABLE (
    id uuid, state text, priority text, channel_type text, journey_phase text, subject text, tags text[],
    assigned_agent_id uuid, assigned_name text, zone text, guest_id uuid, guest_name text, guest_country text,
    property_name text, check_in date, check_out date,
    last_message_at timestamptz, last_message_content text, last_sender_type text, last_seq bigint, unread bigint,
    sla_due_at timestamptz, assign_version integer, created_at timestamptz, owed_since timestamptz,
    target_due_at timestamptz, last_guest_at timestamptz,
    part_ids uuid[], part_channels text[], part_guest_times timestamptz[], thread_version integer,
    last_message_details text[], failed_since timestamptz
)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 50
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan SET join_collapse_limit = 1
AS $$
DECLARE
    me riad.rights := riad.session_rights();
BEGIN
    RETURN QUERY
    SELECT c.id, c.state, c.priority, c.channel_type, c.journey_phase, c.subject, c.tags,
        c.assigned_agent_id, nullif(concat_ws(' ', a.first_name, a.last_name), ''), z.label::text,
        c.guest_id, c.shown_guest_name, c.shown_guest_country,
        p.name, c.shown_check_in, c.shown_check_out,
        c.last_message_at, left(c.last_message_content, 200), c.last_sender_type,
        c.last_seq + coalesce((m.thread).more_messages, 0),
        greatest(c.last_seq - coalesce(k.last_read_seq, 0), 0) + coalesce((m.thread).more_unread, 0),
        nullif(c.sla_due_at, 'infinity'), c.assign_version, c.created_at,
        coalesce((m.thread).owed_since, c.owed_since),
        nullif(coalesce((m.thread).answer_due_at, c.answer_due_at), 'infinity'), c.last_guest_at,
        coalesce((m.thread).part_ids, '{}'), coalesce((m.thread).channels, '{}'),
        coalesce((m.thread).guest_times, '{}'), c.thread_version, riad.content_pairs(c.last_message_details), c.failed_since
    FROM unnest(_ids) WITH ORDINALITY AS asked (id, ordinal)
    JOIN public.conversations c ON c.id = asked.id
    LEFT JOIN public.property p ON p.property_id = c.property_id
    LEFT JOIN riad.zones z ON z.id = c.zone_id
    LEFT JOIN public.profiles a ON a.user_id = c.assigned_agent_id AND (me.is_desk OR a.user_id = me.user_id)
    LEFT JOIN riad.read_marks k ON k.conversation_id = c.id AND k.user_id = me.user_id
    CROSS JOIN LATERAL (
        -- OFFSET prevents one call per output column.
        SELECT CASE WHEN c.members > 0 THEN riad.merged_thread(c.id, me.user_id) END AS thread OFFSET 0
    ) m
    WHERE me.user_id IS NOT NULL AND (
        me.can_read_all OR c.zone_id = ANY (me.readable_zones) OR c.assigned_agent_id = me.user_id
        OR c.transferred_to_role = me.role
    )
    ORDER BY asked.ordinal;
END
$$;
GRANT EXECUTE ON FUNCTION riad.conversation_rows TO riad_console;

-- Returns the merged thread of a head, with the number of messages that the user hasn't read in its members; null
-- without members. Checks no rights: only riad.conversation_rows calls it.
CREATE OR REPLACE FUNCTION riad.merged_thread(_head_id uuid, _user_id uuid) RETURNS riad.merged_thread
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    thread riad.merged_thread;
BEGIN
    SELECT h.id || array_agg(m.id ORDER BY m.id), h.channel_type || array_agg(m.channel_type ORDER BY m.id),
        h.last_guest_at || array_agg(m.last_guest_at ORDER BY m.id),
        sum(m.last_seq)::bigint, sum(greatest(m.last_seq - coalesce(r.last_read_seq, 0), 0))::bigint,
        least(h.owed_since, min(m.owed_since)),
        least(h.answer_due_at, min(riad.answer_due(riad.with_steering_of(h, m))))
    INTO thread
    FROM public.conversations h
    JOIN public.conversations m ON m.merged_into = h.id
    LEFT JOIN riad.read_marks r ON r.conversation_id = m.id AND r.user_id = _user_id
    WHERE h.id = _head_id
    GROUP BY h.id;
    RETURN thread;
END
$$;

-- Advances the user's read mark in every conversation of the thread: never backwards, never past the last message.
-- Returns the new position. RI010: no number. RI012: the thread was merged or unmerged since that version.
CREATE OR REPLACE FUNCTION riad.mark_read(_conversation_id uuid, _seq bigint, _version integer) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me riad.rights := riad.session_rights();
    mark bigint;
BEGIN
    IF _seq IS NULL THEN
        RAISE EXCEPTION 'a read mark needs a message number' USING ERRCODE = 'RI010';
    END IF;
    PERFORM riad.enforce_read_mark_limit();
    WITH marked AS (
        INSERT INTO riad.read_marks AS m (user_id, conversation_id, last_read_seq)
        SELECT me.user_id, p.conversation_id, least(p.messages_before, c.last_seq)
        FROM riad.thread_parts_before(_conversation_id, least(greatest(_seq, 0), 9223372036854775806) + 1, _version) p
        JOIN public.conversations c ON c.id = p.conversation_id
        ORDER BY p.conversation_id
        ON CONFLICT (user_id, conversation_id) DO UPDATE
            SET last_read_seq = greatest(m.last_read_seq, excluded.last_read_seq), read_at = clock_timestamp()
        RETURNING m.last_read_seq
    )
    SELECT sum(marked.last_read_seq) INTO mark FROM marked;
    IF mark IS NULL THEN
        RAISE EXCEPTION 'there is no such conversation' USING ERRCODE = 'RI002';
    END IF;
    RETURN mark;
END
$$;
GRANT EXECUTE ON FUNCTION riad.mark_read TO riad_console;
