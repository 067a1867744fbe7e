-- Merging conversations into one thread, and unmerging them.

-- Returns the head after a member is merged into it: the higher priority of the two; unassigned only if both are;
-- finished or waiting only if no conversation of the thread owes an answer.
CREATE OR REPLACE FUNCTION riad.merged_head(head public.conversations, member public.conversations) RETURNS public.conversations
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    owes boolean := riad.expects_answer(head.state) OR riad.expects_answer(member.state);
    is_free boolean := head.assigned_agent_id IS NULL AND head.transferred_to_role IS NULL;
BEGIN
    IF (CASE member.priority WHEN 'low' THEN 0 WHEN 'medium' THEN 1 WHEN 'high' THEN 2 ELSE 3 END)
        > (CASE head.priority WHEN 'low' THEN 0 WHEN 'medium' THEN 1 WHEN 'high' THEN 2 ELSE 3 END)
    THEN
        head.priority := member.priority;
    END IF;
    IF is_free AND member.is_open AND num_nonnulls(member.assigned_agent_id, member.transferred_to_role) > 0 THEN
        head.assigned_agent_id := member.assigned_agent_id;
        head.assigned_chatbot_id := member.assigned_chatbot_id;
        head.transferred_to_role := member.transferred_to_role;
        head.state := CASE WHEN member.state = 'EN_ATTENTE' AND owes THEN 'EN_COURS' ELSE member.state END;
    ELSIF NOT riad.expects_answer(head.state) AND owes THEN
        head.state := CASE WHEN head.assigned_agent_id IS NULL THEN 'NOUVELLE' ELSE 'EN_COURS' END;
    ELSIF NOT head.is_open AND member.is_open THEN
        head.state := member.state;
    END IF;
    head.is_open := head.is_open OR member.is_open;
    RETURN head;
END
$$;

