-- Bulk changes of conversations, by id or by filter.
-- requires: rights/reading

-- Returns the user's readable conversations that match the selection and the filters. RI010: invalid filters.
CREATE OR REPLACE FUNCTION riad.filtered_matching_conversations(
    _user riad.rights, _states text[], _priorities smallint[], _zones smallint[], _assignment text,
    _no_message_after timestamptz, _filters riad.inbox_filters
) RETURNS TABLE (id uuid, assign_version integer, prio smallint, last_message_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET work_mem = '64MB'
SET max_parallel_workers_per_gather = 0
AS $$
BEGIN
    IF (_user).user_id IS NULL THEN
        RETURN;
    END IF;
    RETURN QUERY EXECUTE 'SELECT c.id, c.assign_version, c.prio, c.last_message_at '
        || riad.filtered_query(_user, _states, _priorities, _zones, _assignment, _filters)
        || ' AND c.last_message_at <= $5'
    USING _user, _states, _priorities, _zones, _no_message_after;
END
$$;

-- Returns the user's readable conversations that match the inbox selection ('{}' is all priorities, all zones; the
-- assignment is anyone, mine or nobody) and have no message after the given moment.
CREATE OR REPLACE FUNCTION riad.unfiltered_matching_conversations(
    _user riad.rights, _states text[], _priorities smallint[], _zones smallint[], _assignment text,
    _no_message_after timestamptz
) RETURNS TABLE (id uuid, assign_version integer, prio smallint, last_message_at timestamptz)
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT c.id, c.assign_version, c.prio, c.last_message_at FROM public.conversations c
    WHERE c.state = ANY (_states) AND (_priorities = '{}' OR c.prio = ANY (_priorities)) AND c.merged_into IS NULL
        AND (_zones = '{}' OR c.zone_id = ANY (_zones))
        AND CASE _assignment WHEN 'mine' THEN c.assigned_agent_id = (_user).user_id
            WHEN 'nobody' THEN c.assigned_agent_id IS NULL WHEN 'anyone' THEN true END
        AND c.last_message_at <= _no_message_after AND ((_user).can_read_all OR riad.can_read(_user, c));
END;

