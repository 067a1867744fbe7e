-- Messages and notes of a conversation, numbered without gaps, and the files that they name.
SET LOCAL ROLE riad_owner;

CREATE TABLE public.conversation_messages (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    conversation_id uuid NOT NULL REFERENCES public.conversations,
    sender_id uuid,
    sender_type text NOT NULL CHECK (sender_type IN ('guest', 'agent', 'chatbot', 'ai', 'system')),
    sender_name text,
    message_content text NOT NULL,
    message_type text NOT NULL DEFAULT 'text' CHECK (
        message_type IN ('text', 'image', 'file', 'video', 'audio', 'system')
    ),
    attachment_ids uuid[],
    is_internal boolean NOT NULL DEFAULT false,
    is_automated boolean NOT NULL DEFAULT false,
    metadata jsonb NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT now(),

    -- From 1, given under the conversation's row lock.
    seq bigint NOT NULL CHECK (seq > 0),
    channel_account text,
    -- The channel's own id of the message, once it is known.
    channel_message_id text,
    -- How far it came on its way to the guest; null for what isn't sent.
    delivery_state text CHECK (delivery_state IN ('queued', 'sent', 'delivered', 'read', 'failed')),
    sent_at timestamptz,
    delivered_at timestamptz,
    read_at timestamptz,
    failed_at timestamptz,
    delivery_error text,

    UNIQUE (conversation_id, seq),
    CHECK (NOT is_internal OR sender_type <> 'guest'),
    CHECK (channel_message_id IS NULL OR channel_account IS NOT NULL)
);
ALTER TABLE public.conversation_messages ENABLE ROW LEVEL SECURITY;

-- The same message brought twice by a channel is one message.
CREATE UNIQUE INDEX conversation_messages_of_channel
    ON public.conversation_messages (channel_account, channel_message_id) WHERE channel_message_id IS NOT NULL;

-- What searches compare, kept by triggers: an entry a message, and two a conversation. Apart from the texts, so that no plan
-- and no statistics of what a login reads tells of it; only definer functions read it.
CREATE TABLE riad.search_entries (
    conversation_id uuid NOT NULL,
    -- The message's number; 0 for the guest's name and the tags, -1 for the property's name, which the desk alone looks at.
    seq bigint NOT NULL CHECK (seq >= -1),
    -- The conversation's, before each of the words too.
    zone_id smallint NOT NULL,
    message_id uuid,
    created_at timestamptz,
    words tsvector NOT NULL,
    PRIMARY KEY (conversation_id, seq),
    CHECK (num_nulls(message_id, created_at) = CASE WHEN seq > 0 THEN 0 ELSE 2 END)
);
ALTER TABLE riad.search_entries ENABLE ROW LEVEL SECURITY;

CREATE INDEX search_entries_by_words ON riad.search_entries USING gin (words);

-- Words that stand in every other message are found by walking back in time instead.
CREATE INDEX search_entries_by_time ON riad.search_entries (zone_id, created_at DESC, message_id DESC) WHERE seq > 0;

CREATE TABLE riad.attachments (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    conversation_id uuid NOT NULL REFERENCES public.conversations,
    name text NOT NULL,
    content_type text,
    byte_size bigint CHECK (byte_size >= 0),
    url text,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
ALTER TABLE riad.attachments ENABLE ROW LEVEL SECURITY;

CREATE INDEX attachments_by_conversation ON riad.attachments (conversation_id);

CREATE TYPE riad.receipt AS (
    seq bigint, created_at timestamptz, state text, assigned_agent_id uuid, already_sent boolean
);

CREATE TYPE riad.received AS (conversation_id uuid, message_id uuid, seq bigint, already_received boolean);

CREATE TYPE riad.found_message AS (
    message_id uuid, conversation_id uuid, seq bigint, created_at timestamptz, sender_type text, sender_name text,
    is_internal boolean,
    -- Some 240 characters around the first word found.
    excerpt text
);
