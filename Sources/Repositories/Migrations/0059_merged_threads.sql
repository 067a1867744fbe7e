-- Conversations of one guest shown as one: members point at a head. No message moves. Members have no place in the inbox;
-- the head has theirs: what waits in any of them waits in it, and who has it has them.
SET LOCAL ROLE riad_owner;

ALTER TABLE public.conversations
    -- The conversation in whose thread this one shows; null where it shows by itself.
    ADD COLUMN merged_into uuid REFERENCES public.conversations,
    -- How many conversations show in this one's thread beside itself.
    ADD COLUMN members smallint NOT NULL DEFAULT 0 CHECK (members >= 0),
    -- Counts merging and taking apart: the numbers of a thread's messages hold for one version of it.
    ADD COLUMN thread_version integer NOT NULL DEFAULT 0,
    ADD CHECK (merged_into IS NULL OR merged_into <> id AND members = 0 AND sla_due_at = 'infinity');
CREATE INDEX conversations_merged ON public.conversations (merged_into, id) WHERE merged_into IS NOT NULL;

-- Every merging, with what the member had of its own and gets again, and what the head was and became by it.
CREATE TABLE riad.merges (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    -- The same for all that were merged at once; their place among them.
    act_id uuid NOT NULL,
    place smallint NOT NULL,
    head_id uuid NOT NULL REFERENCES public.conversations,
    member_id uuid NOT NULL REFERENCES public.conversations,
    merged_by uuid NOT NULL,
    merged_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    unmerged_by uuid,
    unmerged_at timestamptz,
    own_state text COLLATE "C" NOT NULL,
    own_priority text COLLATE "C" NOT NULL,
    own_agent_id uuid,
    own_chatbot_id uuid,
    own_role text COLLATE "C",
    own_zone_id smallint NOT NULL,
    old_state text COLLATE "C" NOT NULL, new_state text COLLATE "C" NOT NULL,
    old_priority text COLLATE "C" NOT NULL, new_priority text COLLATE "C" NOT NULL,
    old_agent_id uuid, new_agent_id uuid,
    old_chatbot_id uuid, new_chatbot_id uuid,
    old_role text COLLATE "C", new_role text COLLATE "C",
    CHECK (head_id <> member_id),
    CHECK ((unmerged_by IS NULL) = (unmerged_at IS NULL))
);
CREATE UNIQUE INDEX merges_present ON riad.merges (member_id) WHERE unmerged_at IS NULL;
CREATE INDEX merges_by_head ON riad.merges (head_id, merged_at);
CREATE INDEX merges_by_member ON riad.merges (member_id, merged_at);
ALTER TABLE riad.merges ENABLE ROW LEVEL SECURITY;
CREATE POLICY "Readers of the conversation" ON riad.merges FOR SELECT TO riad_console
    USING ((SELECT riad.reads_every_conversation()) OR riad.reads_conversation(head_id));
GRANT SELECT ON riad.merges TO riad_console;
SELECT riad.audit_changes('riad.merges', 'head_id', '{head_id,member_id,unmerged_at}');

-- Walks and counters ask for prio and is_open. A member has neither a priority to be walked by nor is it among what is open,
-- so it costs them nothing. A trigger keeps both from now on: to make the columns anew would make every index anew.
ALTER TABLE public.conversations
    ALTER COLUMN prio DROP EXPRESSION, ALTER COLUMN prio SET DEFAULT 1,
    ALTER COLUMN is_open DROP EXPRESSION, ALTER COLUMN is_open SET DEFAULT true;

CREATE FUNCTION riad.keep_place() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NEW.merged_into IS NOT NULL THEN
        NEW.prio := -1;
        NEW.is_open := false;
    ELSE
        NEW.prio := CASE NEW.priority WHEN 'low' THEN 0 WHEN 'medium' THEN 1 WHEN 'high' THEN 2 ELSE 3 END;
        NEW.is_open := coalesce(NEW.state IN ('NOUVELLE', 'EN_COURS', 'EN_ATTENTE', 'TRANSFÉRÉE'), false);
    END IF;
    RETURN NEW;
END
$$;

-- The last of all, by its name: others may change the state.
CREATE TRIGGER place_kept_on_insert BEFORE INSERT ON public.conversations
    FOR EACH ROW EXECUTE FUNCTION riad.keep_place();
