-- Outgoing messages: holding them back while they can be taken back, fetching, failed deliveries, templates.
SET LOCAL ROLE riad_owner;

-- The oldest delivery that failed and that nobody has made good by another message since; null if there is none.
ALTER TABLE public.conversations
    ADD COLUMN failed_since timestamptz,
    ALTER COLUMN failed_since SET STATISTICS 0;

-- Few rows: the conversations whose last reply didn't reach the guest.
CREATE INDEX conversations_failed ON public.conversations (failed_since)
    INCLUDE (zone_id, assigned_agent_id, transferred_to_role)
    WHERE failed_since IS NOT NULL;

ALTER TABLE public.conversation_messages
    -- Until then its sender can take it back, and nothing outside the house learns of it.
    ADD COLUMN held_until timestamptz,
    -- When its sender took it back: it keeps its number and is shown to nobody.
    ADD COLUMN withdrawn_at timestamptz,
    -- The failed message that this one sends again.
    ADD COLUMN resends_id uuid,
    -- Of a failure, the lease that reported it: whoever had the message before may have sent it all the same.
    ADD COLUMN failed_lease uuid,
    -- The template that it was made of, and what fills its variables.
    ADD COLUMN template_name text,
    ADD COLUMN template_language text,
    ADD COLUMN template_variables text[],
    ALTER COLUMN held_until SET STATISTICS 0,
    ALTER COLUMN withdrawn_at SET STATISTICS 0,
    ALTER COLUMN resends_id SET STATISTICS 0,
    ALTER COLUMN failed_lease SET STATISTICS 0,
    ALTER COLUMN template_name SET STATISTICS 0,
    ALTER COLUMN template_language SET STATISTICS 0,
    ALTER COLUMN template_variables SET STATISTICS 0;

CREATE INDEX conversation_messages_by_resent ON public.conversation_messages (resends_id) WHERE resends_id IS NOT NULL;

-- Replies of the console that the channel has not taken yet. Messages that were queued before this table was there are
-- left to whom they were handed.
CREATE TABLE riad.outgoing_messages (
    message_id uuid PRIMARY KEY,
    conversation_id uuid NOT NULL,
    seq bigint NOT NULL,
    -- Null if the conversation has none.
    channel_account text,
    available_at timestamptz NOT NULL,
    -- Who has the message, and alone gets it again: a workflow that a webhook told, or one that fetches. Null: nobody yet.
    taken_by text COLLATE "C" CHECK (taken_by IN ('webhook', 'fetch')),
    lease_token uuid,
    leased_until timestamptz,
    attempts integer NOT NULL DEFAULT 0
) WITH (autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 1000);
ALTER TABLE riad.outgoing_messages ENABLE ROW LEVEL SECURITY;

CREATE INDEX outgoing_messages_by_account ON riad.outgoing_messages (channel_account, available_at, message_id);

CREATE INDEX outgoing_messages_by_conversation ON riad.outgoing_messages (conversation_id, seq);

-- Delivery reports on messages whose id on the channel isn't known yet, for a day: whoever sent one may tell its id
-- later.
CREATE TABLE riad.early_reports (
    channel_account text NOT NULL,
    channel_message_id text NOT NULL,
    state text COLLATE "C" NOT NULL CHECK (state IN ('sent', 'delivered', 'read', 'failed')),
    happened_at timestamptz NOT NULL,
    error text,
    reported_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (channel_account, channel_message_id, state)
) WITH (autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 1000);
ALTER TABLE riad.early_reports ENABLE ROW LEVEL SECURITY;

CREATE INDEX early_reports_by_age ON riad.early_reports (reported_at);

-- What each person can still take back. Unlogged: after a crash it is too late, and what was held back is sent.
CREATE UNLOGGED TABLE riad.undo_entries (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id uuid NOT NULL,
    made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    undo_until timestamptz NOT NULL,
    action text COLLATE "C" NOT NULL CHECK (action IN (
        'reply', 'note', 'state', 'priority', 'tags', 'claim', 'take_next', 'release', 'transfer'
    )),
    conversation_id uuid NOT NULL,
    -- Of a reply or a note.
    message_id uuid,
    old_owed_since timestamptz,
    old_failed_since timestamptz,
    -- Of other conversations that the action settled, by id: since when they owed an answer, and since when a delivery
    -- had failed. They are a merged thread's, or the one where a message failed that was sent again.
    old_owed_parts jsonb,
    old_failed_parts jsonb,
    old_state text COLLATE "C", new_state text COLLATE "C",
    old_priority text COLLATE "C", new_priority text COLLATE "C",
    old_tags text[], new_tags text[],
    old_agent_id uuid, new_agent_id uuid,
    old_chatbot_id uuid, new_chatbot_id uuid,
    old_role text COLLATE "C", new_role text COLLATE "C"
) WITH (autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 1000);
ALTER TABLE riad.undo_entries ENABLE ROW LEVEL SECURITY;

CREATE INDEX undo_entries_by_user ON riad.undo_entries (user_id, made_at);

-- The undo entry of what a function is doing; its events wait until it can't be undone any more. The action is null where
-- the changed row says it.
ALTER TABLE riad.current_actions
    ADD COLUMN undo_id uuid,
    ALTER COLUMN action DROP NOT NULL;

ALTER TABLE riad.settings ADD CHECK (
    key <> 'undo_seconds' OR jsonb_typeof(value) = 'number' AND (value #>> '{}') ~ '^[0-9]{1,2}$'
        AND (value #>> '{}')::integer BETWEEN 0 AND 60
);
INSERT INTO riad.settings (key, category, value) VALUES ('undo_seconds', 'messages', '5');

-- What a channel lets the house say to somebody who hasn't written for a day, as the channel has approved it.
CREATE TABLE riad.message_templates (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    channel_account text NOT NULL CHECK (octet_length(channel_account) BETWEEN 1 AND 200),
    name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 512 AND name !~ '[[:cntrl:]]'),
    -- As the channel writes it: en, fr, pt_BR.
    language text COLLATE "C" NOT NULL CHECK (language ~ '^[A-Za-z]{2,3}([_-][A-Za-z0-9]{2,8})*$'),
    -- With variables {{1}}, {{2}} ….
    body text NOT NULL CHECK (char_length(body) BETWEEN 1 AND 4096),
    category text CHECK (char_length(category) BETWEEN 1 AND 60),
    is_active boolean NOT NULL DEFAULT true,
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    UNIQUE (channel_account, name, language)
);
ALTER TABLE riad.message_templates ENABLE ROW LEVEL SECURITY;

-- '' for all; else yes or no: whether a delivery failed.
ALTER TYPE riad.inbox_filters ADD ATTRIBUTE failed text;
