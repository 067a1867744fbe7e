-- Sends a reply or a note: one function, one transaction, under the conversation's row lock. It doesn't notify;
-- `riad.broadcast_conversation` does.

-- Returns the receipt of an earlier attempt with this message; null if the id is new. RI006: the id belongs to another
-- message, or to one that was taken back.
CREATE OR REPLACE FUNCTION riad.existing_receipt(
    _user riad.rights, conversation public.conversations, _message_id uuid, _body text, _internal boolean
) RETURNS riad.receipt
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    earlier public.conversation_messages;
BEGIN
    SELECT m.* INTO earlier FROM public.conversation_messages m WHERE m.id = _message_id;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    IF earlier.sender_id IS DISTINCT FROM _user.user_id OR earlier.conversation_id <> conversation.id
        OR earlier.message_content <> _body OR earlier.is_internal <> _internal OR earlier.withdrawn_at IS NOT NULL
    THEN
        RAISE EXCEPTION 'this message id belongs to another message' USING ERRCODE = 'RI006';
    END IF;
    RETURN ROW(riad.thread_message_number(earlier.conversation_id, earlier.seq), earlier.created_at, conversation.state,
            conversation.assigned_agent_id, true)::riad.receipt;
END
$$;

-- Returns the conversation after a person's reply: assignee and state. RI001: not permitted to reply.
CREATE OR REPLACE FUNCTION riad.apply_reply(_user riad.rights, conversation public.conversations, _and_wait boolean)
RETURNS public.conversations
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF conversation.assigned_agent_id IS NULL AND _user.role = 'agent' THEN
        conversation.assigned_agent_id := _user.user_id;
        conversation.assigned_chatbot_id := NULL;
        conversation.transferred_to_role := NULL;
        conversation.assign_version := conversation.assign_version + 1;
        IF riad.is_allowed_transition('claim', conversation.state, 'EN_COURS') THEN
            conversation.state := 'EN_COURS';
        END IF;
    ELSIF NOT _user.supervises AND conversation.assigned_agent_id IS DISTINCT FROM _user.user_id THEN
        RAISE EXCEPTION 'only its assignee may reply to the guest' USING ERRCODE = 'RI001';
    END IF;
    IF _and_wait AND riad.is_allowed_transition('reply_and_wait', conversation.state, 'EN_ATTENTE') THEN
        conversation.state := 'EN_ATTENTE';
    END IF;
    RETURN conversation;
END
$$;

-- Stores a reply to the guest, or a note. Sending the same message again returns the first receipt. `_resends_id` is
-- the failed message that it sends again, `_template` what it was made of; null for neither. It goes to
-- `_guest_address` and answers `_answers_id`; without an address it answers the guest's last message, see
-- `riad.answered`. RI001: not permitted. RI002: no such conversation. RI003: the thread has messages after
-- `_expected_seq` (null: no check). RI005: archived. RI006: the id belongs to another message. RI010: empty or too
-- long.
CREATE OR REPLACE FUNCTION riad.store_message(
    _message_id uuid, _conversation_id uuid, _body text, _internal boolean, _expected_seq bigint, _and_wait boolean,
    _resends_id uuid, _template riad.message_templates, _variables text[], _guest_address text DEFAULT NULL,
    _answers_id uuid DEFAULT NULL
) RETURNS riad.receipt
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me riad.rights := riad.session_rights();
    conversation public.conversations := riad.lock_readable(me, _conversation_id);
    before public.conversations := conversation;
    -- Message numbers of a merged thread count all its conversations.
    length bigint := CASE WHEN conversation.members = 0 AND conversation.merged_into IS NULL THEN conversation.last_seq
        ELSE riad.thread_length(conversation) END;
    receipt riad.receipt;
    moment timestamptz := clock_timestamp();
    sender text;
    undo riad.undo_entries;
