-- What a message brings beside its text, which stay it is about, what it was before an edit, and what each account
-- signs with.
SET LOCAL ROLE riad_owner;

ALTER TABLE public.conversation_messages
    -- The stay that the guest writes about; of a reply, that of the message it answers.
    ADD COLUMN reservation_id uuid,
    -- When it came to the house; null where that is created_at. created_at is when its sender sent it.
    ADD COLUMN received_at timestamptz CHECK (isfinite(received_at)),
    -- What a kind has beside text: see `riad.is_message_content`.
    ADD COLUMN content jsonb CHECK (jsonb_typeof(content) = 'object'),
    -- Of an e-mail.
    ADD COLUMN subject text,
    ADD COLUMN cc text[],
    ADD COLUMN reply_to text,
    ADD COLUMN in_reply_to text,
    -- Its Message-ID, which its sender chose: for answers to name, not to recognise it by.
    ADD COLUMN mail_message_id text,
    -- Of a reply the guest's message that it answers: subject, Cc and Reply-To are that one's.
    ADD COLUMN answers_id uuid,
    -- What the account signs a reply with, as it was when the reply was written.
    ADD COLUMN signature text,
    ADD COLUMN edited_at timestamptz CHECK (isfinite(edited_at)),
    ADD COLUMN deleted_at timestamptz CHECK (isfinite(deleted_at)),
    ALTER COLUMN reservation_id SET STATISTICS 0, ALTER COLUMN received_at SET STATISTICS 0,
    ALTER COLUMN content SET STATISTICS 0, ALTER COLUMN subject SET STATISTICS 0, ALTER COLUMN cc SET STATISTICS 0,
    ALTER COLUMN reply_to SET STATISTICS 0, ALTER COLUMN in_reply_to SET STATISTICS 0,
    ALTER COLUMN mail_message_id SET STATISTICS 0, ALTER COLUMN answers_id SET STATISTICS 0,
    ALTER COLUMN signature SET STATISTICS 0, ALTER COLUMN edited_at SET STATISTICS 0,
    ALTER COLUMN deleted_at SET STATISTICS 0;

-- Not validated: no message of before has one, and looking would hold up a large table.
ALTER TABLE public.conversation_messages
    ADD FOREIGN KEY (reservation_id) REFERENCES public.reservation NOT VALID;

-- Channels invent kinds: one that nobody knows yet is kept under its own name.
ALTER TABLE public.conversation_messages
    DROP CONSTRAINT conversation_messages_message_type_check,
    ADD CONSTRAINT conversation_messages_message_type_check CHECK (message_type ~ '^[a-z][a-z0-9_-]{0,39}$') NOT VALID;

-- The same of the last message, for lists; null where it is text alone.
ALTER TABLE public.conversations
    ADD COLUMN last_message_details jsonb,
    ALTER COLUMN last_message_details SET STATISTICS 0;

-- What a message was before it was edited or deleted.
CREATE TABLE riad.message_versions (
    message_id uuid NOT NULL REFERENCES public.conversation_messages ON DELETE CASCADE,
    -- From 1, the oldest first.
    number smallint NOT NULL CHECK (number BETWEEN 1 AND 100),
    conversation_id uuid NOT NULL REFERENCES public.conversations ON DELETE CASCADE,
    message_content text NOT NULL,
    content jsonb,
    attachment_ids uuid[],
    replaced_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (message_id, number)
);
ALTER TABLE riad.message_versions ENABLE ROW LEVEL SECURITY;
ALTER TABLE riad.message_versions
    ALTER COLUMN message_id SET STATISTICS 0, ALTER COLUMN number SET STATISTICS 0,
    ALTER COLUMN conversation_id SET STATISTICS 0, ALTER COLUMN message_content SET STATISTICS 0,
    ALTER COLUMN content SET STATISTICS 0, ALTER COLUMN attachment_ids SET STATISTICS 0,
    ALTER COLUMN replaced_at SET STATISTICS 0;

-- The company's addresses and numbers that have a signature.
CREATE TABLE riad.channel_accounts (
    channel_account text COLLATE "C" PRIMARY KEY CHECK (octet_length(channel_account) BETWEEN 1 AND 200),
    signature text NOT NULL CHECK (char_length(signature) BETWEEN 1 AND 2000),
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    updated_by uuid
);
ALTER TABLE riad.channel_accounts ENABLE ROW LEVEL SECURITY;
ALTER TABLE riad.channel_accounts
    ALTER COLUMN channel_account SET STATISTICS 0, ALTER COLUMN signature SET STATISTICS 0,
    ALTER COLUMN updated_at SET STATISTICS 0, ALTER COLUMN updated_by SET STATISTICS 0;

-- A cancelled stay has no dates in lists any more.
UPDATE public.conversations c SET shown_check_in = NULL, shown_check_out = NULL
FROM public.reservation r
WHERE r.res_id = c.reservation_id AND r.status = 'cancelled' AND num_nonnulls(c.shown_check_in, c.shown_check_out) > 0;