CREATE TRIGGER place_kept BEFORE UPDATE ON public.conversations
    FOR EACH ROW WHEN (
        NEW.state IS DISTINCT FROM OLD.state OR NEW.priority IS DISTINCT FROM OLD.priority
        OR NEW.merged_into IS DISTINCT FROM OLD.merged_into OR NEW.prio IS DISTINCT FROM OLD.prio
        OR NEW.is_open IS DISTINCT FROM OLD.is_open
    ) EXECUTE FUNCTION riad.keep_place();
ALTER TABLE public.conversations ENABLE ALWAYS TRIGGER place_kept_on_insert;
ALTER TABLE public.conversations ENABLE ALWAYS TRIGGER place_kept;

-- When what a conversation owes by itself is due, were it in that one's place.
CREATE FUNCTION riad.own_deadline(conversation public.conversations, _answer_due_at timestamptz) RETURNS timestamptz
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    arrives_at timestamptz;
BEGIN
    IF conversation.owed_since IS NULL OR NOT riad.owes_answer(conversation.state) THEN
        RETURN 'infinity';
    END IF;
    IF conversation.reservation_id IS NOT NULL THEN
        SELECT riad.arrival(r.check_in) INTO arrives_at FROM public.reservation r
        WHERE r.res_id = conversation.reservation_id AND r.status <> 'cancelled'
            AND r.check_in >= (conversation.owed_since - interval '2 days')::date;
    END IF;
    RETURN least(_answer_due_at,
        riad.window_closes(conversation.channel_type, conversation.last_guest_at),
        CASE WHEN arrives_at > conversation.owed_since THEN arrives_at END);
END
$$;

-- A member as a part of its head's thread: steered as that is.
CREATE FUNCTION riad.steered_as(head public.conversations, member public.conversations) RETURNS public.conversations
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    member.state := head.state;
    member.priority := head.priority;
    member.zone_id := head.zone_id;
    RETURN member;
END
$$;

-- The next deadline of a conversation and of those in its thread; infinity while no answer is owed, and for a member, whose
-- deadline is its head's.
CREATE OR REPLACE FUNCTION riad.next_deadline(conversation public.conversations, _answer_due_at timestamptz)
RETURNS timestamptz
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    due timestamptz;
    member public.conversations;
BEGIN
    IF conversation.merged_into IS NOT NULL OR NOT riad.owes_answer(conversation.state) THEN
        RETURN 'infinity';
    END IF;
    due := riad.own_deadline(conversation, _answer_due_at);
    IF conversation.members > 0 THEN
        FOR member IN
            SELECT m.* FROM public.conversations m WHERE m.merged_into = conversation.id AND m.owed_since IS NOT NULL
        LOOP
            member := riad.steered_as(conversation, member);
            due := least(due, riad.own_deadline(member, riad.answer_due(member)));
        END LOOP;
    END IF;
    RETURN due;
END
$$;

-- A member's place is its head's; where its own stay moves it, that is written down for when it is taken out.
CREATE FUNCTION riad.keep_member_zone() RETURNS trigger
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

-- After those that place a conversation, before those that count its deadlines: they go by name.
CREATE TRIGGER conversation_zone_kept BEFORE UPDATE ON public.conversations
    FOR EACH ROW WHEN (NEW.merged_into IS NOT NULL AND NEW.merged_into = OLD.merged_into AND NEW.zone_id <> OLD.zone_id)
    EXECUTE FUNCTION riad.keep_member_zone();