BEGIN
    IF _message_id IS NULL OR _internal IS NULL OR _body IS NULL OR octet_length(_body) > 262144
        OR _body !~ '[^\s\u00a0\u200b-\u200f\u2028-\u202f\u2060-\u206f\u3000\ufeff]'
    THEN
        RAISE EXCEPTION 'a message needs an id and between 1 byte and 256 KiB of text' USING ERRCODE = 'RI010';
    END IF;
    receipt := riad.existing_receipt(me, conversation, _message_id, _body, _internal);
    IF receipt.seq IS NOT NULL THEN
        RETURN receipt;
    END IF;
    IF conversation.state = 'ARCHIVÉE' THEN
        RAISE EXCEPTION 'an archived conversation takes no message' USING ERRCODE = 'RI005';
    END IF;
    -- Every 4 KiB counts: 600 of the longest texts per minute would fill the disk.
    IF octet_length(_body) > 4096 THEN
        PERFORM riad.enforce_change_limit(octet_length(_body) / 4096);
    END IF;
    IF NOT _internal THEN
        PERFORM riad.record_response(conversation, conversation.last_seq + 1, moment, me.user_id);
        conversation := riad.apply_reply(me, conversation, coalesce(_and_wait, false));
        IF _template.id IS NULL THEN
            PERFORM riad.require_open_whatsapp_window(conversation, moment, _guest_address);
        END IF;
        conversation.last_message_at := greatest(moment, conversation.last_message_at);
        conversation.last_message_content := left(_body, 500);
        conversation.last_sender_type := 'agent';
        conversation.owed_since := NULL;
        conversation.failed_since := NULL;
    END IF;
    IF _expected_seq <> length THEN
        RAISE EXCEPTION 'the conversation has newer messages: the last one is %', length USING ERRCODE = 'RI003';
    END IF;

    undo := riad.begin_undoable(me, CASE WHEN _internal THEN 'note' ELSE 'reply' END, before, _message_id);
    -- Each column named in SET fires triggers, whose conditions are prepared for every statement; an index is written
    -- only if one of its columns changes.
    IF _internal THEN
        UPDATE public.conversations c SET last_seq = conversation.last_seq + 1, updated_at = moment
        WHERE c.id = conversation.id;
    ELSIF (conversation.state, conversation.assigned_agent_id, conversation.assigned_chatbot_id,
        conversation.transferred_to_role)
        IS NOT DISTINCT FROM (before.state, before.assigned_agent_id, before.assigned_chatbot_id,
            before.transferred_to_role)
    THEN
        UPDATE public.conversations c
        SET last_seq = conversation.last_seq + 1, updated_at = moment, last_message_at = conversation.last_message_at,
            last_message_content = conversation.last_message_content, last_message_details = NULL,
            last_sender_type = conversation.last_sender_type, owed_since = conversation.owed_since,
        failed_since = conversation.failed_since
        WHERE c.id = conversation.id;
    ELSE
        UPDATE public.conversations c
        SET last_seq = conversation.last_seq + 1, updated_at = moment, state = conversation.state,
            assigned_agent_id = conversation.assigned_agent_id, assigned_chatbot_id = conversation.assigned_chatbot_id,
            transferred_to_role = conversation.transferred_to_role, assign_version = conversation.assign_version,
            last_message_at = conversation.last_message_at, last_message_content = conversation.last_message_content,
            last_message_details = NULL, last_sender_type = conversation.last_sender_type, owed_since = conversation.owed_since,
            failed_since = conversation.failed_since
        WHERE c.id = conversation.id;
    END IF;
    sender := riad.person_name(me.user_id);
    IF NOT _internal AND _guest_address IS NULL THEN
        SELECT a.answers_id, a.guest_address INTO _answers_id, _guest_address
        FROM riad.answered(conversation, conversation.last_seq + 1) a;
    END IF;
    -- Fails only if another conversation inserts the same id concurrently.
    INSERT INTO public.conversation_messages (
        id, conversation_id, seq, sender_id, sender_type, sender_name, message_content, is_internal, created_at,
        channel_account, delivery_state, reservation_id, signature, held_until,
        resends_id, template_name, template_language, template_variables, guest_address, answers_id
    ) VALUES (
        _message_id, conversation.id, conversation.last_seq + 1, me.user_id, 'agent', sender, _body, _internal,
        moment, CASE WHEN NOT _internal THEN conversation.channel_account END, CASE WHEN NOT _internal THEN 'queued' END,
        conversation.reservation_id, (SELECT a.signature FROM riad.channel_accounts a
            WHERE a.channel_account = conversation.channel_account AND NOT _internal),
        CASE WHEN NOT _internal THEN riad.events_due_at(undo) END, _resends_id, _template.name, _template.language,
        _variables, _guest_address, _answers_id
    ) ON CONFLICT (id) DO NOTHING;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'this message id belongs to another message' USING ERRCODE = 'RI006';
    END IF;
    PERFORM riad.end_undoable(undo, conversation);
    IF NOT _internal THEN
        INSERT INTO riad.outgoing_messages (message_id, conversation_id, seq, channel_account, available_at)
        VALUES (_message_id, conversation.id, conversation.last_seq + 1, conversation.channel_account,
            coalesce(riad.events_due_at(undo), moment));
    END IF;
    -- A user who has read everything has read their own message too; otherwise earlier unread messages stay unread.
    INSERT INTO riad.read_marks AS mark (user_id, conversation_id, last_read_seq)
    SELECT me.user_id, conversation.id, conversation.last_seq + 1
    WHERE conversation.last_seq = coalesce(_expected_seq - length + conversation.last_seq, (
        SELECT r.last_read_seq FROM riad.read_marks r WHERE r.user_id = me.user_id AND r.conversation_id = conversation.id
    ), 0)
    ON CONFLICT (user_id, conversation_id) DO UPDATE
        SET last_read_seq = excluded.last_read_seq, read_at = moment;
    RETURN ROW(length + 1, moment, conversation.state, conversation.assigned_agent_id, false)::riad.receipt;
