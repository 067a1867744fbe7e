-- Conversations, the states that they go through, and who had them.
SET LOCAL ROLE riad_owner;

CREATE TABLE riad.states (
    state text COLLATE "C" PRIMARY KEY,
    is_open boolean NOT NULL
);
ALTER TABLE riad.states ENABLE ROW LEVEL SECURITY;

INSERT INTO riad.states (state, is_open) VALUES
    ('NOUVELLE', true), ('EN_COURS', true), ('EN_ATTENTE', true), ('TRANSFÉRÉE', true),
    ('RÉSOLUE', false), ('CLÔTURÉE', false), ('ARCHIVÉE', false);

-- What moves a conversation from one state to another; a row that keeps the state says that the act is legal there.
CREATE TABLE riad.state_transitions (
    act text NOT NULL CHECK (act IN (
        'claim', 'release', 'transfer_to_person', 'transfer_to_role', 'reply_and_wait',
        'guest_message_assigned', 'guest_message_unassigned', 'by_hand'
    )),
    from_state text COLLATE "C" NOT NULL REFERENCES riad.states,
    to_state text COLLATE "C" NOT NULL REFERENCES riad.states,
    PRIMARY KEY (act, from_state, to_state)
);
ALTER TABLE riad.state_transitions ENABLE ROW LEVEL SECURITY;

INSERT INTO riad.state_transitions (act, from_state, to_state) VALUES
    ('claim', 'NOUVELLE', 'EN_COURS'),
    ('claim', 'TRANSFÉRÉE', 'EN_COURS'),
    ('claim', 'EN_COURS', 'EN_COURS'),
    ('claim', 'EN_ATTENTE', 'EN_ATTENTE'),
    ('reply_and_wait', 'EN_COURS', 'EN_ATTENTE'),
    ('guest_message_assigned', 'EN_ATTENTE', 'EN_COURS'),
    ('guest_message_assigned', 'RÉSOLUE', 'EN_COURS'),
    ('guest_message_assigned', 'CLÔTURÉE', 'EN_COURS'),
    ('guest_message_unassigned', 'EN_ATTENTE', 'NOUVELLE'),
    ('guest_message_unassigned', 'RÉSOLUE', 'NOUVELLE'),
    ('guest_message_unassigned', 'CLÔTURÉE', 'NOUVELLE'),
    ('by_hand', 'RÉSOLUE', 'ARCHIVÉE'),
    ('by_hand', 'CLÔTURÉE', 'ARCHIVÉE');

INSERT INTO riad.state_transitions (act, from_state, to_state)
SELECT act.name, s.state, act.to_state
FROM riad.states s
CROSS JOIN (VALUES ('release', 'NOUVELLE'), ('transfer_to_person', 'EN_COURS'), ('transfer_to_role', 'TRANSFÉRÉE'))
    AS act (name, to_state)
WHERE s.is_open;

INSERT INTO riad.state_transitions (act, from_state, to_state)
SELECT 'by_hand', earlier.state, later.state
FROM riad.states earlier
CROSS JOIN riad.states later
WHERE earlier.state <> 'ARCHIVÉE' AND later.state <> 'ARCHIVÉE' AND earlier.state <> later.state;

