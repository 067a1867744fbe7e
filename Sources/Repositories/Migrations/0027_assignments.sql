-- Whose a conversation was: every change of its assignee, or of the role that it waits for, whatever the way.
SET LOCAL ROLE riad_owner;

CREATE TABLE riad.assignments (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    conversation_id uuid NOT NULL REFERENCES public.conversations,
    -- `direct` is a change that no function of the house made.
    act text COLLATE "C" NOT NULL CHECK (act IN (
        'claim', 'take_next', 'reply', 'release', 'transfer', 'escalation', 'assignment', 'state_change', 'undo',
        'direct'
    )),
    -- Null where no person did it.
    acted_by uuid,
    from_agent_id uuid,
    from_role text COLLATE "C",
    to_agent_id uuid,
    to_role text COLLATE "C",
    reason text CHECK (char_length(reason) BETWEEN 1 AND 500),
    assign_version integer NOT NULL,
    batch_id uuid,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE INDEX assignments_by_conversation ON riad.assignments (conversation_id, created_at DESC, assign_version DESC);
CREATE INDEX assignments_by_agent ON riad.assignments (to_agent_id, created_at DESC) WHERE to_agent_id IS NOT NULL;

ALTER TABLE riad.assignments ENABLE ROW LEVEL SECURITY;
CREATE POLICY "Readers of the conversation" ON riad.assignments FOR SELECT TO riad_console
    USING ((SELECT riad.reads_every_conversation()) OR riad.reads_conversation(conversation_id));
GRANT SELECT ON riad.assignments TO riad_console;

CREATE FUNCTION riad.refuse_rewriting() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RAISE EXCEPTION 'what happened stays written' USING ERRCODE = 'RI001';
END
$$;

CREATE TRIGGER assignments_are_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON riad.assignments
    FOR EACH STATEMENT EXECUTE FUNCTION riad.refuse_rewriting();

-- Whoever compares assign_version learns of every change, also of one that forgot to count.
CREATE FUNCTION riad.count_assignment() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    NEW.assign_version := OLD.assign_version + 1;
    RETURN NEW;
END
$$;

CREATE TRIGGER assignment_counted BEFORE UPDATE OF assigned_agent_id, transferred_to_role ON public.conversations
    FOR EACH ROW WHEN (
        NEW.assign_version <= OLD.assign_version AND (
            NEW.assigned_agent_id IS DISTINCT FROM OLD.assigned_agent_id
            OR NEW.transferred_to_role IS DISTINCT FROM OLD.transferred_to_role
        )
    ) EXECUTE FUNCTION riad.count_assignment();

-- What a change was, where its function didn't say: the row itself tells. Nobody with rights changes rows directly.
CREATE FUNCTION riad.act_of(reader riad.rights, earlier public.conversations, later public.conversations) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN CASE
        WHEN reader.user_id IS NULL OR earlier.id IS NULL THEN 'direct'
        WHEN later.assigned_agent_id = reader.user_id AND earlier.assigned_agent_id IS NULL
            THEN CASE WHEN later.last_seq > earlier.last_seq THEN 'reply' ELSE 'claim' END
        WHEN earlier.assigned_agent_id = reader.user_id AND later.state = 'NOUVELLE' THEN 'release'
        ELSE 'state_change'
    END;
END
$$;

-- Writes the history; what now waits for a role is an escalation, which the outside is told of.
CREATE FUNCTION riad.note_assignment() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC'
AS $$
DECLARE
    me riad.rights := riad.session_rights();
    deed riad.deeds := riad.present_deed();
    entry riad.assignments;
BEGIN
    INSERT INTO riad.assignments AS a (
        conversation_id, act, acted_by, from_agent_id, from_role, to_agent_id, to_role, reason, assign_version, batch_id
    ) VALUES (
        NEW.id, coalesce(deed.act, riad.act_of(me, OLD, NEW)), me.user_id, OLD.assigned_agent_id,
        OLD.transferred_to_role, NEW.assigned_agent_id, NEW.transferred_to_role, deed.reason, NEW.assign_version,
        deed.batch_id
    ) RETURNING a.* INTO entry;
    IF entry.to_role IS DISTINCT FROM entry.from_role AND entry.to_role IS NOT NULL AND entry.act <> 'undo' THEN
        PERFORM public.trigger_webhook_notification('escalation-trigger', 'escalation_created', jsonb_build_object(
            'escalation_id', entry.id,
            'conversation_id', entry.conversation_id,
            'from_role', me.role,
            'to_role', entry.to_role,
            'escalation_reason', entry.reason,
            'created_at', entry.created_at
        ));
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER assignment_noted AFTER UPDATE OF assigned_agent_id, transferred_to_role ON public.conversations
    FOR EACH ROW WHEN (
        NEW.assigned_agent_id IS DISTINCT FROM OLD.assigned_agent_id
        OR NEW.transferred_to_role IS DISTINCT FROM OLD.transferred_to_role
    ) EXECUTE FUNCTION riad.note_assignment();
CREATE TRIGGER assignment_noted_on_insert AFTER INSERT ON public.conversations
    FOR EACH ROW WHEN (NEW.assigned_agent_id IS NOT NULL OR NEW.transferred_to_role IS NOT NULL)
    EXECUTE FUNCTION riad.note_assignment();
