-- One index a way to walk the inbox. Row security leaves only leakproof comparisons to an index (smallint, text, uuid,
-- timestamptz), so every filter is one of those, and the policy's columns ride along.
SET LOCAL ROLE riad_owner;

-- By state and priority, latest first; an inbox merges one short walk for each pair chosen.
CREATE INDEX idx_conversations_state ON public.conversations
    (state, prio, last_message_at DESC, id DESC)
    INCLUDE (zone_id, assigned_agent_id, transferred_to_role, sla_due_at);
-- The same within a zone,
CREATE INDEX conversations_by_zone ON public.conversations
    (zone_id, state, prio, last_message_at DESC, id DESC)
    INCLUDE (assigned_agent_id, transferred_to_role, sla_due_at);
-- of a person (and, where that is null, of nobody),
CREATE INDEX idx_conversations_assigned_agent ON public.conversations
    (assigned_agent_id, state, prio, last_message_at DESC, id DESC)
    INCLUDE (zone_id, transferred_to_role, sla_due_at);
-- of nobody within a zone,
CREATE INDEX conversations_unassigned_by_zone ON public.conversations
    (zone_id, state, prio, last_message_at DESC, id DESC)
    INCLUDE (assigned_agent_id, transferred_to_role, sla_due_at)
    WHERE assigned_agent_id IS NULL;
-- and transferred to a role.
CREATE INDEX conversations_by_role ON public.conversations
    (transferred_to_role, state, prio, last_message_at DESC, id DESC)
    INCLUDE (zone_id, assigned_agent_id, sla_due_at)
    WHERE transferred_to_role IS NOT NULL;

-- Answers that are owed, the next one first.
CREATE INDEX conversations_due ON public.conversations
    (state, prio, sla_due_at, id)
    INCLUDE (zone_id, assigned_agent_id, transferred_to_role)
    WHERE sla_due_at < 'infinity';
CREATE INDEX conversations_due_by_zone ON public.conversations
    (zone_id, state, prio, sla_due_at, id)
    INCLUDE (assigned_agent_id, transferred_to_role)
    WHERE sla_due_at < 'infinity';
CREATE INDEX conversations_due_by_agent ON public.conversations
    (assigned_agent_id, state, prio, sla_due_at, id)
    INCLUDE (zone_id, transferred_to_role)
    WHERE sla_due_at < 'infinity';

-- The counters, from the index alone.
CREATE INDEX conversations_counted ON public.conversations
    (zone_id, state, prio)
    INCLUDE (assigned_agent_id, transferred_to_role)
    WHERE is_open;

CREATE INDEX idx_conversations_created_at ON public.conversations (created_at);
