-- Undo of a person's last actions: for `undo_seconds` nothing that they did has left the house, and they can take it back.

-- Begins an action of the user that can be undone: keeps the conversation as it is, and holds the action's events back.
-- `_action` is what the assignment history says, null for what the row says. Returns the entry; null if undo is off.
CREATE OR REPLACE FUNCTION riad.begin_undoable(
    _user riad.rights, _kind text, before public.conversations, _message_id uuid DEFAULT NULL, _action text DEFAULT NULL,
    _reason text DEFAULT NULL
) RETURNS riad.undo_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    seconds integer := riad.integer_setting('undo_seconds');
    moment timestamptz := clock_timestamp();
    undo riad.undo_entries;
BEGIN
    IF seconds > 0 THEN
        DELETE FROM riad.undo_entries e WHERE e.user_id = _user.user_id AND e.made_at < moment - interval '2 minutes';
        -- Half a second for the way to the server and back: who presses the key in the last moment still gets it.
        INSERT INTO riad.undo_entries AS e (
            user_id, made_at, undo_until, action, conversation_id, message_id, old_owed_since, old_failed_since,
            old_owed_parts, old_failed_parts, old_state, old_priority, old_tags, old_agent_id, old_chatbot_id, old_role
        ) VALUES (
            _user.user_id, moment, moment + make_interval(secs => seconds + 0.5), _kind, before.id, _message_id,
            before.owed_since, before.failed_since, CASE WHEN before.members > 0 OR before.merged_into IS NOT NULL THEN (
                SELECT jsonb_object_agg(c.id, c.owed_since) FROM public.conversations c
                WHERE coalesce(before.merged_into, before.id) IN (c.id, c.merged_into) AND c.id <> before.id
                    AND c.owed_since IS NOT NULL
            ) END, CASE WHEN before.members > 0 OR before.merged_into IS NOT NULL THEN (
                SELECT jsonb_object_agg(c.id, c.failed_since) FROM public.conversations c
                WHERE coalesce(before.merged_into, before.id) IN (c.id, c.merged_into) AND c.id <> before.id
                    AND c.failed_since IS NOT NULL
            ) END, before.state, before.priority, before.tags, before.assigned_agent_id, before.assigned_chatbot_id,
            before.transferred_to_role
        ) RETURNING e.* INTO undo;
    END IF;
    INSERT INTO riad.current_actions (transaction_id, action, reason, undo_id, events_at)
    VALUES (pg_current_xact_id(), _action, _reason, undo.id, riad.events_due_at(undo));
    RETURN undo;
END
$$;

-- Ends the action: keeps what the conversation became.
CREATE OR REPLACE FUNCTION riad.end_undoable(undo riad.undo_entries, after public.conversations) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    DELETE FROM riad.current_actions d WHERE d.transaction_id = pg_current_xact_id();
    UPDATE riad.undo_entries e
    SET new_state = after.state, new_priority = after.priority, new_tags = after.tags,
        new_agent_id = after.assigned_agent_id, new_chatbot_id = after.assigned_chatbot_id,
        new_role = after.transferred_to_role
    WHERE e.id = undo.id;
END
$$;

-- Returns when the outside is told of an action: half a second after the last moment to undo it, so that an undo that has
-- begun finds the events. Null if undo is off.
CREATE OR REPLACE FUNCTION riad.events_due_at(undo riad.undo_entries) RETURNS timestamptz
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN undo.undo_until + interval '0.5 seconds';
END
$$;

-- Takes back the caller's last action in a conversation, if it is of this kind and, for a reply or a note, this
-- message. A message is withdrawn and keeps its number. State, priority, tags and assignment become what they were,
-- each where nobody changed it since; a change of which nothing can be restored is refused. Of an undone action nobody
-- outside is told. Withdrawing a message twice does nothing. Returns nulls if the caller can't read the conversation
-- any more. RI001: no rights. RI004: too late, or not the last action. RI007: changed since.
CREATE OR REPLACE FUNCTION riad.undo_action(_conversation_id uuid, _kind text, _message_id uuid DEFAULT NULL)
RETURNS riad.change_result
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me riad.rights := riad.session_rights();
    conversation public.conversations;
    undo riad.undo_entries;
