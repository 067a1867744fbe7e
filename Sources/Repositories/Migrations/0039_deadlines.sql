-- What a conversation's next deadline is: the answer that its targets ask for, the end of WhatsApp's window, or the guest's
-- arrival, whichever comes first; and who answered whom how soon.
SET LOCAL ROLE riad_owner;

-- `sla_due_at` is the next of the three and `answer_due_at` the targets' alone; both are infinity while no answer is owed.
ALTER TABLE public.conversations
    -- When the first message came that no person or chatbot has answered; null where all are. It outlives a state in which
    -- nothing is owed, so that a conversation taken back out of it is due when it was.
    ADD COLUMN owed_since timestamptz CHECK (isfinite(owed_since)),
    ADD COLUMN answer_due_at timestamptz NOT NULL DEFAULT 'infinity',
    -- When the guest last wrote; null where they never did, or not since this is kept.
    ADD COLUMN last_guest_at timestamptz CHECK (isfinite(last_guest_at)),
    ADD CHECK (answer_due_at = 'infinity' OR owed_since IS NOT NULL);

-- An answer of a person to what was owed, and the first of all in any case. Chatbots don't stand here.
CREATE TABLE riad.responses (
    conversation_id uuid NOT NULL REFERENCES public.conversations ON DELETE CASCADE,
    seq bigint NOT NULL,
    kind text COLLATE "C" NOT NULL CHECK (kind IN ('first', 'next')),
    -- Null where nothing was owed: the house wrote first, or a chatbot had answered.
    asked_at timestamptz,
    -- Infinity where no target fitted; null with asked_at.
    due_at timestamptz,
    answered_at timestamptz NOT NULL,
    -- Null where the channel's own app was used and doesn't say.
    answered_by uuid,
    zone_id smallint NOT NULL,
    priority text COLLATE "C" NOT NULL,
    channel_type text NOT NULL,
    PRIMARY KEY (conversation_id, seq),
    CHECK ((asked_at IS NULL) = (due_at IS NULL)),
    CHECK (kind = 'first' OR asked_at IS NOT NULL)
);

CREATE UNIQUE INDEX responses_first ON riad.responses (conversation_id) WHERE kind = 'first';
CREATE INDEX responses_by_time ON riad.responses (answered_at);

ALTER TABLE riad.responses ENABLE ROW LEVEL SECURITY;
CREATE POLICY "Supervisors can view metrics" ON riad.responses FOR SELECT TO riad_console
    USING ((SELECT riad.supervises()));
GRANT SELECT ON riad.responses TO riad_console;

UPDATE public.conversations c
SET owed_since = c.sla_due_at - make_interval(mins => p.reply_minutes), answer_due_at = c.sla_due_at
FROM riad.priorities p
WHERE p.priority = c.priority AND c.is_open AND c.sla_due_at < 'infinity';
UPDATE public.conversations c
SET last_guest_at = (
    SELECT m.created_at FROM public.conversation_messages m
    WHERE m.conversation_id = c.id AND m.sender_type = 'guest' ORDER BY m.seq DESC LIMIT 1
)
WHERE c.is_open;

