-- All triggers on conversations, in firing order: BEFORE, then AFTER, each by name. They are triggers because other
-- writers (an application that stayed after an adoption, a bulk load, a manual repair) must follow the rules too.
-- requires: audit/audit conversations/assignments conversations/denormalized_columns deadlines/deadlines merging/thread_triggers search/indexing
-- requires: webhooks/events jobs/relay people/handovers conversations/timeline

-- BEFORE

-- Nobody without rights gets a conversation, whoever opens it again: a guest, a colleague, an undo. Fires first: what
-- follows depends on state and assignee.
CREATE TRIGGER abandoned_released BEFORE UPDATE ON public.conversations
    FOR EACH ROW WHEN (NEW.assigned_agent_id IS NOT NULL AND (
        NEW.state <> OLD.state OR NEW.assigned_agent_id IS DISTINCT FROM OLD.assigned_agent_id
        OR NEW.last_guest_at IS DISTINCT FROM OLD.last_guest_at
    )) EXECUTE FUNCTION riad.release_without_rights();

-- Callers comparing assign_version must notice every reassignment, even by a writer that doesn't increment it.
CREATE TRIGGER assign_version_bumped BEFORE UPDATE OF assigned_agent_id, transferred_to_role ON public.conversations
    FOR EACH ROW WHEN (
        NEW.assign_version <= OLD.assign_version AND (
            NEW.assigned_agent_id IS DISTINCT FROM OLD.assigned_agent_id
            OR NEW.transferred_to_role IS DISTINCT FROM OLD.transferred_to_role
        )
    ) EXECUTE FUNCTION riad.bump_assign_version();

-- Zone and property come from the reservation. Filters and rights rely on the row, so every writer must get it right.
-- Fires before the deadline, which depends on the zone. A bulk load that sets property_id sets both itself.
CREATE TRIGGER conversation_located_on_insert BEFORE INSERT ON public.conversations
    FOR EACH ROW WHEN (NEW.reservation_id IS NOT NULL AND NEW.property_id IS NULL)
    EXECUTE FUNCTION riad.maintain_property_and_zone();

CREATE TRIGGER conversation_located_on_update BEFORE UPDATE OF reservation_id ON public.conversations
    FOR EACH ROW WHEN (NEW.reservation_id IS DISTINCT FROM OLD.reservation_id)
    EXECUTE FUNCTION riad.maintain_property_and_zone();

-- A member of a merged thread stays in its head's zone. Fires after the zone is set and before the deadline.
CREATE TRIGGER conversation_zone_maintained BEFORE UPDATE ON public.conversations
    FOR EACH ROW WHEN (NEW.merged_into IS NOT NULL AND NEW.merged_into = OLD.merged_into AND NEW.zone_id <> OLD.zone_id)
    EXECUTE FUNCTION riad.maintain_member_zone();

-- The next deadline depends on seven columns that a dozen functions write. Fires after the zone is set.
CREATE TRIGGER deadline_maintained BEFORE UPDATE ON public.conversations
    FOR EACH ROW WHEN (
        NEW.owed_since IS DISTINCT FROM OLD.owed_since OR NEW.state <> OLD.state OR NEW.priority <> OLD.priority
        OR NEW.zone_id <> OLD.zone_id OR NEW.channel_type <> OLD.channel_type
        OR NEW.last_guest_at IS DISTINCT FROM OLD.last_guest_at
        OR NEW.reservation_id IS DISTINCT FROM OLD.reservation_id
    ) EXECUTE FUNCTION riad.maintain_deadlines();

CREATE TRIGGER deadline_maintained_on_insert BEFORE INSERT ON public.conversations
    FOR EACH ROW WHEN (NEW.owed_since IS NOT NULL) EXECUTE FUNCTION riad.maintain_deadlines();

-- prio and is_open are derived from priority, state and merged_into. Not generated columns, because members of a merged
-- thread differ. Fires after everything that changes the state. ALWAYS: a bulk load or a replica that left them wrong
-- would hide conversations.
CREATE TRIGGER inbox_columns_maintained BEFORE UPDATE ON public.conversations
    FOR EACH ROW WHEN (
        NEW.state IS DISTINCT FROM OLD.state OR NEW.priority IS DISTINCT FROM OLD.priority
        OR NEW.merged_into IS DISTINCT FROM OLD.merged_into OR NEW.prio IS DISTINCT FROM OLD.prio
        OR NEW.is_open IS DISTINCT FROM OLD.is_open
    ) EXECUTE FUNCTION riad.maintain_inbox_columns();