BEGIN
    IF me.user_id IS NULL THEN
        RAISE EXCEPTION 'this login has no rights' USING ERRCODE = 'RI001';
    END IF;
    PERFORM riad.enforce_change_limit();
    -- With the conversation that gets a failure back.
    PERFORM riad.lock_threads(ARRAY(
        SELECT _conversation_id UNION
        SELECT failed.conversation_id FROM public.conversation_messages m
        JOIN public.conversation_messages failed ON failed.id = m.resends_id
        WHERE m.id = _message_id AND m.conversation_id = _conversation_id AND m.sender_id = me.user_id
    ));
    -- Without a look at what the user may read: after a transfer it may be none of theirs any more. Without an entry of
    -- theirs, they learn nothing.
    SELECT c.* INTO conversation FROM public.conversations c WHERE c.id = _conversation_id FOR NO KEY UPDATE;
    IF EXISTS (
        SELECT FROM public.conversation_messages m
        WHERE m.id = _message_id AND m.conversation_id = _conversation_id AND m.sender_id = me.user_id
            AND m.withdrawn_at IS NOT NULL
    ) THEN
        RETURN CASE WHEN riad.can_read(me, conversation) THEN riad.change_result(conversation) END;
    END IF;
    SELECT e.* INTO undo FROM riad.undo_entries e
    WHERE e.user_id = me.user_id AND e.conversation_id = _conversation_id
    ORDER BY e.made_at DESC LIMIT 1 FOR UPDATE;
    IF undo.action IS DISTINCT FROM _kind OR undo.message_id IS DISTINCT FROM _message_id
        OR (clock_timestamp() < undo.undo_until) IS NOT TRUE
    THEN
        RAISE EXCEPTION 'it is too late to take this back' USING ERRCODE = 'RI004';
    END IF;
    INSERT INTO riad.current_actions (transaction_id, action, is_silent) VALUES (pg_current_xact_id(), 'undo', true);
    IF undo.message_id IS NOT NULL THEN
        PERFORM riad.withdraw_message(undo);
        SELECT c.* INTO conversation FROM public.conversations c WHERE c.id = _conversation_id;
    END IF;
    conversation := riad.restore_conversation(undo, conversation);
    DELETE FROM riad.outbox o WHERE o.batch_id = undo.id AND o.lease_token IS NULL;
    IF EXISTS (SELECT FROM riad.outbox o WHERE o.batch_id = undo.id) THEN
        RAISE EXCEPTION 'it is too late to take this back' USING ERRCODE = 'RI004';
    END IF;
    DELETE FROM riad.undo_entries e WHERE e.id = undo.id;
    PERFORM riad.end_action();
    RETURN CASE WHEN riad.can_read(me, conversation) THEN riad.change_result(conversation) END;
END
$$;
GRANT EXECUTE ON FUNCTION riad.undo_action TO riad_console;

-- Gives a conversation back what an action changed, each part where it is still what the action made of it. RI007: nothing
-- is, and there is no message that was taken back.
CREATE OR REPLACE FUNCTION riad.restore_conversation(undo riad.undo_entries, conversation public.conversations)
RETURNS public.conversations
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    is_assigned boolean := (undo.old_state, undo.old_agent_id, undo.old_chatbot_id, undo.old_role)
        IS DISTINCT FROM (undo.new_state, undo.new_agent_id, undo.new_chatbot_id, undo.new_role);
    restores_state boolean := is_assigned
        -- Not by assign_version: taking back a later action has counted it up.
        AND (conversation.state, conversation.assigned_agent_id, conversation.transferred_to_role)
            IS NOT DISTINCT FROM (undo.new_state, undo.new_agent_id, undo.new_role)
        -- A guest who wrote since has a new conversation that continues the archived one.
        AND NOT (conversation.state = 'ARCHIVÉE' AND EXISTS (
            SELECT FROM public.conversations n
            WHERE n.guest_id = conversation.guest_id AND n.channel_account = conversation.channel_account
                AND n.continues_id = conversation.id
        ));
    restores_priority boolean := undo.old_priority <> undo.new_priority AND conversation.priority = undo.new_priority;
    restores_tags boolean := undo.old_tags <> undo.new_tags AND conversation.tags = undo.new_tags;
BEGIN
    IF undo.message_id IS NULL AND NOT (restores_state OR restores_priority OR restores_tags)
        AND (is_assigned OR undo.old_priority <> undo.new_priority OR undo.old_tags <> undo.new_tags)
    THEN
        RAISE EXCEPTION 'the conversation has changed since' USING ERRCODE = 'RI007';
    END IF;
    IF restores_state THEN
        UPDATE public.conversations c
        SET state = undo.old_state, assigned_agent_id = undo.old_agent_id, assigned_chatbot_id = undo.old_chatbot_id,
            transferred_to_role = undo.old_role, updated_at = clock_timestamp(),
            assign_version = c.assign_version + ((undo.old_agent_id, undo.old_role)
                IS DISTINCT FROM (c.assigned_agent_id, c.transferred_to_role))::integer
        WHERE c.id = conversation.id;
    END IF;
    UPDATE public.conversations c
    SET priority = CASE WHEN restores_priority THEN undo.old_priority ELSE c.priority END,
        tags = CASE WHEN restores_tags THEN undo.old_tags ELSE c.tags END, updated_at = clock_timestamp()
    WHERE c.id = conversation.id
    RETURNING c.* INTO conversation;
    RETURN conversation;