CREATE FUNCTION riad.owes_answer(_state text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN _state IN ('NOUVELLE', 'EN_COURS', 'TRANSFÉRÉE');
END
$$;

-- The target that fits best; all null where none fits.
CREATE FUNCTION riad.target_for(_kind text, _priority text, _channel_type text, _zone_id smallint) RETURNS riad.sla_targets
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    target riad.sla_targets;
BEGIN
    SELECT t.* INTO target FROM riad.sla_targets t
    WHERE t.kind = _kind AND (t.zone_id IS NULL OR t.zone_id = _zone_id)
        AND (t.channel_type IS NULL OR t.channel_type = _channel_type)
        AND (t.priority IS NULL OR t.priority = _priority)
    ORDER BY t.rank DESC LIMIT 1;
    RETURN target;
END
$$;

-- When a person's answer is due; infinity where none is owed or no target fits.
CREATE FUNCTION riad.answer_due(conversation public.conversations) RETURNS timestamptz
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    target riad.sla_targets;
BEGIN
    IF conversation.owed_since IS NULL OR NOT riad.owes_answer(conversation.state) THEN
        RETURN 'infinity';
    END IF;
    target := riad.target_for(CASE WHEN EXISTS (
        SELECT FROM riad.responses r WHERE r.conversation_id = conversation.id AND r.kind = 'first'
    ) THEN 'next' ELSE 'first' END, conversation.priority, conversation.channel_type, conversation.zone_id);
    RETURN coalesce(riad.due_at(conversation.owed_since, target.minutes, target.calendar_id), 'infinity');
END
$$;

-- Until when WhatsApp lets free text through: 24 hours from the guest's last message. Infinity on other channels.
CREATE FUNCTION riad.window_closes(_channel_type text, _last_guest_at timestamptz) RETURNS timestamptz
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN CASE WHEN _channel_type = 'whatsapp' THEN _last_guest_at + interval '24 hours' ELSE 'infinity' END;
END
$$;

-- When guests get their keys on the day of their arrival, where the properties are.
CREATE FUNCTION riad.arrival(_check_in date) RETURNS timestamptz
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN (_check_in + time '15:00') AT TIME ZONE 'Africa/Casablanca';
END
$$;

-- The next deadline of a conversation whose answer is due then: infinity while none is owed.
CREATE FUNCTION riad.next_deadline(conversation public.conversations, _answer_due_at timestamptz) RETURNS timestamptz
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    arrives_at timestamptz;
BEGIN
    IF conversation.owed_since IS NULL OR NOT riad.owes_answer(conversation.state) THEN
        RETURN 'infinity';
    END IF;
    IF conversation.reservation_id IS NOT NULL THEN
        SELECT riad.arrival(r.check_in) INTO arrives_at FROM public.reservation r
        WHERE r.res_id = conversation.reservation_id AND r.status <> 'cancelled'
            AND r.check_in >= (conversation.owed_since - interval '2 days')::date;
    END IF;
    RETURN least(_answer_due_at,
        riad.window_closes(conversation.channel_type, conversation.last_guest_at),
        CASE WHEN arrives_at > conversation.owed_since THEN arrives_at END);
END
$$;

CREATE FUNCTION riad.keep_deadline() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF TG_OP = 'INSERT' OR (NEW.owed_since, NEW.state, NEW.priority, NEW.zone_id, NEW.channel_type)
        IS DISTINCT FROM (OLD.owed_since, OLD.state, OLD.priority, OLD.zone_id, OLD.channel_type)
    THEN
        NEW.answer_due_at := riad.answer_due(NEW);
    END IF;
    NEW.sla_due_at := riad.next_deadline(NEW, NEW.answer_due_at);
    RETURN NEW;
END
$$;

-- After the triggers that give a conversation its zone: they go by name.
CREATE TRIGGER deadline_kept BEFORE UPDATE ON public.conversations
    FOR EACH ROW WHEN (
        NEW.owed_since IS DISTINCT FROM OLD.owed_since OR NEW.state <> OLD.state OR NEW.priority <> OLD.priority
        OR NEW.zone_id <> OLD.zone_id OR NEW.channel_type <> OLD.channel_type
        OR NEW.last_guest_at IS DISTINCT FROM OLD.last_guest_at
        OR NEW.reservation_id IS DISTINCT FROM OLD.reservation_id
    ) EXECUTE FUNCTION riad.keep_deadline();
CREATE TRIGGER deadline_kept_on_insert BEFORE INSERT ON public.conversations
    FOR EACH ROW WHEN (NEW.owed_since IS NOT NULL) EXECUTE FUNCTION riad.keep_deadline();

-- Counts the deadlines of open conversations anew where targets, calendars or the program's rules have changed, in the
-- order in which changes of many lock them. Returns how many moved.
CREATE FUNCTION riad.recount_deadlines() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    moved bigint;
BEGIN
    WITH locked AS MATERIALIZED (
        SELECT c.id, riad.answer_due(c) AS answer_due_at FROM public.conversations c
        WHERE c.is_open AND c.owed_since IS NOT NULL
        ORDER BY c.id FOR NO KEY UPDATE
    )
    UPDATE public.conversations c
    SET answer_due_at = l.answer_due_at, sla_due_at = riad.next_deadline(c, l.answer_due_at)
    FROM locked l
    WHERE c.id = l.id AND (c.answer_due_at <> l.answer_due_at OR c.sla_due_at <> riad.next_deadline(c, l.answer_due_at));
    GET DIAGNOSTICS moved = ROW_COUNT;
    RETURN moved;
END
$$;

CREATE FUNCTION riad.arrival_moved() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE public.conversations c SET sla_due_at = riad.next_deadline(c, c.answer_due_at)
    WHERE c.reservation_id = NEW.res_id AND c.is_open AND c.owed_since IS NOT NULL;
    RETURN NULL;
END
$$;

CREATE TRIGGER arrival_moved AFTER UPDATE OF check_in, status ON public.reservation
    FOR EACH ROW WHEN (NEW.check_in <> OLD.check_in OR NEW.status <> OLD.status) EXECUTE FUNCTION riad.arrival_moved();
