-- The timeline of a conversation: what happened to it beside its messages.
-- requires: conversations/assignments

-- Records a change of state or priority, with the assignment that the same change made.
CREATE OR REPLACE FUNCTION riad.record_conversation_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me riad.rights := riad.session_rights();
    has_state boolean := NEW.state IS DISTINCT FROM OLD.state;
    has_priority boolean := NEW.priority IS DISTINCT FROM OLD.priority;
BEGIN
    INSERT INTO riad.conversation_changes (
        conversation_id, changed_by, action, from_state, to_state, from_priority, to_priority, assign_version
    ) VALUES (
        NEW.id, me.user_id, (riad.current_action()).action,
        CASE WHEN has_state THEN OLD.state END, CASE WHEN has_state THEN NEW.state END,
        CASE WHEN has_priority THEN OLD.priority END, CASE WHEN has_priority THEN NEW.priority END,
        CASE WHEN NEW.assigned_agent_id IS DISTINCT FROM OLD.assigned_agent_id
            OR NEW.transferred_to_role IS DISTINCT FROM OLD.transferred_to_role THEN NEW.assign_version END
    );
    RETURN NULL;
END
$$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON riad.conversation_changes
    FOR EACH STATEMENT EXECUTE FUNCTION riad.reject_assignment_change();

-- Returns what happened to a conversation beside its messages, newest first: assignments with their reason, states,
-- priorities, merges, and when an answer was due that came later or has not come. Of a merged thread, what happened to
-- its head, and to the others until they were merged. `_before_at` and `_before_key` are the last row's of the page
-- before (null: the newest). Names are null outside the desk, but for the current user's own. No rows if the current
-- user can't read the conversation.
CREATE OR REPLACE FUNCTION riad.conversation_timeline(
    _conversation_id uuid, _before_at timestamptz, _before_key text, _limit integer
) RETURNS TABLE (
    at timestamptz, key text, kind text, action text, actor_id uuid, actor_name text,
    from_agent_id uuid, from_name text, from_role text, to_agent_id uuid, to_name text, to_role text, reason text,
    from_state text, to_state text, from_priority text, to_priority text, channel_type text
)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 50
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    me riad.rights := riad.session_rights();
    head public.conversations;
    until timestamptz := coalesce(_before_at, 'infinity');
    until_key text := coalesce(_before_key, '');
    size integer := least(greatest(coalesce(_limit, 0), 0), 1000);