END
$$;

-- Withdraws a message that nobody outside knows of: its text goes, it is found no more, and what it answered is owed
-- again. Its sender's console has the text. RI004: it has left.
CREATE OR REPLACE FUNCTION riad.withdraw_message(undo riad.undo_entries) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    moment timestamptz := clock_timestamp();
    message public.conversation_messages;
    origin_id uuid;
BEGIN
    DELETE FROM riad.outgoing_messages o WHERE o.message_id = undo.message_id AND o.taken_by IS NULL;
    UPDATE public.conversation_messages m
    SET withdrawn_at = moment, delivery_state = NULL, held_until = NULL, message_content = '', content = NULL,
        subject = NULL, template_name = NULL, template_language = NULL, template_variables = NULL
    WHERE m.id = undo.message_id AND m.delivery_state IS NOT DISTINCT FROM CASE undo.action WHEN 'reply' THEN 'queued' END
        AND NOT EXISTS (SELECT FROM riad.outgoing_messages o WHERE o.message_id = m.id)
    RETURNING m.* INTO message;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'it is too late to take this back' USING ERRCODE = 'RI004';
    END IF;
    DELETE FROM riad.search_entries e WHERE e.conversation_id = message.conversation_id AND e.seq = message.seq;
    IF message.is_internal THEN
        UPDATE public.conversations c SET updated_at = moment WHERE c.id = message.conversation_id;
        RETURN;
    END IF;
    origin_id := coalesce((
        SELECT f.conversation_id FROM public.conversation_messages f WHERE f.id = message.resends_id
    ), message.conversation_id);
    DELETE FROM riad.responses r WHERE r.conversation_id = message.conversation_id AND r.seq = message.seq;
    -- An answer in one conversation of a merged thread answered the others.
    DELETE FROM riad.responses r USING jsonb_object_keys(undo.old_owed_parts) part
    WHERE r.conversation_id = part::uuid AND r.answered_at = message.created_at;
    UPDATE public.conversations c SET owed_since = least(part.value::timestamptz, c.owed_since)
    FROM jsonb_each_text(undo.old_owed_parts - origin_id::text) part WHERE c.id = part.key::uuid;
    UPDATE public.conversations c SET failed_since = least(part.value::timestamptz, c.failed_since)
    FROM jsonb_each_text(undo.old_failed_parts - origin_id::text) part WHERE c.id = part.key::uuid;
    UPDATE public.conversations c
    SET owed_since = least(undo.old_owed_since, c.owed_since), failed_since = least(undo.old_failed_since, c.failed_since),
        updated_at = moment
    WHERE c.id = message.conversation_id;
    IF origin_id <> message.conversation_id THEN
        PERFORM riad.restore_failure(undo, message.resends_id);
    END IF;
    PERFORM riad.refresh_last_message(message.conversation_id);
END
$$;

-- Sets a conversation's last message from its messages, and its head's from the whole thread.
CREATE OR REPLACE FUNCTION riad.refresh_last_message(_conversation_id uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    head_id uuid := (SELECT coalesce(c.merged_into, c.id) FROM public.conversations c WHERE c.id = _conversation_id);
BEGIN
    UPDATE public.conversations c
    SET last_message_at = coalesce(latest.created_at, c.created_at), last_message_content = latest.content,
        last_message_details = latest.details, last_sender_type = latest.sender_type
    FROM (VALUES (_conversation_id), (head_id)) AS of (id)
    LEFT JOIN LATERAL (
        SELECT m.created_at, left(m.message_content, 500) AS content, m.sender_type,
            CASE WHEN m.deleted_at IS NOT NULL THEN '{"type": "deleted"}'
                ELSE riad.message_details(m.message_type, m.content, m.attachment_ids,
                m.is_automated AND m.sender_type = 'guest') END AS details
        FROM public.conversations part
        CROSS JOIN LATERAL (
            SELECT * FROM public.conversation_messages m
            WHERE m.conversation_id = part.id AND NOT m.is_internal AND m.withdrawn_at IS NULL
            ORDER BY m.seq DESC LIMIT 1
        ) m
        WHERE part.id = of.id OR of.id = head_id AND part.merged_into = head_id
        ORDER BY m.created_at DESC LIMIT 1
    ) latest ON true
    WHERE c.id = of.id;
END
$$;