-- The same, with filters unless null.
CREATE OR REPLACE FUNCTION riad.matching_conversations(
    _user riad.rights, _states text[], _priorities smallint[], _zones smallint[], _assignment text,
    _no_message_after timestamptz, _filters riad.inbox_filters
) RETURNS TABLE (id uuid, assign_version integer, prio smallint, last_message_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF _filters IS NULL THEN
        RETURN QUERY
        SELECT m.* FROM riad.unfiltered_matching_conversations(
            _user, _states, _priorities, _zones, _assignment, _no_message_after
        ) m;
    ELSE
        RETURN QUERY
        SELECT m.* FROM riad.filtered_matching_conversations(
            _user, _states, _priorities, _zones, _assignment, _no_message_after, _filters
        ) m;
    END IF;
END
$$;

-- Starts a batch. `_change` is assign (to `_assignee_id`), distribute (by the rule `_value`), release, priority
-- (`_value`), add_tags, remove_tags (`_tags`) or state (`_value`). `_versions` are the assign_versions that the caller
-- saw; assign, distribute, release and state skip conversations reassigned since. `_seqs` are the last messages that
-- the caller saw; null skips the check for newer messages of the guest. RI001: below superviseur. RI010: no
-- conversations, more than 10,000, or an impossible change.
CREATE OR REPLACE FUNCTION riad.start_batch(
    _change text, _assignee_id uuid, _value text, _tags text[], _ids uuid[], _versions integer[], _reason text,
    _seqs bigint[]
) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me riad.rights := riad.session_rights();
    batch riad.batches := riad.create_batch(me, _change, _assignee_id, _value, _tags, _reason);
BEGIN
    IF coalesce(cardinality(_ids), 0) NOT BETWEEN 1 AND 10000
        OR cardinality(_versions) IS DISTINCT FROM cardinality(_ids)
        OR cardinality(_seqs) <> cardinality(_ids)
    THEN
        RAISE EXCEPTION 'a bulk change needs 1 to 10,000 conversations, each with its version' USING ERRCODE = 'RI010';
    END IF;
    PERFORM riad.enqueue_batch(me, batch, _assignee_id, _ids, _versions, _seqs);
    RETURN batch.id;
END
$$;
GRANT EXECUTE ON FUNCTION riad.start_batch TO riad_console;

-- The same for all conversations that match a selection and, unless null, filters: most urgent first, then longest
-- waiting, at most `_limit`.
CREATE OR REPLACE FUNCTION riad.start_batch_for_matching(
    _change text, _assignee_id uuid, _value text, _tags text[], _states text[], _priorities smallint[], _zones smallint[],
    _assignment text, _no_message_after timestamptz, _limit integer, _reason text, _filters riad.inbox_filters
) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    list_seen_at timestamptz := least(_no_message_after, clock_timestamp());
    me riad.rights := riad.session_rights();
    batch riad.batches := riad.create_batch(me, _change, _assignee_id, _value, _tags, _reason);
    finishes boolean := _change = 'state' AND riad.is_finished(_value);
    matching_ids uuid[];
    seen_versions integer[];
    matches bigint;
BEGIN
    IF (_limit BETWEEN 1 AND 10000) IS NOT TRUE
        OR num_nulls(_states, _priorities, _zones, _assignment, _no_message_after) > 0
    THEN
        RAISE EXCEPTION 'a bulk change needs a filter, a time and a limit from 1 to 10,000' USING ERRCODE = 'RI010';
    END IF;
    SELECT array_agg(m.id ORDER BY m.prio DESC, m.last_message_at, m.id) FILTER (WHERE m.rank <= _limit),
        array_agg(m.assign_version ORDER BY m.prio DESC, m.last_message_at, m.id) FILTER (WHERE m.rank <= _limit),
        count(*)
    INTO matching_ids, seen_versions, matches
    FROM (
        SELECT m.*, row_number() OVER (ORDER BY m.prio DESC, m.last_message_at, m.id) AS rank
        FROM riad.matching_conversations(me, _states, _priorities, _zones, _assignment, _no_message_after, _filters) m
    ) m;
    UPDATE riad.batches b
    SET beyond_limit = greatest(matches - _limit, 0), seen_at = CASE WHEN finishes THEN list_seen_at END
    WHERE b.id = batch.id;
    PERFORM riad.enqueue_batch(me, batch, _assignee_id, matching_ids, seen_versions, NULL);
    IF finishes THEN
        INSERT INTO riad.batch_rows (batch_id, conversation_id, skip_reason, old_agent_id)
        SELECT batch.id, c.id, 'guest_wrote', c.assigned_agent_id
        FROM riad.matching_conversations(me, _states, _priorities, _zones, _assignment, 'infinity', _filters) m
        JOIN public.conversations c ON c.id = m.id
        WHERE c.last_message_at > list_seen_at AND c.created_at <= list_seen_at
            AND riad.guest_wrote_after(c.id, list_seen_at)
            AND NOT EXISTS (SELECT FROM riad.batch_queue q WHERE q.batch_id = batch.id AND q.conversation_id = c.id);
    END IF;
    RETURN batch.id;
END
$$;
GRANT EXECUTE ON FUNCTION riad.start_batch_for_matching TO riad_console;

-- Runs `riad.start_batch` and all steps, then returns the report.
CREATE OR REPLACE PROCEDURE riad.bulk_apply(
    _change text, _assignee_id uuid, _value text, _tags text[], _ids uuid[], _versions integer[], _reason text,
    _seqs bigint[],
    OUT batch_id uuid, OUT applied bigint, OUT beyond_limit bigint, OUT undo_until timestamptz, OUT skip_reasons text[],
    OUT skip_counts bigint[], OUT skipped text[], OUT ids uuid[], OUT assignees uuid[], OUT names text[],
    OUT new_assignees uuid[], OUT new_assignee_names text[], OUT new_assignee_counts bigint[]
)
LANGUAGE plpgsql
AS $$
BEGIN
    batch_id := riad.start_batch(_change, _assignee_id, _value, _tags, _ids, _versions, _reason, _seqs);
    CALL riad.run_batch(batch_id);
    SELECT * INTO batch_id, applied, beyond_limit, undo_until, skip_reasons, skip_counts, skipped, ids, assignees,
        names, new_assignees, new_assignee_names, new_assignee_counts
    FROM riad.batch_report(batch_id);
END
$$;
GRANT EXECUTE ON PROCEDURE riad.bulk_apply TO riad_console;

-- Runs `riad.start_batch_for_matching` and all steps, then returns the report.
CREATE OR REPLACE PROCEDURE riad.bulk_apply_to_matching(
    _change text, _assignee_id uuid, _value text, _tags text[], _states text[], _priorities smallint[], _zones smallint[],
    _assignment text, _no_message_after timestamptz, _limit integer, _reason text, _filters riad.inbox_filters,
    OUT batch_id uuid, OUT applied bigint, OUT beyond_limit bigint, OUT undo_until timestamptz, OUT skip_reasons text[],
    OUT skip_counts bigint[], OUT skipped text[], OUT ids uuid[], OUT assignees uuid[], OUT names text[],
    OUT new_assignees uuid[], OUT new_assignee_names text[], OUT new_assignee_counts bigint[]
)
LANGUAGE plpgsql
AS $$
BEGIN
    batch_id := riad.start_batch_for_matching(_change, _assignee_id, _value, _tags, _states, _priorities, _zones,
        _assignment, _no_message_after, _limit, _reason, _filters);
    CALL riad.run_batch(batch_id);
    SELECT * INTO batch_id, applied, beyond_limit, undo_until, skip_reasons, skip_counts, skipped, ids, assignees,
        names, new_assignees, new_assignee_names, new_assignee_counts
    FROM riad.batch_report(batch_id);
END
$$;
GRANT EXECUTE ON PROCEDURE riad.bulk_apply_to_matching TO riad_console;
