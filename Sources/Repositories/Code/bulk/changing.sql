-- Changing many conversations at once, by id or by filter, and undoing it.
-- requires: rights/reading

-- What the reader can read of that filter and a narrowing leaves. RI010 for a narrowing that no query can be.
CREATE OR REPLACE FUNCTION riad.matching(
    reader riad.rights, _states text[], _priorities smallint[], _zones smallint[], _assignment text, _up_to timestamptz,
    _wanted riad.narrowing
) RETURNS TABLE (id uuid, assign_version integer, prio smallint, last_message_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET work_mem = '64MB'
SET max_parallel_workers_per_gather = 0
AS $$
BEGIN
    IF (reader).user_id IS NULL THEN
        RETURN;
    END IF;
    PERFORM riad.check_narrowing(_wanted);
    RETURN QUERY EXECUTE $s$SELECT c.id,
            (SELECT v.assign_version FROM public.conversations v WHERE v.id = c.id), c.prio, c.last_message_at $s$
        || riad.narrowed_query(reader, _states, _priorities, _zones, _assignment, _wanted) || ' AND c.last_message_at <= $5'
    USING reader, _states, _priorities, _zones, _up_to;
END
$$;

-- What the reader can read of that filter, as the inbox has it ('{}' for all priorities, all zones; anyone, mine,
-- nobody), with no message after that moment.
CREATE OR REPLACE FUNCTION riad.matching(
    reader riad.rights, _states text[], _priorities smallint[], _zones smallint[], _assignment text, _up_to timestamptz
) RETURNS TABLE (id uuid, assign_version integer, prio smallint, last_message_at timestamptz)
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT c.id, c.assign_version, c.prio, c.last_message_at FROM public.conversations c
    WHERE c.state = ANY (_states) AND (_priorities = '{}' OR c.prio = ANY (_priorities)) AND c.merged_into IS NULL
        AND (_zones = '{}' OR c.zone_id = ANY (_zones))
        AND CASE _assignment WHEN 'mine' THEN c.assigned_agent_id = (reader).user_id
            WHEN 'nobody' THEN c.assigned_agent_id IS NULL WHEN 'anyone' THEN true END
        AND c.last_message_at <= _up_to AND ((reader).reads_all OR riad.may_read(reader, c));
END;

-- Changes those conversations: `_change` assign (to _person), release, priority (_value), add_tags, remove_tags (_tags),
-- state (_value), spread. `_versions` are the assign_versions that the caller saw; assign, release and state leave alone
-- what moved since. `_seqs` are the last messages that the caller saw of each (null: don't ask); what finishes leaves alone
-- where the guest wrote since. RI001 below superviseur; RI010 none, more than 10,000, or nothing that can be done.
CREATE OR REPLACE FUNCTION riad.bulk_apply(
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
GRANT EXECUTE ON FUNCTION riad.bulk_apply TO riad_console;

-- Does what `riad.bulk_apply` does to all that match a filter: the most urgent that wait longest first, at most `_limit` of
-- them.
CREATE OR REPLACE FUNCTION riad.bulk_apply_to_all(
    _change text, _person uuid, _value text, _tags text[], _states text[], _priorities smallint[], _zones smallint[],
    _assignment text, _up_to timestamptz, _limit integer, _reason text,
    _wanted riad.narrowing
) RETURNS SETOF riad.batch_report
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s'
AS $$
DECLARE
    seen_at timestamptz := least(_up_to, clock_timestamp());
    me riad.rights := riad.session_rights();
    batch riad.batches := riad.begin_batch(me, _change, _person, _value, _tags, _reason);
    matching_ids uuid[];
    seen_versions integer[];
BEGIN
    IF (_limit BETWEEN 1 AND 10000) IS NOT TRUE OR num_nulls(_states, _priorities, _zones, _assignment, _up_to) > 0 THEN
        RAISE EXCEPTION 'a filter, a moment, and a limit from 1 to 10,000' USING ERRCODE = 'RI010';
    END IF;
    SELECT array_agg(m.id), array_agg(m.assign_version) INTO matching_ids, seen_versions FROM (
        SELECT * FROM riad.matching(me, _states, _priorities, _zones, _assignment, _up_to, _wanted) m
        ORDER BY m.prio DESC, m.last_message_at, m.id LIMIT _limit
    ) m;
    IF cardinality(matching_ids) = _limit THEN
        UPDATE riad.batches b SET beyond_limit = (
            SELECT count(*) FROM riad.matching(me, _states, _priorities, _zones, _assignment, _up_to, _wanted)
        ) - _limit
        WHERE b.id = batch.id;
    END IF;
    PERFORM riad.plan_batch(me, batch, _person, _value, _tags, matching_ids, seen_versions);

    IF _change = 'state' AND riad.is_finished(_value) THEN
        PERFORM riad.leave_to_guests(batch.id, seen_at);
        _up_to := 'infinity';
        INSERT INTO riad.batch_rows (batch_id, conversation_id, skipped, old_agent_id)
        SELECT batch.id, c.id, 'guest_wrote', c.assigned_agent_id
        FROM riad.matching(me, _states, _priorities, _zones, _assignment, _up_to, _wanted) m
        JOIN public.conversations c ON c.id = m.id
        WHERE c.last_message_at > seen_at AND c.created_at <= seen_at
            AND riad.guest_wrote_after(c.id, seen_at)
        ON CONFLICT DO NOTHING;
    END IF;
    PERFORM riad.carry_out_batch(batch.id, interval '10 seconds');
    RETURN QUERY SELECT r.* FROM riad.report_batch(batch.id) r;
END
$$;
GRANT EXECUTE ON FUNCTION riad.bulk_apply_to_all(text,uuid,text,text[],text[],smallint[],smallint[],text,timestamp with time zone,integer,text,riad.narrowing) TO riad_console;

-- Does what `riad.bulk_apply` does to all that match a filter: the most urgent that wait longest first, at most `_limit` of
-- them.
CREATE OR REPLACE FUNCTION riad.bulk_apply_to_all(
    _change text, _person uuid, _value text, _tags text[], _states text[], _priorities smallint[], _zones smallint[],
    _assignment text, _up_to timestamptz, _limit integer, _reason text
) RETURNS SETOF riad.batch_report
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s'
AS $$
DECLARE
    seen_at timestamptz := least(_up_to, clock_timestamp());
    me riad.rights := riad.session_rights();
    batch riad.batches := riad.begin_batch(me, _change, _person, _value, _tags, _reason);
    matching_ids uuid[];
    seen_versions integer[];
BEGIN
    IF (_limit BETWEEN 1 AND 10000) IS NOT TRUE OR num_nulls(_states, _priorities, _zones, _assignment, _up_to) > 0 THEN
        RAISE EXCEPTION 'a filter, a moment, and a limit from 1 to 10,000' USING ERRCODE = 'RI010';
    END IF;
    SELECT array_agg(m.id), array_agg(m.assign_version) INTO matching_ids, seen_versions FROM (
        SELECT * FROM riad.matching(me, _states, _priorities, _zones, _assignment, _up_to) m
        ORDER BY m.prio DESC, m.last_message_at, m.id LIMIT _limit
    ) m;
    IF cardinality(matching_ids) = _limit THEN
        UPDATE riad.batches b SET beyond_limit = (
            SELECT count(*) FROM riad.matching(me, _states, _priorities, _zones, _assignment, _up_to)
        ) - _limit
        WHERE b.id = batch.id;
    END IF;
    PERFORM riad.plan_batch(me, batch, _person, _value, _tags, matching_ids, seen_versions);

    IF _change = 'state' AND riad.is_finished(_value) THEN
        PERFORM riad.leave_to_guests(batch.id, seen_at);
        _up_to := 'infinity';
        INSERT INTO riad.batch_rows (batch_id, conversation_id, skipped, old_agent_id)
        SELECT batch.id, c.id, 'guest_wrote', c.assigned_agent_id
        FROM riad.matching(me, _states, _priorities, _zones, _assignment, _up_to) m
        JOIN public.conversations c ON c.id = m.id
        WHERE c.last_message_at > seen_at AND c.created_at <= seen_at
            AND riad.guest_wrote_after(c.id, seen_at)
        ON CONFLICT DO NOTHING;
    END IF;
    PERFORM riad.carry_out_batch(batch.id, interval '10 seconds');
    RETURN QUERY SELECT r.* FROM riad.report_batch(batch.id) r;
END
$$;
GRANT EXECUTE ON FUNCTION riad.bulk_apply_to_all(text,uuid,text,text[],text[],smallint[],smallint[],text,timestamp with time zone,integer,text) TO riad_console;

-- Writes down what taking that batch back makes of each conversation that is still as it left it.
CREATE OR REPLACE FUNCTION riad.plan_undo(undone riad.batches, undoing riad.batches) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH locked AS MATERIALIZED (
        SELECT c.*, r.old_state, r.old_priority, r.old_tags, r.old_agent_id, r.old_chatbot_id, r.old_role,
            (c.state, c.priority, c.tags, c.assigned_agent_id, c.transferred_to_role, c.assign_version)
                IS DISTINCT FROM (r.new_state, r.new_priority, r.new_tags, r.new_agent_id, r.new_role, r.new_version)
                AS has_moved
        FROM riad.batch_rows r
        JOIN public.conversations c ON c.id = r.conversation_id
        WHERE r.batch_id = (undone).id AND r.skipped IS NULL
        ORDER BY c.id FOR NO KEY UPDATE OF c
    )
    INSERT INTO riad.batch_rows (
        batch_id, conversation_id, skipped, old_state, new_state, old_priority, new_priority, old_tags, new_tags,
        old_agent_id, new_agent_id, old_chatbot_id, new_chatbot_id, old_role, new_role, new_version, last_seq
    )
    SELECT (undoing).id, l.id, CASE
            -- A guest who wrote meanwhile has a new conversation that goes on from the archived one.
            WHEN l.has_moved OR l.state = 'ARCHIVÉE' AND EXISTS (
                SELECT FROM public.conversations n
                WHERE n.guest_id = l.guest_id AND n.channel_account = l.channel_account AND n.continues_id = l.id
            ) THEN 'moved'
        END,
        l.state, l.old_state, l.priority, l.old_priority, l.tags, l.old_tags, l.assigned_agent_id, l.old_agent_id,
        l.assigned_chatbot_id, l.old_chatbot_id, l.transferred_to_role, l.old_role,
        l.assign_version
            + ((l.old_agent_id, l.old_role) IS DISTINCT FROM (l.assigned_agent_id, l.transferred_to_role))::integer,
        l.last_seq
    FROM locked l;
END;

-- Takes a batch of the caller's back, within ten seconds of it, leaving alone what somebody changed since. The outside,
-- where it wasn't told yet, is told nothing. RI001 somebody else's; RI002 no such; RI004 too late, or taken back before.
CREATE OR REPLACE FUNCTION riad.bulk_undo(_batch_id uuid) RETURNS SETOF riad.batch_report
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s'
AS $$
DECLARE
    me riad.rights := riad.session_rights();
    undone riad.batches;
    undoing riad.batches;
BEGIN
    IF me.supervises IS NOT TRUE THEN
        RAISE EXCEPTION 'not permitted to change many at once' USING ERRCODE = 'RI001';
    END IF;
    SELECT b.* INTO undone FROM riad.batches b WHERE b.id = _batch_id AND b.change <> 'undo' FOR UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such change' USING ERRCODE = 'RI002';
    ELSIF undone.made_by <> me.user_id THEN
        RAISE EXCEPTION 'only who made a change may take it back' USING ERRCODE = 'RI001';
    ELSIF undone.undone_at IS NOT NULL OR clock_timestamp() > undone.undo_until THEN
        RAISE EXCEPTION 'it is too late to take this change back' USING ERRCODE = 'RI004';
    END IF;
    INSERT INTO riad.batches AS b (made_by, change) VALUES (me.user_id, 'undo') RETURNING b.* INTO undoing;
    PERFORM riad.begin_deed('undo', NULL);
    PERFORM riad.plan_undo(undone, undoing);
    UPDATE riad.batches b SET undone_at = clock_timestamp() WHERE b.id = undone.id;
    -- Well before anybody could have begun to send them: else both are told, one after the other.
    IF clock_timestamp() < undone.events_at - interval '1 second' THEN
        UPDATE riad.deeds d SET is_silent = true WHERE d.transaction_id = pg_current_xact_id();
        DELETE FROM riad.outbox o USING riad.batch_rows r
        WHERE o.batch_id = undone.id AND r.batch_id = undoing.id AND r.skipped IS NULL
            AND r.conversation_id = (
                SELECT coalesce(c.merged_into, c.id) FROM public.conversations c WHERE c.id = o.conversation_id
            ) AND o.lease_token IS NULL;
    END IF;
    PERFORM riad.carry_out_batch(undoing.id, NULL);
    RETURN QUERY SELECT r.* FROM riad.report_batch(undoing.id) r;
END
$$;
GRANT EXECUTE ON FUNCTION riad.bulk_undo TO riad_console;
