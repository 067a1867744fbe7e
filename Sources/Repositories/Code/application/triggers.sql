-- Adapts the application's writes to riad's rules.

-- The application predates these rules: corrects its writes where the correction is unambiguous.
CREATE OR REPLACE FUNCTION riad.normalize_application_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    NEW.state := normalize(NEW.state, NFC);
    IF NEW.state = 'NOUVELLE' AND NEW.assigned_agent_id IS NOT NULL THEN
        IF NEW.assigned_agent_id IS DISTINCT FROM OLD.assigned_agent_id THEN
            NEW.state := 'EN_COURS';
        ELSE
            NEW.assigned_agent_id := NULL;
        END IF;
    END IF;
    IF NEW.assigned_agent_id IS NOT NULL OR NEW.state <> 'TRANSFÉRÉE' THEN
        NEW.transferred_to_role := NULL;
    END IF;
    NEW.priority := coalesce(NEW.priority, OLD.priority);
    NEW.tags := coalesce(NEW.tags, '{}');
    NEW.updated_at := clock_timestamp();
    RETURN NEW;
END
$$;

-- Numbers the message under its conversation's lock and updates the conversation, as riad's own functions do. Replying
-- to an unassigned conversation claims it.
CREATE OR REPLACE FUNCTION riad.prepare_application_message() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    conversation public.conversations;
    me riad.rights := riad.application_rights();
BEGIN
    PERFORM riad.lock_thread_head(NEW.conversation_id);
    SELECT c.* INTO conversation FROM public.conversations c WHERE c.id = NEW.conversation_id FOR NO KEY UPDATE;
    NEW.seq := conversation.last_seq + 1;
    NEW.created_at := clock_timestamp();
    NEW.is_internal := coalesce(NEW.is_internal, false);
    NEW.is_automated := coalesce(NEW.is_automated, false);
    NEW.message_type := coalesce(NEW.message_type, 'text');
    NEW.metadata := coalesce(NEW.metadata, '{}');
    NEW.channel_account := CASE WHEN NOT NEW.is_internal THEN conversation.channel_account END;
    -- The application's own workflow delivers it, so riad doesn't track its delivery.
    IF NOT NEW.is_internal THEN
        IF NEW.sender_type = 'agent' THEN
            PERFORM riad.record_response(conversation, NEW.seq, NEW.created_at, NEW.sender_id);
        END IF;
        IF me.role = 'agent' AND conversation.assigned_agent_id IS NULL AND riad.can_read(me, conversation)
            AND conversation.state IN ('NOUVELLE', 'TRANSFÉRÉE', 'EN_COURS', 'EN_ATTENTE')
        THEN
            conversation.assigned_agent_id := me.user_id;
            conversation.transferred_to_role := NULL;
            conversation.state := CASE conversation.state WHEN 'EN_ATTENTE' THEN conversation.state ELSE 'EN_COURS' END;
        END IF;
        IF NEW.sender_type = 'guest' THEN
            conversation.owed_since := CASE WHEN riad.expects_answer(conversation.state)
                THEN coalesce(conversation.owed_since, NEW.created_at)
                ELSE NEW.created_at END;
            conversation.last_guest_at := NEW.created_at;
            conversation.state := coalesce((
                SELECT t.to_state FROM riad.state_transitions t
                WHERE t.from_state = conversation.state AND t.action = CASE
                    WHEN conversation.assigned_agent_id IS NULL THEN 'guest_message_unassigned'
                    ELSE 'guest_message_assigned' END
            ), conversation.state);
        ELSE
            conversation.owed_since := NULL;
        END IF;
    END IF;
    UPDATE public.conversations c
    SET last_seq = NEW.seq, updated_at = NEW.created_at, state = conversation.state, owed_since = conversation.owed_since,
        last_guest_at = conversation.last_guest_at, assigned_agent_id = conversation.assigned_agent_id,
        transferred_to_role = conversation.transferred_to_role,
        last_message_at = CASE WHEN NEW.is_internal THEN c.last_message_at ELSE NEW.created_at END,
        last_message_content = CASE WHEN NEW.is_internal THEN c.last_message_content
            ELSE left(NEW.message_content, 500) END,
        last_message_details = CASE WHEN NEW.is_internal THEN c.last_message_details
            ELSE riad.message_details(NEW.message_type, NULL, NEW.attachment_ids, false) END,
        last_sender_type = CASE WHEN NEW.is_internal THEN c.last_sender_type ELSE NEW.sender_type END
    WHERE c.id = conversation.id;
    RETURN NEW;
END
$$;
