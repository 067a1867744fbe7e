-- Whoever finishes conversations, one or many, does so on what they have read: where the guest wrote since, it is left open.
SET LOCAL ROLE riad_owner;

-- One reason more, whatever others there are.
DO $make$
DECLARE
    body text;
BEGIN
    SELECT pg_get_constraintdef(c.oid) INTO body FROM pg_constraint c
    WHERE c.conrelid = 'riad.batch_rows'::regclass AND c.conname = 'batch_rows_skipped_check';
    IF position('''moved''::text' IN body) = 0 THEN
        RAISE EXCEPTION 'riad.batch_rows has other reasons: %', body;
    END IF;
    ALTER TABLE riad.batch_rows DROP CONSTRAINT batch_rows_skipped_check;
    EXECUTE 'ALTER TABLE riad.batch_rows ADD CONSTRAINT batch_rows_skipped_check '
        || replace(body, '''moved''::text', '''moved''::text, ''guest_wrote''::text');
END
$make$;

-- Whether nothing more is done for a conversation in that state.
CREATE FUNCTION riad.is_finished(_state text) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT _state IN ('RÉSOLUE', 'CLÔTURÉE', 'ARCHIVÉE');
END;

-- Whether the guest wrote after the thread's message of that number. Whoever asks holds the conversation's lock and began
-- the statement with it: a message that was being stored when they came is there by now.
CREATE FUNCTION riad.guest_wrote_since(_conversation_id uuid, _seq bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT EXISTS (
        SELECT FROM riad.cut_thread(_conversation_id, least(_seq, 9223372036854775806) + 1, NULL) p
        JOIN public.conversation_messages m
            ON m.conversation_id = p.conversation_id AND m.seq > p.ahead AND m.sender_type = 'guest'
    );
END;

-- The same of a moment.
CREATE FUNCTION riad.guest_wrote_after(_conversation_id uuid, _moment timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT EXISTS (
        SELECT FROM riad.parts_of(_conversation_id) p
        JOIN public.conversation_messages m ON m.conversation_id = ANY (p.ids)
        WHERE m.sender_type = 'guest' AND m.created_at > _moment
    );
END;

-- RI001, RI002, RI003 where the guest wrote after `_seen_seq` (null: don't ask) and the state is one that finishes, RI004
-- where this state may not follow by hand, RI005 archived.
DROP FUNCTION riad.set_state(uuid, text);
CREATE FUNCTION riad.set_state(_conversation_id uuid, _state text, _seen_seq bigint DEFAULT NULL)
RETURNS riad.conversation_head
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    talk public.conversations := riad.lock_changeable(_conversation_id);
BEGIN
    IF talk.state = _state THEN
        RETURN riad.head(talk);
    END IF;
    IF NOT riad.is_legal('by_hand', talk.state, _state) THEN
        RAISE EXCEPTION 'this state may not follow %', talk.state USING ERRCODE = 'RI004';
    END IF;
    IF _state = 'ARCHIVÉE' AND NOT riad.supervises() THEN
        RAISE EXCEPTION 'only a superviseur may archive' USING ERRCODE = 'RI001';
    END IF;
    IF riad.is_finished(_state) AND riad.thread_length(talk) > _seen_seq AND riad.guest_wrote_since(talk.id, _seen_seq)
    THEN
        RAISE EXCEPTION 'the guest wrote meanwhile' USING ERRCODE = 'RI003';
    END IF;
    UPDATE public.conversations c
    SET state = _state, updated_at = clock_timestamp(),
        -- NOUVELLE means that nobody is on it.
        assigned_agent_id = CASE WHEN _state <> 'NOUVELLE' THEN c.assigned_agent_id END,
        assign_version = c.assign_version + (_state = 'NOUVELLE' AND c.assigned_agent_id IS NOT NULL)::integer,
        transferred_to_role = NULL
    WHERE c.id = talk.id
    RETURNING c.* INTO talk;
    RETURN riad.head(talk);
END
$$;

-- Takes those out of a planned batch in which the guest wrote after the message that the caller saw of each.
CREATE FUNCTION riad.leave_to_guests(_batch_id uuid, _ids uuid[], _seqs bigint[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    UPDATE riad.batch_rows r SET skipped = 'guest_wrote'
    FROM (SELECT u.id, min(u.seq) AS seq FROM unnest(_ids, _seqs) AS u (id, seq) GROUP BY u.id) w
    JOIN public.conversations c ON c.id = w.id
    WHERE r.batch_id = _batch_id AND r.conversation_id = w.id AND r.skipped IS NULL AND riad.thread_length(c) > w.seq
        AND riad.guest_wrote_since(w.id, w.seq);
END;

-- The same where the caller saw a list at a moment; the last message's moment says first whether it is worth looking.
CREATE FUNCTION riad.leave_to_guests(_batch_id uuid, _moment timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    UPDATE riad.batch_rows r SET skipped = 'guest_wrote'
    FROM public.conversations c
    WHERE r.batch_id = _batch_id AND c.id = r.conversation_id AND r.skipped IS NULL AND c.last_message_at > _moment
        AND riad.guest_wrote_after(c.id, _moment);
END;

-- As before; `_seqs` are the last messages that the caller saw of each, and what finishes leaves alone where the guest
-- wrote since. Null: don't ask.
DROP FUNCTION riad.bulk_apply(text, uuid, text, text[], uuid[], integer[], text);
CREATE FUNCTION riad.bulk_apply(
    _change text, _person uuid, _value text, _tags text[], _ids uuid[], _versions integer[], _reason text,
    _seqs bigint[] DEFAULT NULL
) RETURNS SETOF riad.batch_report
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s'
AS $$
DECLARE
    me riad.rights := riad.session_rights();
    batch riad.batches := riad.begin_batch(me, _change, _person, _value, _tags, _reason);
BEGIN
    IF coalesce(cardinality(_ids), 0) NOT BETWEEN 1 AND 10000
        OR cardinality(_versions) IS DISTINCT FROM cardinality(_ids)
        OR cardinality(_seqs) <> cardinality(_ids)
    THEN
        RAISE EXCEPTION '1 to 10,000 conversations, each with its version' USING ERRCODE = 'RI010';
    END IF;
    PERFORM riad.plan_batch(me, batch, _person, _value, _tags, _ids, _versions);
    IF _change = 'state' AND riad.is_finished(_value) THEN
        PERFORM riad.leave_to_guests(batch.id, _ids, _seqs);
    END IF;
    PERFORM riad.carry_out_batch(batch.id, interval '10 seconds');
    RETURN QUERY SELECT r.* FROM riad.report_batch(batch.id) r;
END
$$;

-- Of everything that matches: what the guest wrote to after the list was seen doesn't match any more, and nobody would
-- hear of it. It is named among what was left alone, as what was written to while the locks were waited for.
DO $make$
DECLARE
    maker regprocedure;
    body text;
    matching text;
BEGIN
    FOR maker IN
        SELECT p.oid FROM pg_proc p
        WHERE p.pronamespace = 'riad'::regnamespace AND p.proname = 'bulk_apply_to_all'
    LOOP
        body := pg_get_functiondef(maker);
        matching := substring(body FROM 'riad\.matching\(me, [^)]*\)');
        IF matching IS NULL OR position(E'DECLARE\n    me riad.rights' IN body) = 0
            OR position('    PERFORM riad.carry_out_batch(' IN body) = 0
        THEN
            RAISE EXCEPTION '% is not what this changes', maker;
        END IF;
        body := replace(body, E'DECLARE\n    me riad.rights',
            E'DECLARE\n    seen_at timestamptz := least(_up_to, clock_timestamp());\n    me riad.rights');
        EXECUTE replace(body, '    PERFORM riad.carry_out_batch(', format($text$
    IF _change = 'state' AND riad.is_finished(_value) THEN
        PERFORM riad.leave_to_guests(batch.id, seen_at);
        _up_to := 'infinity';
        INSERT INTO riad.batch_rows (batch_id, conversation_id, skipped, old_agent_id)
        SELECT batch.id, c.id, 'guest_wrote', c.assigned_agent_id
        FROM %s m
        JOIN public.conversations c ON c.id = m.id
        WHERE c.last_message_at > seen_at AND c.created_at <= seen_at
            AND riad.guest_wrote_after(c.id, seen_at)
        ON CONFLICT DO NOTHING;
    END IF;
    PERFORM riad.carry_out_batch($text$, matching));
    END LOOP;
END
$make$;

GRANT EXECUTE ON FUNCTION riad.set_state, riad.bulk_apply TO riad_console;
