-- Conversations, with the columns that make an inbox page one short index walk.
SET LOCAL ROLE riad_owner;

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

    -- 0 low, 1 medium, 2 high, 3 urgent.
    prio smallint NOT NULL GENERATED ALWAYS AS (
        CASE priority WHEN 'low' THEN 0 WHEN 'medium' THEN 1 WHEN 'high' THEN 2 ELSE 3 END
    ) STORED,
    is_open boolean NOT NULL GENERATED ALWAYS AS (
        state IN ('NOUVELLE', 'EN_COURS', 'EN_ATTENTE', 'TRANSFÉRÉE')
    ) STORED,
    property_id uuid REFERENCES public.property,
    zone_id smallint NOT NULL DEFAULT 0 REFERENCES riad.zones,
    last_sender_type text CHECK (last_sender_type IN ('guest', 'agent', 'chatbot', 'ai', 'system')),
    last_seq bigint NOT NULL DEFAULT 0 CHECK (last_seq >= 0),
    -- Counts assignments; messages don't touch it.
    assign_version integer NOT NULL DEFAULT 0,
    -- Until when the guest should have an answer; infinity while none is owed.
    sla_due_at timestamptz NOT NULL DEFAULT 'infinity',
    transferred_to_role text COLLATE "C",
    channel_account text,
    -- The archived conversation that this one goes on from.
    continues_id uuid REFERENCES public.conversations,

    CHECK (state <> 'NOUVELLE' OR assigned_agent_id IS NULL),
    CHECK (sla_due_at = 'infinity' OR state NOT IN ('RÉSOLUE', 'CLÔTURÉE', 'ARCHIVÉE')),
    CHECK (transferred_to_role IS NULL OR state = 'TRANSFÉRÉE' AND assigned_agent_id IS NULL)
) WITH (fillfactor = 90);

-- How far each person has read.
CREATE TABLE riad.read_marks (
    user_id uuid NOT NULL REFERENCES public.profiles (user_id) ON DELETE CASCADE,
    conversation_id uuid NOT NULL REFERENCES public.conversations ON DELETE CASCADE,
    last_read_seq bigint NOT NULL CHECK (last_read_seq >= 0),
    read_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (user_id, conversation_id)
);

-- A conversation has the property and the zone of its reservation. A bulk load that gives property_id sets both itself.
CREATE FUNCTION riad.place_conversation() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    NEW.property_id := NULL;
    NEW.zone_id := 0;
    SELECT p.property_id, coalesce(z.id, 0) INTO NEW.property_id, NEW.zone_id
    FROM public.reservation r
    JOIN public.property p ON p.property_id = r.property_id
    LEFT JOIN riad.zones z ON z.label = p.zone
    WHERE r.res_id = NEW.reservation_id;
    NEW.zone_id := coalesce(NEW.zone_id, 0);
    RETURN NEW;
END
$$;

CREATE TRIGGER conversation_placed_on_insert BEFORE INSERT ON public.conversations
    FOR EACH ROW WHEN (NEW.reservation_id IS NOT NULL AND NEW.property_id IS NULL)
    EXECUTE FUNCTION riad.place_conversation();
CREATE TRIGGER conversation_placed_on_update BEFORE UPDATE OF reservation_id ON public.conversations
    FOR EACH ROW WHEN (NEW.reservation_id IS DISTINCT FROM OLD.reservation_id)
    EXECUTE FUNCTION riad.place_conversation();

CREATE FUNCTION riad.property_moved() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE public.conversations
    SET zone_id = coalesce((SELECT id FROM riad.zones WHERE label = NEW.zone), 0)
    WHERE property_id = NEW.property_id;
    RETURN NULL;
END
$$;

CREATE TRIGGER property_moved AFTER UPDATE OF zone ON public.property
    FOR EACH ROW WHEN (NEW.zone IS DISTINCT FROM OLD.zone)
    EXECUTE FUNCTION riad.property_moved();

CREATE FUNCTION riad.reservation_moved() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE public.conversations
    SET property_id = NEW.property_id,
        zone_id = coalesce((
            SELECT z.id FROM public.property p JOIN riad.zones z ON z.label = p.zone
            WHERE p.property_id = NEW.property_id
        ), 0)
    WHERE reservation_id = NEW.res_id;
    RETURN NULL;
END
$$;

CREATE TRIGGER reservation_moved AFTER UPDATE OF property_id ON public.reservation
    FOR EACH ROW WHEN (NEW.property_id IS DISTINCT FROM OLD.property_id)
    EXECUTE FUNCTION riad.reservation_moved();

ALTER TABLE public.conversations ENABLE ROW LEVEL SECURITY;
ALTER TABLE riad.read_marks ENABLE ROW LEVEL SECURITY;

GRANT SELECT ON public.conversations TO riad_console;
GRANT SELECT ON riad.read_marks, riad.zones, riad.roles, riad.states, riad.state_transitions, riad.sla_targets,
    riad.settings TO riad_console;
