-- Replies that didn't reach the guest.

-- A reply that failed is as if nobody had answered: what it answered is owed again with its deadline, and a
-- conversation that waited for the guest or was finished is taken up again. Not for a message that was sent again
-- meanwhile.
CREATE OR REPLACE FUNCTION riad.reopen_after_failure(message public.conversation_messages, _moment timestamptz)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    conversation public.conversations;
    asked_at timestamptz;
    target_state text;
BEGIN
    IF EXISTS (SELECT FROM public.conversation_messages m WHERE m.resends_id = message.id AND m.withdrawn_at IS NULL) THEN
        RETURN;
    END IF;
    PERFORM riad.lock_thread_head(message.conversation_id);
    SELECT c.* INTO conversation FROM public.conversations c WHERE c.id = message.conversation_id FOR NO KEY UPDATE;
    DELETE FROM riad.responses r
    WHERE r.conversation_id = message.conversation_id AND r.seq = message.seq
    RETURNING r.asked_at INTO asked_at;
    IF conversation.state = 'ARCHIVÉE' THEN
        RETURN;
    END IF;
    SELECT t.to_state INTO target_state FROM riad.state_transitions t
    WHERE t.from_state = conversation.state AND t.action = CASE
        WHEN conversation.assigned_agent_id IS NULL THEN 'guest_message_unassigned' ELSE 'guest_message_assigned' END;
    -- A list shows a merged thread by its head.
    UPDATE public.conversations c SET failed_since = coalesce(c.failed_since, _moment)
    WHERE c.id = conversation.merged_into;
    UPDATE public.conversations c
    SET state = coalesce(target_state, c.state), failed_since = coalesce(c.failed_since, _moment),
        owed_since = least(c.owed_since, coalesce(asked_at, message.created_at)), updated_at = clock_timestamp()
    WHERE c.id = conversation.id;
END
$$;

-- A message that was reported as failed arrived after all: nothing is owed because of it. What the guest has asked
-- since is.
CREATE OR REPLACE FUNCTION riad.settle_failure(message public.conversation_messages) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    conversation public.conversations;
    asked_at timestamptz;
BEGIN
    PERFORM riad.lock_thread_head(message.conversation_id);
    SELECT c.* INTO conversation FROM public.conversations c WHERE c.id = message.conversation_id FOR NO KEY UPDATE;
    IF conversation.failed_since IS NULL OR EXISTS (
        SELECT FROM public.conversation_messages m
        WHERE m.conversation_id = conversation.id AND m.seq > message.seq AND m.delivery_state = 'failed'
    ) THEN
        RETURN;
    END IF;
    IF message.sender_type = 'agent' THEN
        PERFORM riad.record_response(conversation, message.seq, message.created_at, message.sender_id);
    END IF;
    PERFORM riad.clear_failure(conversation);
    SELECT min(m.created_at) INTO asked_at FROM public.conversation_messages m
    WHERE m.conversation_id = conversation.id AND m.seq > message.seq AND m.sender_type = 'guest'
        AND NOT m.is_automated AND m.message_type <> 'reaction';
    UPDATE public.conversations c SET owed_since = asked_at
    WHERE c.id = conversation.id AND asked_at IS NOT NULL AND riad.expects_answer(c.state);
END
$$;

-- Takes a failure back from a conversation, and from the head that shows it.
CREATE OR REPLACE FUNCTION riad.clear_failure(conversation public.conversations) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE public.conversations c
    SET failed_since = NULL, owed_since = CASE WHEN c.id <> conversation.id THEN c.owed_since END,
        updated_at = clock_timestamp()
    WHERE c.id IN (conversation.id, conversation.merged_into) AND c.failed_since IS NOT NULL;
END
$$;

-- RI004 unless this is a guest's failed message that nobody has sent again. Its conversation is locked. `_message_id`
-- is the message that sends it again.
CREATE OR REPLACE FUNCTION riad.require_resendable(_failed_id uuid, _message_id uuid, _guest_id uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM public.conversation_messages m JOIN public.conversations c ON c.id = m.conversation_id
        WHERE m.id = _failed_id AND NOT m.is_internal AND m.delivery_state = 'failed'
            AND c.guest_id IS NOT DISTINCT FROM _guest_id
    ) OR EXISTS (
        SELECT FROM public.conversation_messages m
        WHERE m.resends_id = _failed_id AND m.id <> _message_id AND m.withdrawn_at IS NULL
            AND m.delivery_state IS DISTINCT FROM 'failed'
    ) THEN
        RAISE EXCEPTION 'this message cannot be sent again' USING ERRCODE = 'RI004';
    END IF;
END
$$;

-- Takes a failure back from the conversation where it was, because the message goes out again in another one; undo
-- gives it back. Only for who has that conversation or supervises: for others it stays until the message has arrived,
-- see `riad.settle_resent`.
CREATE OR REPLACE FUNCTION riad.clear_resent(_user riad.rights, origin public.conversations, _message_id uuid)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF (_user.supervises OR origin.assigned_agent_id = _user.user_id) IS NOT TRUE OR origin.failed_since IS NULL THEN
        RETURN;
    END IF;
    UPDATE riad.undo_entries e
    SET old_owed_parts = coalesce(e.old_owed_parts, '{}') || jsonb_build_object(origin.id, origin.owed_since),
        old_failed_parts = coalesce(e.old_failed_parts, '{}') || jsonb_build_object(origin.id, origin.failed_since)
    WHERE e.user_id = _user.user_id AND e.message_id = _message_id;
    PERFORM riad.clear_failure(origin);
