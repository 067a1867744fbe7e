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

-- `assigned_agent_id IS NULL` is a condition of an index but no equality to its order, so a walk of what is nobody's sorted
-- every branch. An index of those rows alone has the order.
CREATE INDEX conversations_unassigned ON public.conversations
    (state, prio, last_message_at DESC, id DESC)
    INCLUDE (zone_id, assigned_agent_id, transferred_to_role, sla_due_at)
    WHERE assigned_agent_id IS NULL;

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

CREATE INDEX conversations_due_unassigned ON public.conversations
    (state, prio, sla_due_at, id)
    INCLUDE (zone_id, assigned_agent_id, transferred_to_role)
    WHERE assigned_agent_id IS NULL AND sla_due_at < 'infinity';

CREATE INDEX conversations_due_unassigned_by_zone ON public.conversations
    (zone_id, state, prio, sla_due_at, id)
    INCLUDE (assigned_agent_id, transferred_to_role)
    WHERE assigned_agent_id IS NULL AND sla_due_at < 'infinity';

CREATE INDEX conversations_due_by_role ON public.conversations
    (transferred_to_role, state, prio, sla_due_at, id)
    INCLUDE (zone_id, assigned_agent_id)
    WHERE transferred_to_role IS NOT NULL AND sla_due_at < 'infinity';

-- What is open and owes no answer; what is closed never does, and the other indexes have it.
CREATE INDEX conversations_undue ON public.conversations
    (state, prio, last_message_at DESC, id DESC)
    INCLUDE (zone_id, assigned_agent_id, transferred_to_role)
    WHERE is_open AND sla_due_at = 'infinity';

CREATE INDEX conversations_undue_by_zone ON public.conversations
    (zone_id, state, prio, last_message_at DESC, id DESC)
    INCLUDE (assigned_agent_id, transferred_to_role)
    WHERE is_open AND sla_due_at = 'infinity';

CREATE INDEX conversations_undue_unassigned ON public.conversations
    (state, prio, last_message_at DESC, id DESC)
    INCLUDE (zone_id, assigned_agent_id, transferred_to_role)
    WHERE assigned_agent_id IS NULL AND is_open AND sla_due_at = 'infinity';

CREATE INDEX conversations_undue_unassigned_by_zone ON public.conversations
    (zone_id, state, prio, last_message_at DESC, id DESC)
    INCLUDE (assigned_agent_id, transferred_to_role)
    WHERE assigned_agent_id IS NULL AND is_open AND sla_due_at = 'infinity';

CREATE INDEX conversations_counted ON public.conversations
    (zone_id, state, prio)
    INCLUDE (assigned_agent_id, transferred_to_role, sla_due_at)
    WHERE is_open;

CREATE INDEX idx_conversations_created_at ON public.conversations (created_at);

-- The queue, whole and by zone: the most urgent first, among equals the one that waits longest.
CREATE INDEX conversations_queue ON public.conversations (prio DESC, last_message_at, id)
    INCLUDE (zone_id, transferred_to_role)
    WHERE is_open AND assigned_agent_id IS NULL;

CREATE INDEX conversations_queue_by_zone ON public.conversations (zone_id, prio DESC, last_message_at, id)
    INCLUDE (transferred_to_role)
    WHERE is_open AND assigned_agent_id IS NULL;

-- With the columns by which a reader is held to what they may read, so that asking for a guest is one short index walk.
CREATE INDEX conversations_by_guest ON public.conversations (guest_id, channel_account, created_at)
    INCLUDE (zone_id, assigned_agent_id, transferred_to_role);

CREATE INDEX conversations_by_reservation ON public.conversations (reservation_id)
    INCLUDE (zone_id, assigned_agent_id, transferred_to_role);

CREATE INDEX conversations_by_property ON public.conversations (property_id);

CREATE INDEX conversations_merged ON public.conversations (merged_into, id) WHERE merged_into IS NOT NULL;

-- Most conversations with a tag are finished, most that somebody looks for are open.
CREATE INDEX conversations_by_tag ON public.conversations USING gin (riad.folded_tags(tags))
    WHERE is_open AND tags <> '{}';

CREATE INDEX conversations_finished_by_tag ON public.conversations USING gin (riad.folded_tags(tags))
    WHERE NOT is_open AND tags <> '{}';

CREATE INDEX conversations_by_window ON public.conversations (is_open, last_guest_at) WHERE channel_type = 'whatsapp';

-- Which walks answer a query for this reader: for each, the zones to keep ('{}' for all), or null where it has no part.
-- They never overlap. The policy only confirms what comes out.
CREATE TYPE riad.inbox_scope AS (
    user_id uuid, role text,
    anything smallint[], by_zone smallint[], mine smallint[], nobodys smallint[], nobodys_by_zone smallint[],
    of_role smallint[]
);
GRANT USAGE ON TYPE riad.inbox_scope TO riad_console;

CREATE TYPE riad.narrowing AS (
    -- Of each group (the same number) one tag at least; none of `no_tags`. Case and accents don't matter.
    tags text[],
    tag_groups smallint[],
    no_tags text[],
    -- '{}' for all; else some of upcoming, arriving, staying, departing, past, cancelled, none.
    stays text[],
    -- WhatsApp's window: '' for any, open, closed, or under and over so many minutes that are left of an open one.
    whatsapp text,
    minutes integer,
    -- Each a word, words in their order, or the beginning of a word before `*`.
    words text[],
    no_words text[]
);
GRANT USAGE ON TYPE riad.narrowing TO riad_console;
