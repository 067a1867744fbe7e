-- Reservations: listing, editing, a guest's likely reservation, and propagating changes.

-- RI001: outside the desk. RI002: no such reservation, or not visible. RI007: changed since. RI010: invalid dates,
-- people or status. Also updates the journey phase of its conversations.
CREATE OR REPLACE FUNCTION riad.edit_reservation(
    _res_id uuid, _version bigint, _check_in date, _check_out date, _adults smallint, _children smallint, _status text
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s'
AS $$
DECLARE
    reservation public.reservation;
    current_version xid;
BEGIN
    IF NOT riad.is_desk() THEN
        RAISE EXCEPTION 'not permitted to change reservations' USING ERRCODE = 'RI001';
    END IF;
    PERFORM riad.enforce_change_limit();
    SELECT r.* INTO reservation FROM public.reservation r
    WHERE r.res_id = _res_id AND (riad.can_read_all_conversations() OR riad.can_read_reservation(r.res_id));
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such reservation' USING ERRCODE = 'RI002';
    END IF;
    -- Locks the guest, then the reservation, then the conversations, as receiving a reservation does.
    PERFORM FROM public.guest g WHERE g.guest_id = reservation.guest_id FOR NO KEY UPDATE;
    PERFORM FROM public.reservation r WHERE r.res_id = _res_id FOR NO KEY UPDATE;
    SELECT r.xmin INTO current_version FROM public.reservation r WHERE r.res_id = _res_id;
    PERFORM riad.require_version(current_version, _version);
    IF (_check_out > _check_in) IS NOT TRUE OR _check_in < '2000-01-01' OR _check_out > '2199-12-31'
        OR _adults NOT BETWEEN 0 AND 100 OR _children NOT BETWEEN 0 AND 100
        OR coalesce(_status, '') NOT IN ('pending', 'confirmed', 'cancelled')
    THEN
        RAISE EXCEPTION 'a reservation needs a departure after its arrival, at most 100 people and a known status'
            USING ERRCODE = 'RI010';
    END IF;
    UPDATE public.reservation r
    SET check_in = _check_in, check_out = _check_out, adults = _adults, children = _children, status = _status,
        updated_at = clock_timestamp()
    WHERE r.res_id = _res_id;
    PERFORM FROM public.conversations c
    WHERE c.reservation_id = _res_id AND c.state <> 'ARCHIVÉE' ORDER BY c.id FOR NO KEY UPDATE;
    PERFORM riad.follow_reservation(_res_id);
END
$$;
GRANT EXECUTE ON FUNCTION riad.edit_reservation TO riad_console;

-- Brings the conversations about a reservation, which are locked, to what it is now: their journey phase; after a
-- cancellation, the guest's other stay if there is one.
CREATE OR REPLACE FUNCTION riad.follow_reservation(_res_id uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    reservation public.reservation;
BEGIN
    SELECT r.* INTO reservation FROM public.reservation r WHERE r.res_id = _res_id;
    UPDATE public.conversations c
    SET reservation_id = stay.res_id, journey_phase = riad.journey_phase(stay.res_id, riad.local_today())
    FROM (
        SELECT own.id, CASE WHEN reservation.status = 'cancelled'
            THEN coalesce(riad.likely_reservation(own.guest_id, riad.local_today()), _res_id) ELSE _res_id END AS res_id
        FROM public.conversations own WHERE own.reservation_id = _res_id AND own.state <> 'ARCHIVÉE'
    ) stay
    WHERE c.id = stay.id AND (c.reservation_id, c.journey_phase)
        IS DISTINCT FROM (stay.res_id, riad.journey_phase(stay.res_id, riad.local_today()));
END
$$;

-- Lists reservations that overlap the days `_from` to `_to` (null: unbounded), by arrival, at most `_limit`; each other
-- argument filters unless null. Users who can't read every conversation get those of conversations they can read;
-- properties are for the desk only.
CREATE OR REPLACE FUNCTION riad.reservations(
    _res_id uuid, _guest_id uuid, _property_id uuid, _zone text, _status text, _from date, _to date, _limit integer
) RETURNS TABLE (
    res_id uuid, source text, status text, check_in date, check_out date, adults smallint, children smallint,
    version bigint, guest_id uuid, guest_name text, property_id uuid, property_name text, zone text
)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 50 SET search_path = pg_catalog, pg_temp
SET max_parallel_workers_per_gather = 0
-- An index covers the conversations' reservations; without statistics on zones, a bitmap scan would fetch all
-- conversations of a few zones.
SET enable_bitmapscan = off
AS $$
DECLARE
    me riad.rights := riad.session_rights();
    -- One query text per kind of user. For users who can't read everything, what they can read is collected first and
    -- only that is compared; a reservation's or guest's id is looked up directly, as ids can't be guessed. A joint
    -- plan, with settings that a session controls, could scan all reservations of some days first, and its
    -- transaction's counters would reveal how many there are.
    readable text := CASE WHEN me.can_read_all THEN 'public.reservation' ELSE $s$(
                SELECT r.*, r.xmin FROM public.reservation r
                WHERE ($1 IS NULL OR r.res_id = $1) AND ($2 IS NULL OR r.guest_id = $2) AND r.res_id IN (
                    SELECT c.reservation_id FROM public.conversations c
                    WHERE c.zone_id = ANY ($11) OR c.assigned_agent_id = $10 OR c.transferred_to_role = $12
                )
                OFFSET 0
            )$s$ END;
    -- By the arrival index, except from a given day on (most arrivals are before it) and for users who read few.
    first_day text := CASE WHEN _from IS NULL AND me.can_read_all THEN 'riad.opaque_day(reservation.check_in)'
        ELSE 'reservation.check_in' END;
BEGIN
    IF me.user_id IS NULL THEN
        RETURN;
    ELSIF (_limit BETWEEN 1 AND 100000) IS NOT TRUE THEN
        RAISE EXCEPTION 'the limit must be from 1 to 100,000' USING ERRCODE = 'RI010';
    END IF;
    RETURN QUERY EXECUTE format($s$
        SELECT r.res_id, r.source, r.status, r.check_in, r.check_out, r.adults, r.children, r.version, r.guest_id,
            nullif(concat_ws(' ', g.first_name, g.last_name), ''), CASE WHEN $9 THEN r.property_id END,
            CASE WHEN $9 THEN p.name END, CASE WHEN $9 THEN p.zone::text END
        -- Joins names only for the rows returned.
        FROM (
            SELECT reservation.*, reservation.xmin::text::bigint AS version FROM %1$s reservation
            WHERE ($1 IS NULL OR reservation.res_id = $1) AND ($2 IS NULL OR reservation.guest_id = $2)
                AND ($3 IS NULL OR reservation.property_id = $3 AND $9)
                AND ($4 IS NULL OR $9 AND reservation.property_id IN (
                    SELECT own.property_id FROM public.property own WHERE own.zone::text = $4
                ))
                AND ($5 IS NULL OR reservation.status = $5)
                AND ($6 IS NULL OR reservation.check_out >= $6) AND ($7 IS NULL OR reservation.check_in <= $7)
            ORDER BY %2$s, reservation.res_id
            LIMIT $8
        ) r
        JOIN public.guest g ON g.guest_id = r.guest_id
        JOIN public.property p ON p.property_id = r.property_id
        ORDER BY r.check_in, r.res_id
    $s$, readable, first_day)
    USING _res_id, _guest_id, _property_id, _zone, _status, _from, _to, _limit, me.is_desk, me.user_id,
        me.readable_zones, me.role;
END
$$;
GRANT EXECUTE ON FUNCTION riad.reservations TO riad_console;

-- Returns the reservation that a guest most likely writes about: the current or next one, else the latest; null without
-- any. Reservations that anybody could have booked with the guest's telephone number come last.
CREATE OR REPLACE FUNCTION riad.likely_reservation(_guest_id uuid, _today date) RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN (
        SELECT r.res_id FROM public.reservation r
        WHERE r.guest_id = _guest_id AND r.status <> 'cancelled'
        ORDER BY (r.check_out >= _today) DESC,
            EXISTS (
                SELECT FROM riad.contact_matched_reservations b WHERE b.res_id = r.res_id AND NOT b.is_own
            ),
            CASE WHEN r.check_out >= _today THEN r.check_in END, r.check_out DESC
        LIMIT 1
    );
END
$$;

-- Returns the journey phase of a reservation on a day; PRE_RESERVATION without one, or if it is cancelled.
CREATE OR REPLACE FUNCTION riad.journey_phase(_res_id uuid, _today date) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN coalesce((
        SELECT CASE
            WHEN _today < r.check_in THEN 'POST_RESERVATION'
            WHEN _today > r.check_out THEN 'POST_CHECKOUT'
            WHEN _today >= r.check_out - 1 THEN 'PRE_CHECKOUT'
            ELSE 'SEJOUR_COURS' END
        FROM public.reservation r WHERE r.res_id = _res_id AND r.status <> 'cancelled'
    ), 'PRE_RESERVATION');
END
$$;

-- Fires first, by name: locks all conversations that the other triggers change, including the heads of members.
CREATE OR REPLACE FUNCTION riad.lock_affected_conversations() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM FROM public.conversations c
    WHERE c.id IN (
        SELECT s.id FROM public.conversations s WHERE s.reservation_id = NEW.res_id
        UNION
        SELECT m.merged_into FROM public.conversations m WHERE m.reservation_id = NEW.res_id
    )
    ORDER BY c.merged_into IS NOT NULL, c.id FOR NO KEY UPDATE;
    RETURN NULL;
END
$$;

-- Applies a reservation's new property and its zone to its conversations.
CREATE OR REPLACE FUNCTION riad.propagate_reservation_property() RETURNS trigger
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

-- Recalculates the deadlines of the reservation's conversations, and of heads that show them.
CREATE OR REPLACE FUNCTION riad.propagate_arrival() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE public.conversations c SET sla_due_at = riad.next_deadline(c, c.answer_due_at)
    WHERE c.is_open AND (c.owed_since IS NOT NULL OR c.members > 0) AND c.id IN (
        SELECT coalesce(m.merged_into, m.id) FROM public.conversations m WHERE m.reservation_id = NEW.res_id
    );
    RETURN NULL;
END
$$;

-- Copies the reservation's dates to its conversations; a cancelled one has none.
CREATE OR REPLACE FUNCTION riad.propagate_reservation_dates() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE public.conversations c
    SET shown_check_in = CASE WHEN NEW.status <> 'cancelled' THEN NEW.check_in END,
        shown_check_out = CASE WHEN NEW.status <> 'cancelled' THEN NEW.check_out END
    WHERE c.reservation_id = NEW.res_id;
    RETURN NULL;
END
$$;

CREATE TRIGGER affected_locked AFTER UPDATE ON public.reservation
    FOR EACH ROW WHEN (
        (NEW.check_in, NEW.check_out, NEW.status, NEW.property_id)
        IS DISTINCT FROM (OLD.check_in, OLD.check_out, OLD.status, OLD.property_id)
    )
    EXECUTE FUNCTION riad.lock_affected_conversations();

CREATE TRIGGER arrival_propagated AFTER UPDATE OF check_in, status ON public.reservation
    FOR EACH ROW WHEN (NEW.check_in <> OLD.check_in OR NEW.status <> OLD.status) EXECUTE FUNCTION riad.propagate_arrival();

CREATE TRIGGER property_propagated AFTER UPDATE OF property_id ON public.reservation
    FOR EACH ROW WHEN (NEW.property_id IS DISTINCT FROM OLD.property_id)
    EXECUTE FUNCTION riad.propagate_reservation_property();

CREATE TRIGGER reservation_dates_propagated AFTER UPDATE ON public.reservation
    FOR EACH ROW WHEN (
        (NEW.check_in, NEW.check_out, NEW.status = 'cancelled')
        IS DISTINCT FROM (OLD.check_in, OLD.check_out, OLD.status = 'cancelled')
    )
    EXECUTE FUNCTION riad.propagate_reservation_dates();
ALTER TABLE public.reservation ENABLE ALWAYS TRIGGER reservation_dates_propagated;