END
$$;

-- A message that was sent again in another conversation has arrived: nothing is owed any more where it had failed,
-- unless the guest wrote or another message failed there since. `sent` is the last report of channels without receipts.
CREATE OR REPLACE FUNCTION riad.settle_resent(message public.conversation_messages, _state text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    failed public.conversation_messages;
    origin public.conversations;
BEGIN
    IF _state NOT IN ('delivered', 'read') AND (_state <> 'sent' OR EXISTS (
        SELECT FROM public.conversations c
        WHERE c.id = message.conversation_id AND c.channel_type IN ('whatsapp', 'sms')
    )) THEN
        RETURN;
    END IF;
    -- One that failed again when sent again has an origin of its own.
    WHILE message.resends_id IS NOT NULL LOOP
        SELECT m.* INTO failed FROM public.conversation_messages m WHERE m.id = message.resends_id;
        EXIT WHEN NOT FOUND;
        IF failed.conversation_id <> message.conversation_id AND failed.delivery_state = 'failed' THEN
            PERFORM riad.lock_threads(ARRAY[failed.conversation_id]);
            SELECT c.* INTO origin FROM public.conversations c WHERE c.id = failed.conversation_id;
            IF NOT EXISTS (
                SELECT FROM public.conversation_messages m
                WHERE m.conversation_id = origin.id AND m.seq > failed.seq
                    AND (m.sender_type = 'guest' OR m.delivery_state = 'failed')
            ) THEN
                PERFORM riad.clear_failure(origin);
            END IF;
        END IF;
        message := failed;
    END LOOP;
END
$$;

-- Gives a failure back to the conversation where it was, as the message that sent it again was taken back. Not after a
-- later answer there.
CREATE OR REPLACE FUNCTION riad.restore_failure(undo riad.undo_entries, _failed_id uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    failed public.conversation_messages;
BEGIN
    SELECT m.* INTO failed FROM public.conversation_messages m
    WHERE m.id = _failed_id AND m.delivery_state = 'failed' AND undo.old_failed_parts ? m.conversation_id::text;
    IF NOT FOUND OR EXISTS (
        SELECT FROM public.conversation_messages m
        WHERE m.conversation_id = failed.conversation_id AND m.seq > failed.seq AND m.sender_type <> 'guest'
            AND NOT m.is_internal AND m.withdrawn_at IS NULL
    ) THEN
        RETURN;
    END IF;
    UPDATE public.conversations c
    SET owed_since = least((undo.old_owed_parts ->> c.id::text)::timestamptz, c.owed_since)
    WHERE c.id = failed.conversation_id AND c.state <> 'ARCHIVÉE';
    PERFORM riad.reopen_after_failure(failed, (undo.old_failed_parts ->> failed.conversation_id::text)::timestamptz);
END
$$;

-- Sends a failed message again: the same text, or its template, as a new message that names the old one. `_conversation_id`
-- is where: the failed message's own conversation, or another one of the same guest. In its own it goes to the address
-- that it was written to, as long as that is the guest's. Sending it again with the same new id
-- returns the first receipt. RI001: not permitted. RI002: no such message or conversation. RI004: it didn't fail, was sent
-- again already, or the conversation is another guest's. Other errors as `riad.store_message`.
CREATE OR REPLACE FUNCTION riad.resend_message(_message_id uuid, _failed_id uuid, _conversation_id uuid)
RETURNS riad.receipt
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me riad.rights := riad.session_rights();
    failed public.conversation_messages;
    origin public.conversations;
    target public.conversations;
    template riad.message_templates;
    receipt riad.receipt;
    place record;
BEGIN
    SELECT m.* INTO failed FROM public.conversation_messages m WHERE m.id = _failed_id AND NOT m.is_internal;
    PERFORM riad.lock_threads(ARRAY(
        SELECT c.id FROM public.conversations c
        WHERE c.id IN (failed.conversation_id, _conversation_id) AND riad.can_read(me, c)
    ));
    SELECT c.* INTO origin FROM public.conversations c WHERE c.id = failed.conversation_id AND riad.can_read(me, c);
    SELECT c.* INTO target FROM public.conversations c WHERE c.id = _conversation_id AND riad.can_read(me, c);
    IF num_nulls(failed.id, origin.id, target.id) > 0 THEN
        RAISE EXCEPTION 'there is no such message' USING ERRCODE = 'RI002';
    END IF;
    PERFORM riad.require_resendable(failed.id, _message_id, target.guest_id);
    SELECT t.* INTO template FROM riad.message_templates t
    WHERE t.channel_account = target.channel_account AND t.name = failed.template_name
        AND t.language = failed.template_language AND t.is_active;
    SELECT p.* INTO place FROM (
        SELECT failed.guest_address, failed.answers_id
        WHERE failed.guest_address IS NOT NULL AND riad.is_guests_address(target.guest_id, failed.guest_address)
        UNION ALL
        SELECT a.guest_address, a.answers_id FROM riad.answered(origin, failed.seq) a
        LIMIT 1
    ) p WHERE target.id = origin.id;
    receipt := riad.store_message(_message_id, target.id, failed.message_content, false, NULL, false, failed.id, template,
        CASE WHEN template.id IS NOT NULL THEN failed.template_variables END, place.guest_address, place.answers_id);
    IF target.id <> origin.id AND NOT receipt.already_sent THEN
        PERFORM riad.clear_resent(me, origin, _message_id);
    END IF;
    RETURN receipt;
END
$$;
GRANT EXECUTE ON FUNCTION riad.resend_message TO riad_console;