BEGIN
    SELECT c.* INTO head FROM public.conversations c
    WHERE c.id = (
        SELECT coalesce(asked.merged_into, asked.id) FROM public.conversations asked WHERE asked.id = _conversation_id
    ) AND riad.can_read(me, c);
    IF NOT FOUND THEN
        RETURN;
    END IF;
    RETURN QUERY
    WITH parts AS MATERIALIZED (
        SELECT head.id, 'infinity'::timestamptz AS merged_at, head.answer_due_at
        UNION ALL
        SELECT m.member_id, m.merged_at, c.answer_due_at FROM riad.merges m
        JOIN public.conversations c ON c.id = m.member_id
        WHERE head.members > 0 AND m.head_id = head.id AND m.unmerged_at IS NULL
    ), happened AS (
        SELECT a.* FROM parts p
        CROSS JOIN LATERAL (
            SELECT a.created_at AS at, a.id::text AS key, 'assignment' AS kind, a.action, a.acted_by AS actor_id,
                a.from_agent_id, a.from_role, a.to_agent_id, a.to_role, a.reason,
                c.from_state, c.to_state, c.from_priority, c.to_priority, NULL::uuid AS other_id
            FROM riad.assignments a
            LEFT JOIN LATERAL (
                -- Written by the same statement, a moment later.
                SELECT c.* FROM riad.conversation_changes c
                WHERE c.conversation_id = a.conversation_id AND c.assign_version = a.assign_version
                    AND c.changed_at >= a.created_at AND c.changed_at < a.created_at + interval '1 minute'
                LIMIT 1
            ) c ON true
            WHERE a.conversation_id = p.id AND a.created_at <= least(until, p.merged_at)
                AND (a.created_at < until OR a.id::text < until_key) AND a.action NOT IN ('merge', 'unmerge')
            ORDER BY a.created_at DESC, a.id::text DESC LIMIT size
        ) a
        UNION ALL
        SELECT c.* FROM parts p
        CROSS JOIN LATERAL (
            SELECT c.changed_at, c.id::text, 'change', c.action, c.changed_by, NULL::uuid, NULL::text, NULL::uuid,
                NULL::text, NULL::text, c.from_state, c.to_state, c.from_priority, c.to_priority, NULL::uuid
            FROM riad.conversation_changes c
            WHERE c.conversation_id = p.id AND c.changed_at <= least(until, p.merged_at)
                AND (c.changed_at < until OR c.id::text < until_key)
                AND c.assign_version IS NULL AND coalesce(c.action, '') NOT IN ('merge', 'unmerge')
            ORDER BY c.changed_at DESC, c.id::text DESC LIMIT size
        ) c
        UNION ALL
        SELECT e.at, m.id::text || e.kind, e.kind, e.kind, e.actor_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
            NULL, CASE WHEN m.head_id = head.id THEN m.member_id ELSE m.head_id END
        FROM riad.merges m
        CROSS JOIN LATERAL (
            VALUES ('merge', m.merged_at, m.merged_by), ('unmerge', m.unmerged_at, m.unmerged_by)
        ) AS e (kind, at, actor_id)
        WHERE (m.head_id = head.id OR m.member_id = head.id) AND e.at <= until
            AND (e.at < until OR m.id::text || e.kind < until_key)
        UNION ALL
        SELECT r.due_at, 'late' || r.conversation_id || r.seq, 'late', 'late', NULL, NULL, NULL, NULL, NULL, NULL, NULL,
            NULL, NULL, NULL, NULL
        FROM parts p
        JOIN riad.responses r ON r.conversation_id = p.id
        WHERE r.due_at < r.answered_at AND r.due_at <= until
            AND (r.due_at < until OR 'late' || r.conversation_id || r.seq < until_key)
        UNION ALL
        SELECT p.answer_due_at, 'late' || p.id, 'late', 'late', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
            NULL, NULL
        FROM parts p
        WHERE p.answer_due_at < clock_timestamp() AND p.answer_due_at <= until
            AND (p.answer_due_at < until OR 'late' || p.id < until_key)
    ), page AS MATERIALIZED (
        SELECT h.* FROM happened h ORDER BY h.at DESC, h.key DESC LIMIT size
    )
    SELECT h.at, h.key, h.kind, h.action, h.actor_id, nullif(concat_ws(' ', actor.first_name, actor.last_name), ''),
        h.from_agent_id, nullif(concat_ws(' ', giver.first_name, giver.last_name), ''), h.from_role,
        h.to_agent_id, nullif(concat_ws(' ', taker.first_name, taker.last_name), ''), h.to_role, h.reason,
        h.from_state, h.to_state, h.from_priority, h.to_priority, other.channel_type
    FROM page h
    LEFT JOIN public.profiles actor ON actor.user_id = h.actor_id AND (me.is_desk OR actor.user_id = me.user_id)
    LEFT JOIN public.profiles giver ON giver.user_id = h.from_agent_id AND (me.is_desk OR giver.user_id = me.user_id)
    LEFT JOIN public.profiles taker ON taker.user_id = h.to_agent_id AND (me.is_desk OR taker.user_id = me.user_id)
    LEFT JOIN public.conversations other ON other.id = h.other_id
    ORDER BY h.at DESC, h.key DESC;
END
$$;
GRANT EXECUTE ON FUNCTION riad.conversation_timeline TO riad_console;
