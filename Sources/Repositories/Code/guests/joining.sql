-- Joining records that are one guest's, and parting them again.
-- requires: guests/values guests/matching

-- Locks two guests' records in the order of their ids, and their conversations after them.
CREATE OR REPLACE FUNCTION riad.lock_guest_pair(_guest_id uuid, _other_id uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM FROM public.guest g WHERE g.guest_id IN (_guest_id, _other_id) ORDER BY g.guest_id FOR NO KEY UPDATE;
    PERFORM FROM public.conversations c WHERE c.guest_id IN (_guest_id, _other_id)
    ORDER BY c.merged_into IS NOT NULL, c.id FOR NO KEY UPDATE;
END
$$;

-- Gives what belongs to one record to another: conversations, reservations and addresses. Both are locked. Conversations
-- without a reservation get the guest's likely one, with its zone. RI007: one of them is joined to another.
CREATE OR REPLACE FUNCTION riad.apply_guest_join(
    _kept_id uuid, _other_id uuid, _user_id uuid, _is_by_contact boolean DEFAULT false
) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    joined riad.guest_joins;
BEGIN
    -- A record is joined to one, and never in a circle.
    IF riad.guest_head(_kept_id) <> _kept_id OR riad.guest_head(_other_id) <> _other_id THEN
        RAISE EXCEPTION 'the guest was joined to another' USING ERRCODE = 'RI007';
    END IF;
    PERFORM riad.adopt_guest_columns(_kept_id), riad.adopt_guest_columns(_other_id);
    INSERT INTO riad.guest_languages (guest_id, language)
    SELECT _kept_id, l.language FROM riad.guest_languages l WHERE l.guest_id = _other_id
    ON CONFLICT (guest_id) DO NOTHING;
    joined.took_language := CASE WHEN FOUND THEN (
        SELECT l.language FROM riad.guest_languages l WHERE l.guest_id = _other_id
    ) END;
    INSERT INTO riad.guest_joins AS j (
        kept_id, other_id, joined_by, conversation_ids, located_ids, reservation_ids, address_ids, took_language,
        is_by_contact
    ) VALUES (
        _kept_id, _other_id, _user_id,
        ARRAY(SELECT c.id FROM public.conversations c WHERE c.guest_id = _other_id ORDER BY c.id),
        ARRAY(SELECT c.id FROM public.conversations c
            WHERE c.guest_id IN (_kept_id, _other_id) AND c.reservation_id IS NULL AND c.state <> 'ARCHIVÉE' ORDER BY c.id),
        ARRAY(SELECT r.res_id FROM public.reservation r WHERE r.guest_id = _other_id ORDER BY r.res_id),
        ARRAY(SELECT a.id FROM riad.guest_addresses a WHERE a.guest_id = _other_id ORDER BY a.id),
        joined.took_language, _is_by_contact
    ) RETURNING j.* INTO joined;
    PERFORM riad.move_guest_rows(joined, _other_id, _kept_id);
    PERFORM riad.locate_conversations(joined.located_ids);
    PERFORM riad.derive_guest(_kept_id), riad.reindex_guest(_kept_id);
    RETURN joined.id;
END
$$;

-- Gives the rows of a join from one guest to the other, if they are still the first one's.
CREATE OR REPLACE FUNCTION riad.move_guest_rows(joined riad.guest_joins, _from_id uuid, _to_id uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE riad.guest_addresses a SET guest_id = _to_id WHERE a.id = ANY (joined.address_ids) AND a.guest_id = _from_id;
    UPDATE public.reservation r SET guest_id = _to_id
    WHERE r.res_id = ANY (joined.reservation_ids) AND r.guest_id = _from_id;
    UPDATE public.conversations c SET guest_id = _to_id
    WHERE c.id = ANY (joined.conversation_ids) AND c.guest_id = _from_id;
END
$$;

-- Gives conversations without a reservation, or with one that is another guest's, their guest's likely reservation.
CREATE OR REPLACE FUNCTION riad.locate_conversations(_conversation_ids uuid[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    today date := riad.local_today();
BEGIN
    UPDATE public.conversations c
    SET reservation_id = likely.res_id, journey_phase = riad.journey_phase(likely.res_id, today)
    FROM (
        SELECT talk.id, riad.likely_reservation(talk.guest_id, today) AS res_id FROM public.conversations talk
        WHERE talk.id = ANY (_conversation_ids) AND NOT EXISTS (
            SELECT FROM public.reservation r WHERE r.res_id = talk.reservation_id AND r.guest_id = talk.guest_id
        )
    ) likely
    WHERE c.id = likely.id AND c.reservation_id IS DISTINCT FROM likely.res_id;
END
$$;

-- Joins records found at addresses that a channel says are one sender's, unless the desk keeps them apart. All are
-- locked.
CREATE OR REPLACE FUNCTION riad.join_same_sender(_kept_id uuid, _other_ids uuid[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    other uuid;
BEGIN
    FOREACH other IN ARRAY _other_ids LOOP
        CONTINUE WHEN riad.are_distinct(_kept_id, other);
        PERFORM riad.lock_guest_pair(_kept_id, other);
        PERFORM riad.apply_guest_join(_kept_id, other, NULL);
    END LOOP;
END
$$;

-- Joins the record of a guest who only booked to that of the one who writes, when a contact that was learnt later points
-- from one to the other: as if the booking came now. What else its bookings state are claims. Leaves it to the desk if
-- somebody holds that record, or the desk keeps the two apart. Returns whether it did.
CREATE OR REPLACE FUNCTION riad.join_booked(_booked_id uuid, _writer_id uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    locked integer;
BEGIN
    PERFORM FROM public.guest g
    WHERE g.guest_id IN (_booked_id, _writer_id) AND g.guest_id = riad.guest_head(g.guest_id)
        AND (g.guest_id = _writer_id OR NOT EXISTS (SELECT FROM riad.guest_addresses a WHERE a.guest_id = g.guest_id)
            AND NOT EXISTS (SELECT FROM public.conversations c WHERE c.guest_id = g.guest_id))
    FOR NO KEY UPDATE SKIP LOCKED;
    GET DIAGNOSTICS locked = ROW_COUNT;
    IF locked < 2 OR riad.are_distinct(_booked_id, _writer_id) THEN
        RETURN false;
    END IF;
    INSERT INTO riad.contact_matched_reservations (res_id)
    SELECT r.res_id FROM public.reservation r WHERE r.guest_id = _booked_id
    ON CONFLICT (res_id) DO UPDATE SET is_own = false;
    PERFORM riad.apply_guest_join(_writer_id, _booked_id, NULL, true);
    PERFORM riad.record_claimed_contacts(_booked_id, ARRAY(
        SELECT v.value FROM riad.guest_values v
        WHERE v.guest_id = _booked_id AND v.field IN ('email', 'phone')
            AND v.contact <> ALL (riad.contacts_of(_writer_id))
    ));
    RETURN true;
END
$$;

-- Returns whether the current user can read a guest, or a record that is joined to them.
CREATE OR REPLACE FUNCTION riad.can_see_guest(_guest_id uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN (riad.can_read_all_conversations() OR riad.can_read_guest(riad.guest_head(_guest_id)))
        AND EXISTS (SELECT FROM public.guest g WHERE g.guest_id = _guest_id);
END
$$;

-- RI001 outside the desk.
CREATE OR REPLACE FUNCTION riad.require_desk() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT riad.is_desk() THEN
        RAISE EXCEPTION 'not permitted to join guests' USING ERRCODE = 'RI001';
    END IF;
END
$$;

-- RI002 unless both guests are there and visible.
CREATE OR REPLACE FUNCTION riad.require_guest_pair(_guest_id uuid, _other_id uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF (riad.can_see_guest(_guest_id) AND riad.can_see_guest(_other_id)) IS NOT TRUE THEN
        RAISE EXCEPTION 'there is no such guest' USING ERRCODE = 'RI002';
    END IF;
END
$$;

-- Returns whether a user can read all of these conversations.
CREATE OR REPLACE FUNCTION riad.can_read_each(_user riad.rights, _conversation_ids uuid[]) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN _user.can_read_all OR NOT EXISTS (
        SELECT FROM public.conversations c WHERE c.id = ANY (_conversation_ids) AND NOT riad.can_read(_user, c)
    );
END
$$;

-- RI002 unless a user can read all of these conversations: nobody moves what they can't read, or out of their own
-- sight.
CREATE OR REPLACE FUNCTION riad.require_each_readable(_user riad.rights, _conversation_ids uuid[]) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF riad.can_read_each(_user, _conversation_ids) IS NOT TRUE THEN
        RAISE EXCEPTION 'there is no such guest' USING ERRCODE = 'RI002';
    END IF;
END
$$;

-- Joins two records of one guest: conversations, reservations and addresses of the other go to the kept one, whose name
-- and contacts stay and whose gaps the other fills. RI001: outside the desk. RI002: no such guest, or not visible with
-- all their conversations, before and after. RI007: one of them was joined to another meanwhile. RI010: twice the same.
CREATE OR REPLACE FUNCTION riad.join_guests(_kept_id uuid, _other_id uuid) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s'
AS $$
DECLARE
    me riad.rights := riad.session_rights();
    talks uuid[];
    join_id uuid;
BEGIN
    PERFORM riad.require_desk();
    PERFORM riad.enforce_change_limit();
    PERFORM riad.require_guest_pair(_kept_id, _other_id);
    IF _kept_id = _other_id THEN
        RAISE EXCEPTION 'a guest is joined to another one' USING ERRCODE = 'RI010';
    END IF;
    PERFORM riad.lock_guest_pair(_kept_id, _other_id);
    talks := ARRAY(SELECT c.id FROM public.conversations c WHERE c.guest_id IN (_kept_id, _other_id));
    PERFORM riad.require_each_readable(me, talks);
    DELETE FROM riad.distinct_guests d
    WHERE d.guest_id = least(_kept_id, _other_id) AND d.other_id = greatest(_kept_id, _other_id);
    join_id := riad.apply_guest_join(_kept_id, _other_id, me.user_id);
    PERFORM riad.require_each_readable(me, talks);
    RETURN join_id;
END
$$;
GRANT EXECUTE ON FUNCTION riad.join_guests TO riad_console;

-- Parts a record from the guest that it was joined to: what it brought comes back to it, and conversations that came
-- from its addresses since go with it. A conversation that both wrote in stays whose it is and says so; what is written
-- in it goes to its own guest. The two are not proposed again. RI001: outside the desk. RI002: no such guest, or not
-- visible with all conversations that this moves or gives another stay, before and after. RI004: conversations of both
-- were merged into one thread. RI007: it isn't joined to another.
CREATE OR REPLACE FUNCTION riad.part_guest(_other_id uuid) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s'
AS $$
DECLARE
    me riad.rights := riad.session_rights();
    head uuid := riad.guest_head(_other_id);
    joined riad.guest_joins;
BEGIN
    PERFORM riad.require_desk();
    PERFORM riad.enforce_change_limit();
    PERFORM riad.require_guest_pair(head, _other_id);
    PERFORM riad.lock_guest_pair(head, _other_id);
    SELECT j.* INTO joined FROM riad.guest_joins j
    WHERE j.other_id = _other_id AND j.parted_at IS NULL AND riad.guest_head(_other_id) = head;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the guest is not joined to another' USING ERRCODE = 'RI007';
    END IF;
    -- WhatsApp's id goes with the number that it came beside.
    joined.address_ids := joined.address_ids || ARRAY(
        SELECT a.id FROM riad.guest_addresses a
        WHERE a.guest_id = head AND a.created_at >= joined.joined_at AND EXISTS (
            SELECT FROM riad.guest_addresses own
            WHERE own.id = ANY (joined.address_ids) AND own.channel_account = a.channel_account AND own.address = a.beside
        )
    );
    -- A conversation of another joined record may have got a reservation of this one.
    joined.located_ids := riad.conversations_from(joined, head) || ARRAY(
        SELECT l FROM riad.guest_joins j, unnest(j.located_ids) l
        WHERE j.kept_id IN (SELECT riad.guest_members(head)) AND j.parted_at IS NULL
    );
    joined.conversation_ids := joined.conversation_ids || riad.conversations_from(joined, head);
    PERFORM riad.require_each_readable(me, joined.conversation_ids || joined.located_ids);
    IF EXISTS (
        SELECT FROM public.conversations c
        JOIN public.conversations h ON h.id = c.merged_into
        WHERE h.guest_id = head AND c.guest_id = head
            AND (c.id = ANY (joined.conversation_ids)) <> (h.id = ANY (joined.conversation_ids))
    ) THEN
        RAISE EXCEPTION 'conversations of both are one thread' USING ERRCODE = 'RI004';
    END IF;
    UPDATE riad.guest_joins j SET parted_by = me.user_id, parted_at = clock_timestamp() WHERE j.id = joined.id;
    PERFORM riad.move_guest_rows(joined, head, _other_id);
    DELETE FROM riad.contact_matched_reservations m
    WHERE joined.is_by_contact AND m.res_id = ANY (joined.reservation_ids);
    PERFORM riad.locate_conversations(joined.located_ids);
    PERFORM riad.return_contacts(head, _other_id), riad.mark_mixed_threads(joined, head, _other_id);
    DELETE FROM riad.guest_languages l WHERE l.guest_id = joined.kept_id AND l.language = joined.took_language;
    INSERT INTO riad.distinct_guests (guest_id, other_id, decided_by)
    VALUES (least(head, _other_id), greatest(head, _other_id), me.user_id) ON CONFLICT DO NOTHING;
    PERFORM riad.derive_guest(head), riad.derive_guest(joined.kept_id), riad.derive_guest(_other_id),
        riad.reindex_guest(head), riad.reindex_guest(_other_id);
    PERFORM riad.require_each_readable(me, joined.conversation_ids || joined.located_ids);
    RETURN joined.id;
END
$$;
GRANT EXECUTE ON FUNCTION riad.part_guest TO riad_console;

-- What a channel said of a guest by an address that is a parted one's now is said of them by their own last address
-- there.
CREATE OR REPLACE FUNCTION riad.return_contacts(_guest_id uuid, _parted_id uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    said riad.guest_values;
    own text;
BEGIN
    FOR said IN
        SELECT v.* FROM riad.guest_values v
        WHERE v.guest_id = _guest_id AND v.field IN ('email', 'phone') AND v.source IN ('whatsapp', 'email')
            AND EXISTS (
                SELECT FROM riad.guest_addresses a
                WHERE a.guest_id = _parted_id AND a.vouched_by = v.source AND riad.contact_key(a.address) = v.contact
            )
            AND NOT EXISTS (
                SELECT FROM riad.guest_addresses a
                WHERE a.guest_id = _guest_id AND a.vouched_by = v.source AND riad.contact_key(a.address) = v.contact
            )
    LOOP
        SELECT a.address INTO own FROM riad.guest_addresses a
        WHERE a.guest_id = _guest_id AND a.vouched_by = said.source AND riad.contact_key(a.address) IS NOT NULL
        ORDER BY a.created_at DESC LIMIT 1;
        UPDATE riad.guest_values v SET value = own, contact = riad.contact_key(own)
        WHERE v.guest_id = _guest_id AND v.field = said.field AND v.source = said.source AND own IS NOT NULL;
        DELETE FROM riad.guest_values v
        WHERE v.guest_id = _guest_id AND v.field = said.field AND v.source = said.source AND own IS NULL;
    END LOOP;
END
$$;

-- Notes in each conversation of two parted guests from which of the other's addresses messages came while they were
-- joined. WhatsApp's window counts from the guest's own last message.
CREATE OR REPLACE FUNCTION riad.mark_mixed_threads(joined riad.guest_joins, _guest_id uuid, _other_id uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    moment timestamptz := clock_timestamp();
    mixed record;
BEGIN
    FOR mixed IN
        SELECT c.id, string_agg(DISTINCT m.guest_address, ', ') AS addresses
        FROM public.conversations c
        JOIN public.conversation_messages m ON m.conversation_id = c.id AND m.sender_type = 'guest'
            AND coalesce(m.received_at, m.created_at) >= joined.joined_at
        JOIN riad.guest_addresses a ON a.channel_account = c.channel_account
            AND a.address IN (m.guest_address, lower(m.guest_address)) AND a.guest_id IN (_guest_id, _other_id)
        WHERE c.guest_id IN (_guest_id, _other_id) AND c.state <> 'ARCHIVÉE'
            AND a.guest_id <> c.guest_id AND NOT riad.is_guests_address(c.guest_id, m.guest_address)
        GROUP BY c.id
    LOOP
        UPDATE public.conversations c
        SET last_seq = c.last_seq + 1, updated_at = moment, last_guest_at = (
            SELECT max(m.created_at) FROM public.conversation_messages m
            WHERE m.conversation_id = c.id AND m.sender_type = 'guest' AND NOT m.is_automated
                AND m.message_type <> 'reaction'
                AND (m.guest_address IS NULL OR riad.is_guests_address(c.guest_id, m.guest_address))
        )
        WHERE c.id = mixed.id;
        INSERT INTO public.conversation_messages (
            conversation_id, seq, sender_type, message_content, is_internal, is_automated, created_at
        )
        SELECT c.id, c.last_seq, 'system', format(
            'Messages from %s are another guest''s: the two were parted. Answers go to this guest.', mixed.addresses
        ), true, true, moment
        FROM public.conversations c WHERE c.id = mixed.id;
    END LOOP;
END
$$;

-- Returns the conversations that began after a join and in which the guest wrote only from addresses that it brought.
CREATE OR REPLACE FUNCTION riad.conversations_from(joined riad.guest_joins, _head_id uuid) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN ARRAY(
        SELECT c.id FROM public.conversations c
        WHERE c.guest_id = _head_id AND c.created_at >= joined.joined_at AND (
            SELECT bool_and(EXISTS (
                SELECT FROM riad.guest_addresses a
                WHERE a.id = ANY (joined.address_ids) AND a.channel_account = c.channel_account
                    AND a.address IN (m.guest_address, lower(m.guest_address))
            ))
            FROM public.conversation_messages m WHERE m.conversation_id = c.id AND m.sender_type = 'guest'
        )
    );
END
$$;

-- Records that two guests are two people, so that they are not proposed again. RI001: outside the desk. RI002: no such
-- guest, or not visible. RI010: twice the same.
CREATE OR REPLACE FUNCTION riad.keep_guests_apart(_guest_id uuid, _other_id uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me riad.rights := riad.session_rights();
BEGIN
    PERFORM riad.require_desk();
    PERFORM riad.enforce_change_limit();
    PERFORM riad.require_guest_pair(_guest_id, _other_id);
    IF _guest_id = _other_id THEN
        RAISE EXCEPTION 'two guests are named' USING ERRCODE = 'RI010';
    END IF;
    INSERT INTO riad.distinct_guests (guest_id, other_id, decided_by)
    VALUES (least(_guest_id, _other_id), greatest(_guest_id, _other_id), me.user_id) ON CONFLICT DO NOTHING;
END
$$;
GRANT EXECUTE ON FUNCTION riad.keep_guests_apart TO riad_console;