-- The answers of a person that were owed in the rest of the thread and came in this part, at this moment.
CREATE FUNCTION riad.answer_elsewhere(part public.conversations, _head_id uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    asked public.conversations;
BEGIN
    FOR asked IN
        SELECT c.* FROM public.conversations c
        WHERE (c.id = _head_id OR c.merged_into = _head_id) AND c.id <> part.id AND c.owed_since IS NOT NULL
    LOOP
        IF part.last_sender_type = 'agent' AND NOT EXISTS (
            SELECT FROM riad.responses r WHERE r.conversation_id = asked.id AND r.seq = asked.last_seq
        ) THEN
            PERFORM riad.note_response(asked, asked.last_seq, part.last_message_at, riad.current_user_id());
        END IF;
        UPDATE public.conversations c SET owed_since = NULL WHERE c.id = asked.id;
    END LOOP;
END
$$;

-- What is done to one part of a thread is done to all: its state, priority, and whose it is. What was answered in one is
-- answered. The head has the latest message and the next deadline of all. Whoever changes a member has locked its head.
CREATE FUNCTION riad.keep_thread_together() RETURNS trigger
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
        PERFORM riad.answer_elsewhere(NEW, head_id);
    END IF;
    SELECT h.* INTO head FROM public.conversations h WHERE h.id = head_id;
    IF NEW.id <> head_id AND NEW.last_message_at >= head.last_message_at AND NEW.last_seq > OLD.last_seq THEN
        head.last_message_at := NEW.last_message_at;
        head.last_message_content := NEW.last_message_content;
        head.last_sender_type := NEW.last_sender_type;
    END IF;
    UPDATE public.conversations c
    SET last_message_at = head.last_message_at, last_message_content = head.last_message_content,
        last_sender_type = head.last_sender_type, sla_due_at = riad.next_deadline(head, head.answer_due_at),
        updated_at = greatest(c.updated_at, NEW.updated_at)
    WHERE c.id = head_id AND (c.last_message_at, c.last_message_content, c.last_sender_type, c.sla_due_at)
        IS DISTINCT FROM (head.last_message_at, head.last_message_content, head.last_sender_type,
            riad.next_deadline(head, head.answer_due_at));
    RETURN NULL;
END
$$;

CREATE TRIGGER thread_kept_together AFTER UPDATE ON public.conversations
    FOR EACH ROW WHEN (
        (NEW.members > 0 OR NEW.merged_into IS NOT NULL)
        AND NEW.members = OLD.members AND NEW.merged_into IS NOT DISTINCT FROM OLD.merged_into
        AND (NEW.last_seq <> OLD.last_seq OR NEW.state <> OLD.state OR NEW.priority <> OLD.priority
            OR NEW.zone_id <> OLD.zone_id OR NEW.assigned_agent_id IS DISTINCT FROM OLD.assigned_agent_id
            OR NEW.assigned_chatbot_id IS DISTINCT FROM OLD.assigned_chatbot_id
            OR NEW.transferred_to_role IS DISTINCT FROM OLD.transferred_to_role
            OR NEW.owed_since IS DISTINCT FROM OLD.owed_since
            OR NEW.last_guest_at IS DISTINCT FROM OLD.last_guest_at
            OR NEW.reservation_id IS DISTINCT FROM OLD.reservation_id)
    ) EXECUTE FUNCTION riad.keep_thread_together();

ALTER TABLE riad.assignments DROP CONSTRAINT assignments_act_check, ADD CONSTRAINT assignments_act_check CHECK (act IN (
    'claim', 'take_next', 'reply', 'release', 'transfer', 'escalation', 'assignment', 'state_change', 'undo', 'merge',
    'unmerge', 'direct'
));

-- Deadlines counted anew, and arrivals moved, reach the heads whose members owe; of a thread the outside is alarmed once.
DO $make$
DECLARE
    change record;
    body text;
BEGIN
    FOR change IN
        SELECT * FROM (VALUES
            ('riad.recount_deadlines', 'WHERE c.is_open AND c.owed_since IS NOT NULL',
                'WHERE c.is_open AND (c.owed_since IS NOT NULL OR c.members > 0)'),
            ('riad.arrival_moved', 'WHERE c.reservation_id = NEW.res_id AND c.is_open AND c.owed_since IS NOT NULL',
                'WHERE c.is_open AND (c.owed_since IS NOT NULL OR c.members > 0) AND c.id IN ('
                || E'\n        SELECT coalesce(m.merged_into, m.id) FROM public.conversations m'
                || E' WHERE m.reservation_id = NEW.res_id\n    )'),
            ('riad.note_assignment', 'entry.to_role IS NOT NULL AND entry.act <> ''undo''',
                'entry.to_role IS NOT NULL AND NEW.merged_into IS NULL'
                || E'\n        AND entry.act NOT IN (''undo'', ''merge'', ''unmerge'')')
        ) AS c (function, fragment, replacement)
    LOOP
        body := pg_get_functiondef(change.function::regproc);
        IF position(change.fragment IN body) = 0 THEN
            RAISE EXCEPTION '% does not say: %', change.function, change.fragment;
        END IF;
        EXECUTE replace(body, change.fragment, change.replacement);
    END LOOP;
END
$make$;

-- It has its columns by number, so that it is made anew.
CREATE OR REPLACE FUNCTION riad.give(_conversation_id uuid, _user_id uuid, _state text) RETURNS public.conversations
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    UPDATE public.conversations c
    SET assigned_agent_id = _user_id, assigned_chatbot_id = NULL, transferred_to_role = NULL, state = _state,
        assign_version = c.assign_version + 1, updated_at = clock_timestamp()
    WHERE c.id = _conversation_id
    RETURNING c.*;
END;
