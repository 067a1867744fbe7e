-- Answer deadlines and the next deadline of conversations.

-- Returns whether an answer can be owed in this state.
CREATE OR REPLACE FUNCTION riad.expects_answer(_state text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN _state IN ('NOUVELLE', 'EN_COURS', 'TRANSFÉRÉE');
END
$$;

-- Returns the deadline of a person's answer by the SLA targets; infinity if none is owed or no target matches.
CREATE OR REPLACE FUNCTION riad.answer_due(conversation public.conversations) RETURNS timestamptz
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    target riad.sla_targets;
BEGIN
    IF conversation.owed_since IS NULL OR NOT riad.expects_answer(conversation.state) THEN
        RETURN 'infinity';
    END IF;
    target := riad.best_sla_target(CASE WHEN EXISTS (
        SELECT FROM riad.responses r WHERE r.conversation_id = conversation.id AND r.kind = 'first'
    ) THEN 'next' ELSE 'first' END, conversation.priority, conversation.channel_type, conversation.zone_id);
    RETURN coalesce(riad.due_at(conversation.owed_since, target.minutes, target.calendar_id), 'infinity');
END
$$;

-- Returns when WhatsApp's window for free text closes: 24 hours after the guest's last message; infinity on other
-- channels.
CREATE OR REPLACE FUNCTION riad.whatsapp_window_closes_at(_channel_type text, _last_guest_at timestamptz) RETURNS timestamptz
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN CASE WHEN _channel_type = 'whatsapp' THEN _last_guest_at + interval '24 hours' ELSE 'infinity' END;
END
$$;

-- Returns the check-in time on the day of arrival, in the properties' time zone.
CREATE OR REPLACE FUNCTION riad.arrival_time(_check_in date) RETURNS timestamptz
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN (_check_in + make_time(coalesce(riad.integer_setting('arrival_hour'), 15), 0, 0)) AT TIME ZONE riad.house_time_zone();
END
$$;

-- Returns the next deadline of a conversation by itself, as if it weren't merged.
CREATE OR REPLACE FUNCTION riad.unmerged_deadline(conversation public.conversations, _answer_due_at timestamptz) RETURNS timestamptz
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    arrives_at timestamptz;
BEGIN
    IF conversation.owed_since IS NULL OR NOT riad.expects_answer(conversation.state) THEN
        RETURN 'infinity';
    END IF;
    IF conversation.reservation_id IS NOT NULL THEN
        SELECT riad.arrival_time(r.check_in) INTO arrives_at FROM public.reservation r
        WHERE r.res_id = conversation.reservation_id AND r.status <> 'cancelled'
            AND r.check_in >= (conversation.owed_since - interval '2 days')::date;
    END IF;
    RETURN least(_answer_due_at,
        riad.whatsapp_window_closes_at(conversation.channel_type, conversation.last_guest_at),
        CASE WHEN arrives_at > conversation.owed_since THEN arrives_at END);
END
$$;

-- Returns the next deadline of a conversation and its members; infinity if no answer is owed, and for members, whose
-- head has the deadline.
CREATE OR REPLACE FUNCTION riad.next_deadline(conversation public.conversations, _answer_due_at timestamptz)
RETURNS timestamptz
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    due timestamptz;
    member public.conversations;
BEGIN
    IF conversation.merged_into IS NOT NULL OR NOT riad.expects_answer(conversation.state) THEN
        RETURN 'infinity';
    END IF;
    due := riad.unmerged_deadline(conversation, _answer_due_at);
    IF conversation.members > 0 THEN
        FOR member IN
            SELECT m.* FROM public.conversations m WHERE m.merged_into = conversation.id AND m.owed_since IS NOT NULL
        LOOP
            member := riad.with_steering_of(conversation, member);
            due := least(due, riad.unmerged_deadline(member, riad.answer_due(member)));
        END LOOP;
    END IF;
    RETURN due;
END
$$;

-- Recalculates the deadlines if a column they depend on has changed.
CREATE OR REPLACE FUNCTION riad.maintain_deadlines() RETURNS trigger
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

-- Recalculates the deadlines of open conversations after a change of targets, calendars or the program's rules. Locks
-- in the same order as bulk changes. Returns the number of deadlines that changed.
CREATE OR REPLACE FUNCTION riad.recalculate_deadlines() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    moved bigint;
BEGIN
    WITH locked AS MATERIALIZED (
        SELECT c.id, riad.answer_due(c) AS answer_due_at FROM public.conversations c
        WHERE c.is_open AND (c.owed_since IS NOT NULL OR c.members > 0)
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

-- Call it after committing a change of targets or calendars: messages received meanwhile used the old ones.
CREATE OR REPLACE FUNCTION riad.request_deadline_recalculation() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s'
AS $$
BEGIN
    PERFORM riad.require_sla_rights();
    PERFORM riad.enforce_change_limit();
    RETURN riad.recalculate_deadlines();
END
$$;
GRANT EXECUTE ON FUNCTION riad.request_deadline_recalculation TO riad_console;