CREATE TABLE public.conversations (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    guest_id uuid REFERENCES public.guest,
    reservation_id uuid REFERENCES public.reservation,
    assigned_agent_id uuid REFERENCES public.profiles (user_id),
    assigned_chatbot_id uuid,
    state text COLLATE "C" NOT NULL DEFAULT 'NOUVELLE' CHECK (state IN (
        'NOUVELLE', 'EN_COURS', 'EN_ATTENTE', 'TRANSFÉRÉE', 'RÉSOLUE', 'CLÔTURÉE', 'ARCHIVÉE'
    )),
    journey_phase text NOT NULL DEFAULT 'PRE_RESERVATION' CHECK (journey_phase IN (
        'PRE_RESERVATION', 'POST_RESERVATION', 'SEJOUR_COURS', 'PRE_CHECKOUT', 'POST_CHECKOUT'
    )),
    channel_type text NOT NULL CHECK (channel_type IN ('whatsapp', 'email', 'beds24', 'direct', 'sms')),
    priority text COLLATE "C" NOT NULL DEFAULT 'medium' CHECK (priority IN ('low', 'medium', 'high', 'urgent')),
    subject text,
    tags text[] NOT NULL DEFAULT '{}',
    last_message_at timestamptz NOT NULL DEFAULT now(),
    last_message_content text,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),

    -- 0 low, 1 medium, 2 high, 3 urgent. A trigger keeps it and is_open: of what shows in another's thread neither is what
    -- priority and state say, so that walks and counters pass it by.
    prio smallint NOT NULL DEFAULT 1,
    is_open boolean NOT NULL DEFAULT true,
    property_id uuid REFERENCES public.property,
    zone_id smallint NOT NULL DEFAULT 0 REFERENCES riad.zones,
    last_sender_type text CHECK (last_sender_type IN ('guest', 'agent', 'chatbot', 'ai', 'system')),
    last_seq bigint NOT NULL DEFAULT 0 CHECK (last_seq >= 0),
    -- Counts assignments; messages don't touch it.
    assign_version integer NOT NULL DEFAULT 0,
    -- The next deadline: of the answer, of WhatsApp's window, of the guest's arrival; infinity while no answer is owed.
    sla_due_at timestamptz NOT NULL DEFAULT 'infinity',
    transferred_to_role text COLLATE "C",
    channel_account text,
    -- The archived conversation that this one goes on from.
    continues_id uuid REFERENCES public.conversations,
    -- When the first message came that no person or chatbot has answered; null where all are. It outlives a state in which
    -- nothing is owed, so that a conversation taken back out of it is due when it was.
    owed_since timestamptz CHECK (isfinite(owed_since)),
    -- When the answer is due by the targets alone; infinity while none is owed.
    answer_due_at timestamptz NOT NULL DEFAULT 'infinity',
    -- When the guest last wrote; null where they never did, or not since this is kept.
    last_guest_at timestamptz CHECK (isfinite(last_guest_at)),
    -- The conversation in whose thread this one shows; null where it shows by itself.
    merged_into uuid REFERENCES public.conversations,
    -- How many conversations show in this one's thread beside itself.
    members smallint NOT NULL DEFAULT 0 CHECK (members >= 0),
    -- Counts merging and taking apart: the numbers of a thread's messages hold for one version of it.
    thread_version integer NOT NULL DEFAULT 0,
    -- What lists show of the guest and the stay. Triggers keep it, and let nothing else in.
    shown_guest_name text,
    shown_guest_country text,
    shown_check_in date,
    shown_check_out date,

    CHECK (state <> 'NOUVELLE' OR assigned_agent_id IS NULL),
    CHECK (sla_due_at = 'infinity' OR state NOT IN ('RÉSOLUE', 'CLÔTURÉE', 'ARCHIVÉE')),
    CHECK (transferred_to_role IS NULL OR state = 'TRANSFÉRÉE' AND assigned_agent_id IS NULL),
    CHECK (answer_due_at = 'infinity' OR owed_since IS NOT NULL),
    CHECK (merged_into IS NULL OR merged_into <> id AND members = 0 AND sla_due_at = 'infinity')
)
-- The counters read open conversations from an index alone, as far as the visibility map knows their pages. By default a
-- fifth of the table would have to die before a vacuum; one of a million conversations with their 28 indexes takes 3 s, of
-- which nobody notices anything, so it comes every 5,000 or so.
WITH (
    fillfactor = 90,
    autovacuum_vacuum_threshold = 500, autovacuum_vacuum_scale_factor = 0.005,
    autovacuum_vacuum_insert_threshold = 500, autovacuum_vacuum_insert_scale_factor = 0.005,
    autovacuum_analyze_scale_factor = 0.02
);
ALTER TABLE public.conversations ENABLE ROW LEVEL SECURITY;

-- How far each person has read.
CREATE TABLE riad.read_marks (
    user_id uuid NOT NULL REFERENCES public.profiles (user_id) ON DELETE CASCADE,
    conversation_id uuid NOT NULL REFERENCES public.conversations ON DELETE CASCADE,
    last_read_seq bigint NOT NULL CHECK (last_read_seq >= 0),
    read_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (user_id, conversation_id)
)
-- A mark is written again and again and no index has what changes: with room in its page it needs no new index entry.
WITH (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02);
ALTER TABLE riad.read_marks ENABLE ROW LEVEL SECURITY;

CREATE TABLE riad.assignments (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    conversation_id uuid NOT NULL REFERENCES public.conversations,
    -- `direct` is a change that no function of the house made.
    act text COLLATE "C" NOT NULL CHECK (act IN (
        'claim', 'take_next', 'reply', 'release', 'transfer', 'escalation', 'assignment', 'state_change', 'undo', 'merge',
        'unmerge', 'direct'
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
ALTER TABLE riad.assignments ENABLE ROW LEVEL SECURITY;

CREATE INDEX assignments_by_conversation ON riad.assignments (conversation_id, created_at DESC, assign_version DESC);

CREATE INDEX assignments_by_agent ON riad.assignments (to_agent_id, created_at DESC) WHERE to_agent_id IS NOT NULL;

-- What a function of the house is doing at this moment, so that triggers know: a row that is there only while it runs,
-- and so never seen by another transaction. A setting would do, were it not for sessions that set it themselves.
CREATE UNLOGGED TABLE riad.deeds (
    transaction_id xid8 PRIMARY KEY,
    act text COLLATE "C" NOT NULL,
    reason text,
    batch_id uuid,
    -- When the outside is told of it; null for now.
    events_at timestamptz,
    -- The outside isn't told at all: it never heard of what is being taken back.
    is_silent boolean NOT NULL DEFAULT false
) WITH (autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 1000);
ALTER TABLE riad.deeds ENABLE ROW LEVEL SECURITY;

-- What a change leaves; sla_due_at is null where no answer is owed.
CREATE TYPE riad.conversation_head AS (
    state text, priority text, tags text[], assigned_agent_id uuid, assign_version integer, last_seq bigint,
    sla_due_at timestamptz
);
