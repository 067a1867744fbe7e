-- What changes of a conversation beside its messages and its assignee.
SET LOCAL ROLE riad_owner;

-- Every change of a state or a priority, whoever made it. Of a merged thread only the head's: members follow it.
CREATE TABLE riad.conversation_changes (
    conversation_id uuid NOT NULL REFERENCES public.conversations,
    changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    id bigint GENERATED ALWAYS AS IDENTITY,
    -- Null where no person did it.
    changed_by uuid,
    -- What a function said that it was doing; null where none did.
    action text COLLATE "C",
    -- Null where the state stayed.
    from_state text COLLATE "C",
    to_state text COLLATE "C",
    -- Null where the priority stayed.
    from_priority text COLLATE "C",
    to_priority text COLLATE "C",
    -- The version of the assignment that the same change made; null where it assigned nobody anew.
    assign_version integer,
    PRIMARY KEY (conversation_id, changed_at, id),
    CHECK ((from_state IS NULL) = (to_state IS NULL)),
    CHECK ((from_priority IS NULL) = (to_priority IS NULL)),
    CHECK (num_nonnulls(to_state, to_priority) > 0)
);
ALTER TABLE riad.conversation_changes ENABLE ROW LEVEL SECURITY;