END
$$;

-- Sends a reply or a note: `riad.store_message` without a template.
CREATE OR REPLACE FUNCTION riad.send_message(
    _message_id uuid, _conversation_id uuid, _body text, _internal boolean, _expected_seq bigint, _and_wait boolean
) RETURNS riad.receipt
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN riad.store_message(_message_id, _conversation_id, _body, _internal, _expected_seq, _and_wait, NULL, NULL, NULL);
END
$$;
GRANT EXECUTE ON FUNCTION riad.send_message TO riad_console;

-- Notifies those who read a conversation that it changed, null for many; they read it again under row security. Called
-- in a short transaction of its own after the write, because a notification holds a database-wide lock until its commit
-- is flushed. Does nothing while a worker relays every change, for a login without rights that is no channel's, and
-- above the limit of read marks. Whoever passed a conversation on may tell of it, though they read it no more.
CREATE OR REPLACE FUNCTION riad.broadcast_conversation(_conversation_id uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF riad.is_relaying() OR NOT pg_has_role(session_user, 'riad_integration', 'USAGE') AND (
        riad.current_user_id() IS NULL OR riad.increment_change_counts(0, 1) > 1200
    ) THEN
        RETURN;
    ELSIF _conversation_id IS NOT NULL THEN
        PERFORM riad.notify_readers(_conversation_id, _conversation_id::text);
    ELSE
        PERFORM pg_notify(riad.channel_name(s.scope, riad.channel_period()), '')
        FROM (SELECT 'all' AS scope UNION SELECT unnest(riad.own_scopes())) s;
    END IF;
END
$$;
GRANT EXECUTE ON FUNCTION riad.broadcast_conversation TO riad_console, riad_integration;

-- RI011 if WhatsApp's window for free text is closed: no message of the guest within 24 hours; to an address that was
-- chosen, none from there or from the one that the channel gave it beside. Falls back to the messages for conversations
-- older than last_guest_at.
CREATE OR REPLACE FUNCTION riad.require_open_whatsapp_window(
    conversation public.conversations, _moment timestamptz, _address text
) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF conversation.channel_type <> 'whatsapp' THEN
        RETURN;
    END IF;
    IF conversation.last_guest_at IS NULL THEN
        SELECT m.created_at INTO conversation.last_guest_at FROM public.conversation_messages m
        WHERE m.conversation_id = conversation.id AND m.sender_type = 'guest' ORDER BY m.seq DESC LIMIT 1;
    END IF;
    IF _address IS NOT NULL THEN
        conversation.last_guest_at := least(conversation.last_guest_at, coalesce((
            SELECT m.created_at FROM public.conversation_messages m
            WHERE m.conversation_id = conversation.id AND m.sender_type = 'guest' AND NOT m.is_automated
                AND m.message_type <> 'reaction' AND (m.guest_address IS NULL OR m.guest_address = _address OR EXISTS (
                    SELECT FROM riad.guest_addresses a
                    WHERE a.channel_account = conversation.channel_account AND a.vouched_by = 'whatsapp'
                        AND (a.address, a.beside) IN ((m.guest_address, _address), (_address, m.guest_address))
                ))
            ORDER BY m.seq DESC LIMIT 1
        ), '-infinity'));
    END IF;
    IF (riad.whatsapp_window_closes_at('whatsapp', conversation.last_guest_at) > _moment) IS NOT TRUE THEN
        RAISE EXCEPTION 'WhatsApp takes no free text later than 24 hours after the guest''s last message'
            USING ERRCODE = 'RI011';
    END IF;
END
$$;
