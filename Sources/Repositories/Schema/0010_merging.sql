-- Conversations of one guest that show as one thread.
SET LOCAL ROLE riad_owner;

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
ALTER TABLE riad.merges ENABLE ROW LEVEL SECURITY;

CREATE UNIQUE INDEX merges_present ON riad.merges (member_id) WHERE unmerged_at IS NULL;

CREATE INDEX merges_by_head ON riad.merges (head_id, merged_at);

CREATE INDEX merges_by_member ON riad.merges (member_id, merged_at);

CREATE TYPE riad.thread_part AS (
    conversation_id uuid, place integer, channel_type text,
    -- How many of its messages, and of the thread's, come before the place that was asked for.
    ahead bigint, start bigint
);
GRANT USAGE ON TYPE riad.thread_part TO riad_console;

-- A merged thread as its head's row has it: its parts, the head first, what the others add to the head's own messages, and
-- since when and until when the whole thread owes an answer.
CREATE TYPE riad.merged_thread AS (
    part_ids uuid[], channels text[], guest_times timestamptz[], more_messages bigint, more_unread bigint,
    owed_since timestamptz, answer_due_at timestamptz
);
