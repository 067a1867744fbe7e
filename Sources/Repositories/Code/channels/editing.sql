-- Messages that were edited or deleted on their channel.
-- requires: rights/session rights/reading

CREATE POLICY "Visible with the conversation" ON riad.message_versions FOR SELECT TO riad_console
    USING (
        (SELECT riad.current_user_id()) IS NOT NULL
        AND ((SELECT riad.can_read_all_conversations()) OR riad.can_read_conversation(conversation_id))
    );
GRANT SELECT ON riad.message_versions TO riad_console;

-- Returns the message with this channel id, it and its conversation locked. RI002: no such message.
CREATE OR REPLACE FUNCTION riad.lock_channel_message(_channel_account text, _channel_message_id text)
RETURNS public.conversation_messages
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    known riad.received_message := riad.find_channel_message(_channel_account, _channel_message_id);
    message public.conversation_messages;
BEGIN
    PERFORM riad.lock_thread_head(known.conversation_id);
    PERFORM FROM public.conversations c WHERE c.id = known.conversation_id FOR NO KEY UPDATE;
    SELECT m.* INTO message FROM public.conversation_messages m WHERE m.id = known.message_id FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such message' USING ERRCODE = 'RI002';
    END IF;
    RETURN message;
END
$$;

-- Keeps what a message is before it changes; of more than a hundred changes, the first ninety-nine and the last.
CREATE OR REPLACE FUNCTION riad.keep_version(message public.conversation_messages, _at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    INSERT INTO riad.message_versions AS v (
        message_id, number, conversation_id, message_content, content, attachment_ids, replaced_at
    )
    SELECT message.id, least(count(*) + 1, 100)::smallint, message.conversation_id, message.message_content, message.content,
        message.attachment_ids, _at
    FROM riad.message_versions known WHERE known.message_id = message.id
    ON CONFLICT (message_id, number) DO UPDATE
        SET message_content = excluded.message_content, content = excluded.content,
            attachment_ids = excluded.attachment_ids, replaced_at = excluded.replaced_at;
END
$$;

-- Shows a message's new text in lists, if it is the last one of its conversation or thread.
CREATE OR REPLACE FUNCTION riad.refresh_preview(message public.conversation_messages, _details jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE public.conversations c
    SET updated_at = clock_timestamp(),
        last_message_content = CASE WHEN c.last_message_at = message.created_at AND NOT message.is_internal
            THEN left(message.message_content, 500) ELSE c.last_message_content END,
        last_message_details = CASE WHEN c.last_message_at = message.created_at AND NOT message.is_internal
            THEN _details ELSE c.last_message_details END
    WHERE c.id = message.conversation_id
        OR c.id = (SELECT own.merged_into FROM public.conversations own WHERE own.id = message.conversation_id);
END
$$;

-- Replaces the text of a message that was edited on its channel, and keeps what it was. A guest's edited message is
-- unread again. Idempotent; an edit older than the last one changes nothing. Returns whether it changed anything. RI002:
-- no such message. RI010: invalid message. RI014: the conversation is locked; try again.
CREATE OR REPLACE FUNCTION public.edit_channel_message(
    _channel_account text, _channel_message_id text, _body text, _edited_at timestamptz DEFAULT NULL,
    _content jsonb DEFAULT NULL
) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '4s'
AS $$
DECLARE
    message public.conversation_messages;
    moment timestamptz := riad.sending_time(_edited_at, clock_timestamp());
BEGIN
    PERFORM riad.require_channel_message(_channel_account, _channel_message_id, _body, '[]', '{}', _content);
    message := riad.lock_channel_message(_channel_account, _channel_message_id);
    IF message.deleted_at IS NOT NULL OR message.edited_at > moment
        OR message.message_content = coalesce(_body, '')
            AND coalesce(riad.kept_content(_content), message.content) IS NOT DISTINCT FROM message.content
    THEN
        RETURN false;
    END IF;
    PERFORM riad.keep_version(message, moment);
    message.message_content := coalesce(_body, '');
    message.content := coalesce(riad.kept_content(_content), message.content);
    UPDATE public.conversation_messages m
    SET message_content = message.message_content, content = message.content, edited_at = moment
    WHERE m.id = message.id;
    PERFORM riad.refresh_preview(message, riad.message_details(
        message.message_type, message.content, message.attachment_ids, message.is_automated));
    IF message.sender_type = 'guest' THEN
        UPDATE riad.read_marks r SET last_read_seq = message.seq - 1
        WHERE r.conversation_id = message.conversation_id AND r.last_read_seq >= message.seq;
    END IF;
    RETURN true;
EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
    PERFORM riad.raise_lock_conflict();
END
$$;
GRANT EXECUTE ON FUNCTION public.edit_channel_message(text, text, text, timestamptz, jsonb) TO riad_integration;

-- Empties a message that was deleted on its channel, and keeps what it was. Idempotent. Returns whether it changed
-- anything. RI002: no such message. RI014: the conversation is locked; try again.
CREATE OR REPLACE FUNCTION public.delete_channel_message(
    _channel_account text, _channel_message_id text, _deleted_at timestamptz DEFAULT NULL
) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '4s'
AS $$
DECLARE
    message public.conversation_messages;
    moment timestamptz := riad.sending_time(_deleted_at, clock_timestamp());
BEGIN
    message := riad.lock_channel_message(_channel_account, _channel_message_id);
    IF message.deleted_at IS NOT NULL THEN
        RETURN false;
    END IF;
    PERFORM riad.keep_version(message, moment);
    UPDATE public.conversation_messages m
    SET message_content = '', content = NULL, attachment_ids = NULL, deleted_at = moment
    WHERE m.id = message.id;
    message.message_content := '';
    PERFORM riad.refresh_preview(message, '{"type": "deleted"}');
    RETURN true;
EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
    PERFORM riad.raise_lock_conflict();
END
$$;
GRANT EXECUTE ON FUNCTION public.delete_channel_message(text, text, timestamptz) TO riad_integration;