ALTER TABLE public.conversations ENABLE ALWAYS TRIGGER inbox_columns_maintained;

CREATE TRIGGER inbox_columns_maintained_on_insert BEFORE INSERT ON public.conversations
    FOR EACH ROW EXECUTE FUNCTION riad.maintain_inbox_columns();
ALTER TABLE public.conversations ENABLE ALWAYS TRIGGER inbox_columns_maintained_on_insert;

-- Lists show these columns, so they must match guest and reservation whoever writes, the owner included.
CREATE TRIGGER shown_columns_maintained BEFORE UPDATE ON public.conversations
    FOR EACH ROW WHEN (
        (NEW.guest_id, NEW.reservation_id, NEW.shown_guest_name, NEW.shown_guest_country, NEW.shown_check_in,
            NEW.shown_check_out)
        IS DISTINCT FROM (OLD.guest_id, OLD.reservation_id, OLD.shown_guest_name, OLD.shown_guest_country,
            OLD.shown_check_in, OLD.shown_check_out)
    )
    EXECUTE FUNCTION riad.maintain_shown_columns();

CREATE TRIGGER shown_columns_maintained_on_insert BEFORE INSERT ON public.conversations
    FOR EACH ROW EXECUTE FUNCTION riad.maintain_shown_columns();

-- AFTER

-- Every reassignment is recorded, whoever makes it, a trigger too; escalations are published.
CREATE TRIGGER assignment_recorded AFTER UPDATE ON public.conversations
    FOR EACH ROW WHEN (
        NEW.assigned_agent_id IS DISTINCT FROM OLD.assigned_agent_id
        OR NEW.transferred_to_role IS DISTINCT FROM OLD.transferred_to_role
    ) EXECUTE FUNCTION riad.record_assignment();

CREATE TRIGGER assignment_recorded_on_insert AFTER INSERT ON public.conversations
    FOR EACH ROW WHEN (NEW.assigned_agent_id IS NOT NULL OR NEW.transferred_to_role IS NOT NULL)
    EXECUTE FUNCTION riad.record_assignment();

-- The audit trail: triggers audited (DELETE) and audited_update.
SELECT riad.create_audit_triggers('public.conversations', 'id',
    '{state,priority,tags,assigned_agent_id,assigned_chatbot_id,transferred_to_role,reservation_id}',
    '{guest_id}', false);

-- A worker tells the consoles, whoever made the change.
CREATE TRIGGER change_recorded AFTER INSERT OR UPDATE ON public.conversations
    FOR EACH ROW EXECUTE FUNCTION riad.record_change();

-- Events commit with the change that causes them, whoever makes it.
CREATE TRIGGER conversation_assigned_webhook AFTER UPDATE ON public.conversations
    FOR EACH ROW WHEN (NEW.assigned_agent_id IS DISTINCT FROM OLD.assigned_agent_id)
    EXECUTE FUNCTION riad.notify_assigned();

-- Search entries follow zone, tags and names, whoever changes them. Its place between the webhooks has no meaning.
CREATE TRIGGER conversation_indexed AFTER INSERT OR DELETE ON public.conversations
    FOR EACH ROW EXECUTE FUNCTION riad.index_conversation();

CREATE TRIGGER conversation_reindexed AFTER UPDATE ON public.conversations
    FOR EACH ROW WHEN (
        (NEW.zone_id, NEW.property_id, NEW.guest_id, NEW.shown_guest_name, NEW.tags)
        IS DISTINCT FROM (OLD.zone_id, OLD.property_id, OLD.guest_id, OLD.shown_guest_name, OLD.tags)
    ) EXECUTE FUNCTION riad.index_conversation();

CREATE TRIGGER conversation_state_webhook AFTER UPDATE ON public.conversations
    FOR EACH ROW WHEN (NEW.state IS DISTINCT FROM OLD.state) EXECUTE FUNCTION riad.notify_state_changed();

-- The timeline shows every change of state and priority, whoever makes it. Members follow their head, which has the row.
CREATE TRIGGER state_change_recorded AFTER UPDATE ON public.conversations
    FOR EACH ROW WHEN (
        NEW.merged_into IS NULL
        AND (NEW.state IS DISTINCT FROM OLD.state OR NEW.priority IS DISTINCT FROM OLD.priority)
    ) EXECUTE FUNCTION riad.record_conversation_change();

-- A change of one conversation of a merged thread applies to all. Fires last, so that it propagates the final row.
CREATE TRIGGER thread_maintained AFTER UPDATE ON public.conversations
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
    ) EXECUTE FUNCTION riad.maintain_merged_thread();