-- Locks conversations for merging or unmerging: their guests first, so that no message arrives meanwhile, then heads,
-- then members, in id order. RI001: below superviseur. RI010: none, or more than 20.
CREATE OR REPLACE FUNCTION riad.lock_for_merging(_ids uuid[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    heads uuid[];
BEGIN
    IF riad.supervises() IS NOT TRUE THEN
        RAISE EXCEPTION 'not permitted to merge conversations' USING ERRCODE = 'RI001';
    ELSIF coalesce(cardinality(_ids), 0) NOT BETWEEN 1 AND 20 OR array_position(_ids, NULL) IS NOT NULL THEN
        RAISE EXCEPTION 'a merge needs 1 to 20 conversations' USING ERRCODE = 'RI010';
    END IF;
    PERFORM FROM public.guest g WHERE g.guest_id IN (
        SELECT c.guest_id FROM public.conversations c WHERE c.id = ANY (_ids)
    ) ORDER BY g.guest_id FOR NO KEY UPDATE;
    heads := ARRAY(SELECT coalesce(c.merged_into, c.id) FROM public.conversations c WHERE c.id = ANY (_ids));
    PERFORM FROM public.conversations c WHERE c.id = ANY (heads || _ids) AND c.merged_into IS NULL
    ORDER BY c.id FOR NO KEY UPDATE;
    PERFORM FROM public.conversations c WHERE c.merged_into = ANY (heads) ORDER BY c.id FOR NO KEY UPDATE;
END
$$;

-- Checks that a conversation can be merged into another. RI002: no such conversation. RI004: different guests, or one
-- of them is already in a thread. RI005: archived.
CREATE OR REPLACE FUNCTION riad.require_mergeable(head public.conversations, member public.conversations) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF num_nulls(head.id, member.id) > 0 THEN
        RAISE EXCEPTION 'there is no such conversation' USING ERRCODE = 'RI002';
    ELSIF 'ARCHIVÉE' IN (head.state, member.state) THEN
        RAISE EXCEPTION 'an archived conversation is read-only' USING ERRCODE = 'RI005';
    ELSIF head.guest_id IS NULL OR head.guest_id IS DISTINCT FROM member.guest_id THEN
        RAISE EXCEPTION 'only conversations of one guest can be merged' USING ERRCODE = 'RI004';
    ELSIF num_nonnulls(head.merged_into, member.merged_into) > 0 THEN
        RAISE EXCEPTION 'this conversation is already merged with another' USING ERRCODE = 'RI004';
    ELSIF member.members > 0 THEN
        RAISE EXCEPTION 'other conversations are merged into this one: merge into it instead, or split it first' USING ERRCODE = 'RI004';
    END IF;
END
$$;

-- Announces an action whose events wait until undo by key is no longer offered.
CREATE OR REPLACE FUNCTION riad.begin_merge_action(_action text, _batch_id uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    INSERT INTO riad.current_actions (transaction_id, action, batch_id, events_at)
    VALUES (pg_current_xact_id(), _action, _batch_id, clock_timestamp() + interval '12 seconds');
END;

-- Merges conversations of one guest into the thread of another, until they are unmerged. Messages stay in their
-- conversations; conversations already in the thread are skipped. Returns the number merged. RI001: below superviseur.
-- RI002: no such conversation. RI004: different guests, or already in a thread. RI005: archived. RI010: none, or more
-- than 20.
CREATE OR REPLACE FUNCTION riad.merge_conversations(_head_id uuid, _member_ids uuid[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s'
AS $$
DECLARE
    me riad.rights := riad.session_rights();
    batch_id uuid := gen_random_uuid();
    head public.conversations;
    before public.conversations;
    member public.conversations;
    member_id uuid;
    merged smallint := 0;
BEGIN
    PERFORM riad.enforce_change_limit();
    PERFORM riad.lock_for_merging(_head_id || nullif(_member_ids, '{}'));
    IF _member_ids IS NULL OR _member_ids = '{}' THEN
        RAISE EXCEPTION 'merging needs two conversations' USING ERRCODE = 'RI010';
    END IF;
    SELECT c.* INTO head FROM public.conversations c WHERE c.id = _head_id AND riad.can_read(me, c);
    PERFORM riad.begin_merge_action('merge', batch_id);
    FOREACH member_id IN ARRAY _member_ids LOOP
        SELECT c.* INTO member FROM public.conversations c WHERE c.id = member_id AND riad.can_read(me, c);
        CONTINUE WHEN member.merged_into = _head_id OR member.id = _head_id;
        PERFORM riad.require_mergeable(head, member);
        before := head;
        head := riad.merged_head(head, member);
        merged := merged + 1;
        INSERT INTO riad.merges (
            batch_id, position, head_id, member_id, merged_by, own_state, own_priority, own_agent_id, own_chatbot_id,
            own_role, own_zone_id, old_state, new_state, old_priority, new_priority, old_agent_id, new_agent_id,
            old_chatbot_id, new_chatbot_id, old_role, new_role
        ) VALUES (
            batch_id, merged, head.id, member.id, me.user_id, member.state, member.priority, member.assigned_agent_id,
            member.assigned_chatbot_id, member.transferred_to_role, member.zone_id, before.state, head.state,
            before.priority, head.priority, before.assigned_agent_id, head.assigned_agent_id,
            before.assigned_chatbot_id, head.assigned_chatbot_id, before.transferred_to_role, head.transferred_to_role
        );
        UPDATE public.conversations c
        SET merged_into = head.id, thread_version = c.thread_version + 1, assign_version = c.assign_version + 1,
            state = head.state, priority = head.priority, assigned_agent_id = head.assigned_agent_id,
            assigned_chatbot_id = head.assigned_chatbot_id, transferred_to_role = head.transferred_to_role,
            zone_id = head.zone_id, sla_due_at = 'infinity', updated_at = clock_timestamp()
        WHERE c.id = member.id;
    END LOOP;
    IF merged > 0 THEN
        PERFORM riad.refresh_head(head, merged);
    END IF;
    PERFORM riad.end_action();
    RETURN merged;
END
$$;
GRANT EXECUTE ON FUNCTION riad.merge_conversations TO riad_console;

-- Updates a head to `head`, with `_more` members, and its last message and deadline from all conversations of the
-- thread.
CREATE OR REPLACE FUNCTION riad.refresh_head(head public.conversations, _more smallint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    latest record;
BEGIN
    UPDATE public.conversations c
    SET members = c.members + _more, thread_version = c.thread_version + 1, updated_at = clock_timestamp()
    WHERE c.id = head.id;
    UPDATE public.conversations c
    SET state = head.state, priority = head.priority, assigned_agent_id = head.assigned_agent_id,
        assigned_chatbot_id = head.assigned_chatbot_id, transferred_to_role = head.transferred_to_role
    WHERE c.id = head.id AND (c.state, c.priority, c.assigned_agent_id, c.assigned_chatbot_id, c.transferred_to_role)
        IS DISTINCT FROM (head.state, head.priority, head.assigned_agent_id, head.assigned_chatbot_id,
            head.transferred_to_role);
    -- From the messages: a head's row has the last message of the whole thread.
    SELECT last_one.* INTO latest
    FROM public.conversations c
    CROSS JOIN LATERAL (
        SELECT m.created_at, left(m.message_content, 500) AS content, m.sender_type,
            CASE WHEN m.deleted_at IS NOT NULL THEN '{"type": "deleted"}'
                ELSE riad.message_details(m.message_type, m.content, m.attachment_ids,
                m.is_automated AND m.sender_type = 'guest') END AS details
        FROM public.conversation_messages m
        WHERE m.conversation_id = c.id AND NOT m.is_internal AND m.withdrawn_at IS NULL ORDER BY m.seq DESC LIMIT 1
    ) last_one
    WHERE c.id = head.id OR c.merged_into = head.id
    ORDER BY last_one.created_at DESC LIMIT 1;
    SELECT c.* INTO head FROM public.conversations c WHERE c.id = head.id;
    UPDATE public.conversations c
    SET last_message_at = coalesce(latest.created_at, c.created_at), last_message_content = latest.content,
        last_message_details = latest.details, last_sender_type = latest.sender_type,
        sla_due_at = riad.next_deadline(head, head.answer_due_at)
    WHERE c.id = head.id;
END
$$;

-- Restores a member's own columns, and the state after guests' messages that nobody has answered since.
CREATE OR REPLACE FUNCTION riad.unmerge_member(member public.conversations, merge riad.merges) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    target_state text;
BEGIN
    IF member.owed_since IS NOT NULL AND member.last_guest_at > merge.merged_at THEN
        SELECT t.to_state INTO target_state FROM riad.state_transitions t
        WHERE t.from_state = merge.own_state AND t.action = CASE
            WHEN merge.own_agent_id IS NULL THEN 'guest_message_unassigned' ELSE 'guest_message_assigned' END;
    END IF;
    UPDATE public.conversations c
    SET merged_into = NULL, thread_version = c.thread_version + 1, assign_version = c.assign_version + 1,
        state = coalesce(target_state, merge.own_state), priority = merge.own_priority,
        assigned_agent_id = merge.own_agent_id, assigned_chatbot_id = merge.own_chatbot_id,
        transferred_to_role = merge.own_role, zone_id = merge.own_zone_id,
        updated_at = clock_timestamp()
    WHERE c.id = member.id RETURNING c.* INTO member;
    -- If none of those columns changed, no trigger has calculated the deadlines.
    UPDATE public.conversations c
    SET answer_due_at = riad.answer_due(member), sla_due_at = riad.next_deadline(member, riad.answer_due(member))
    WHERE c.id = member.id;
END
$$;

-- Returns the batches of merges that unmerging these conversations undoes before their events are published: merged
-- less than ten seconds ago, undone completely, and the last merge of each head.
CREATE OR REPLACE FUNCTION riad.unpublished_merges(_ids uuid[]) RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT coalesce(array_agg(batch.id), '{}') FROM (
        SELECT m.batch_id AS id FROM riad.merges m
        WHERE m.head_id IN (SELECT o.head_id FROM riad.merges o WHERE o.member_id = ANY (_ids) OR o.head_id = ANY (_ids))
            AND NOT EXISTS (
                SELECT FROM riad.merges n
                WHERE n.head_id = m.head_id AND n.batch_id <> m.batch_id AND n.merged_at > m.merged_at
            )
        GROUP BY m.batch_id
        HAVING bool_and(
            m.unmerged_at IS NULL AND (m.member_id = ANY (_ids) OR m.head_id = ANY (_ids))
            AND clock_timestamp() < m.merged_at + interval '10 seconds'
        )
    ) batch;
END;

-- Unmerges conversations; for a head, all its members. Each gets its own columns back; so does the head, unless it has
-- changed since the merge. Returns the number unmerged. If this undoes all merges of the last ten seconds and nothing
-- has changed since, neither is published. RI001: below superviseur. RI002: no such conversation. RI004: not merged.
-- RI005: archived. RI010: no ids.
CREATE OR REPLACE FUNCTION riad.unmerge_conversations(_ids uuid[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s'
AS $$
DECLARE
    me riad.rights := riad.session_rights();
    merge riad.merges;
    head public.conversations;
    member public.conversations;
    unpublished uuid[];
    unmerged integer := 0;
BEGIN
    PERFORM riad.enforce_change_limit();
    PERFORM riad.lock_for_merging(_ids);
    unpublished := riad.unpublished_merges(_ids);
    PERFORM riad.begin_merge_action('unmerge', gen_random_uuid());
    FOR merge IN
        SELECT m.* FROM riad.merges m
        WHERE m.unmerged_at IS NULL AND (m.member_id = ANY (_ids) OR m.head_id = ANY (_ids))
        ORDER BY m.head_id, m.merged_at DESC, m.position DESC
    LOOP
        SELECT c.* INTO head FROM public.conversations c WHERE c.id = merge.head_id AND riad.can_read(me, c);
        SELECT c.* INTO member FROM public.conversations c WHERE c.id = merge.member_id AND riad.can_read(me, c);
        IF 'ARCHIVÉE' IN (head.state, member.state) THEN
            RAISE EXCEPTION 'an archived conversation is read-only' USING ERRCODE = 'RI005';
        END IF;
        IF (head.state, head.priority, head.assigned_agent_id, head.assigned_chatbot_id, head.transferred_to_role)
            IS NOT DISTINCT FROM (merge.new_state, merge.new_priority, merge.new_agent_id, merge.new_chatbot_id,
                merge.new_role)
        THEN
            head.state := merge.old_state;
            head.priority := merge.old_priority;
            head.assigned_agent_id := merge.old_agent_id;
            head.assigned_chatbot_id := merge.old_chatbot_id;
            head.transferred_to_role := merge.old_role;
        ELSE
            unpublished := array_remove(unpublished, merge.batch_id);
        END IF;
        UPDATE riad.current_actions d SET is_silent = merge.batch_id = ANY (unpublished)
        WHERE d.transaction_id = pg_current_xact_id();
        DELETE FROM riad.outbox o
        WHERE o.batch_id = merge.batch_id AND merge.batch_id = ANY (unpublished) AND o.lease_token IS NULL;
        UPDATE riad.merges m SET unmerged_by = me.user_id, unmerged_at = clock_timestamp() WHERE m.id = merge.id;
        PERFORM riad.unmerge_member(member, merge);
        PERFORM riad.refresh_head(head, -1::smallint);
        unmerged := unmerged + 1;
    END LOOP;
    IF unmerged = 0 THEN
        IF NOT EXISTS (SELECT FROM public.conversations c WHERE c.id = ANY (_ids) AND riad.can_read(me, c)) THEN
            RAISE EXCEPTION 'there is no such conversation' USING ERRCODE = 'RI002';
        END IF;
        RAISE EXCEPTION 'this conversation is not merged with another' USING ERRCODE = 'RI004';
    END IF;
    PERFORM riad.end_action();
    RETURN unmerged;
END
$$;
GRANT EXECUTE ON FUNCTION riad.unmerge_conversations TO riad_console;
