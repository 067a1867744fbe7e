-- Triggers that keep the conversations of a merged thread alike.

-- Returns a member with its head's state, priority and zone.
CREATE OR REPLACE FUNCTION riad.with_steering_of(head public.conversations, member public.conversations) RETURNS public.conversations
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    member.state := head.state;
    member.priority := head.priority;
    member.zone_id := head.zone_id;
    RETURN member;
END
$$;

-- Keeps a member in its head's zone; stores the zone of its own reservation for unmerging.
CREATE OR REPLACE FUNCTION riad.maintain_member_zone() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    zone_of_head smallint := (SELECT h.zone_id FROM public.conversations h WHERE h.id = NEW.merged_into);
BEGIN
    IF NEW.zone_id <> zone_of_head THEN
        UPDATE riad.merges m SET own_zone_id = NEW.zone_id WHERE m.member_id = NEW.id AND m.unmerged_at IS NULL;
        NEW.zone_id := zone_of_head;
    END IF;
    RETURN NEW;
END
$$;

-- Records a person's responses owed in the other conversations of the thread, given by a message in this one.
CREATE OR REPLACE FUNCTION riad.answer_other_parts(part public.conversations, _head_id uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    asked public.conversations;
BEGIN
    FOR asked IN
        SELECT c.* FROM public.conversations c
        WHERE (c.id = _head_id OR c.merged_into = _head_id) AND c.id <> part.id AND num_nonnulls(c.owed_since, c.failed_since) > 0
    LOOP
        IF asked.owed_since IS NOT NULL AND part.last_sender_type = 'agent' AND NOT EXISTS (
            SELECT FROM riad.responses r WHERE r.conversation_id = asked.id AND r.seq = asked.last_seq
        ) THEN
            PERFORM riad.record_response(asked, asked.last_seq, part.last_message_at, riad.current_user_id());
        END IF;
        UPDATE public.conversations c SET owed_since = NULL, failed_since = NULL WHERE c.id = asked.id;
    END LOOP;
END
$$;

-- Applies a change of one conversation of a thread to all: state, priority, assignee. An answer in one answers all. The
-- head gets the latest message and the next deadline of all. Whoever changes a member has locked its head.
CREATE OR REPLACE FUNCTION riad.maintain_merged_thread() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    head_id uuid := coalesce(NEW.merged_into, NEW.id);
    head public.conversations;
BEGIN
    UPDATE public.conversations c
    SET state = NEW.state, priority = NEW.priority, assigned_agent_id = NEW.assigned_agent_id,
        assigned_chatbot_id = NEW.assigned_chatbot_id, transferred_to_role = NEW.transferred_to_role,
        zone_id = CASE WHEN NEW.id = head_id THEN NEW.zone_id ELSE c.zone_id END, updated_at = NEW.updated_at
    WHERE (c.id = head_id OR c.merged_into = head_id) AND c.id <> NEW.id
        AND (c.state, c.priority, c.assigned_agent_id, c.assigned_chatbot_id, c.transferred_to_role, c.zone_id)
            IS DISTINCT FROM (NEW.state, NEW.priority, NEW.assigned_agent_id, NEW.assigned_chatbot_id,
                NEW.transferred_to_role, CASE WHEN NEW.id = head_id THEN NEW.zone_id ELSE c.zone_id END);
    IF NEW.last_seq > OLD.last_seq AND NEW.last_message_at > OLD.last_message_at AND NEW.last_sender_type <> 'guest' THEN
        PERFORM riad.answer_other_parts(NEW, head_id);
    END IF;
    SELECT h.* INTO head FROM public.conversations h WHERE h.id = head_id;
    IF NEW.id <> head_id AND NEW.last_message_at >= head.last_message_at AND NEW.last_seq > OLD.last_seq THEN
        head.last_message_at := NEW.last_message_at;
        head.last_message_content := NEW.last_message_content;
        head.last_message_details := NEW.last_message_details;
        head.last_sender_type := NEW.last_sender_type;
    END IF;
    UPDATE public.conversations c
    SET last_message_at = head.last_message_at, last_message_content = head.last_message_content,
        last_message_details = head.last_message_details, last_sender_type = head.last_sender_type,
        sla_due_at = riad.next_deadline(head, head.answer_due_at),
        updated_at = greatest(c.updated_at, NEW.updated_at)
    WHERE c.id = head_id AND (c.last_message_at, c.last_message_content, c.last_message_details, c.last_sender_type, c.sla_due_at)
        IS DISTINCT FROM (head.last_message_at, head.last_message_content, head.last_message_details, head.last_sender_type,
            riad.next_deadline(head, head.answer_due_at));
    RETURN NULL;
END
$$;
