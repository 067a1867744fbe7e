-- A change of many conversations: planned row by row under their locks, carried out, reported.
SET LOCAL ROLE riad_owner;

-- Tags without the blanks around them, each once, in order; RI010 for what `riad.set_tags` refuses too.
CREATE FUNCTION riad.clean_tags(_tags text[]) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF coalesce(cardinality(_tags), 0) NOT BETWEEN 1 AND 20 OR EXISTS (
        SELECT FROM unnest(_tags) AS t (tag)
        WHERE tag IS NULL OR btrim(tag) = '' OR char_length(tag) > 50
            OR tag ~ '[\u0001-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]'
    ) THEN
        RAISE EXCEPTION '1 to 20 tags of 1 to 50 characters' USING ERRCODE = 'RI010';
    END IF;
    RETURN ARRAY(
        SELECT btrim(t.tag) FROM unnest(_tags) WITH ORDINALITY AS t (tag, place)
        GROUP BY btrim(t.tag) ORDER BY min(t.place)
    );
END
$$;

-- The change, checked and begun: RI001 below superviseur, RI010 where it says nothing that can be done.
CREATE FUNCTION riad.begin_batch(
    reader riad.rights, _change text, _person uuid, _value text, _tags text[], _reason text
) RETURNS riad.batches
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    batch riad.batches;
BEGIN
    IF reader.supervises IS NOT TRUE THEN
        RAISE EXCEPTION 'not permitted to change many at once' USING ERRCODE = 'RI001';
    END IF;
    IF NOT coalesce(CASE _change
        WHEN 'assign' THEN EXISTS (
            SELECT FROM riad.standings s WHERE s.user_id = _person AND riad.may_be_given(_person, s.role)
        )
        WHEN 'release' THEN true
        WHEN 'priority' THEN EXISTS (SELECT FROM riad.sla_targets t WHERE t.priority = _value)
        WHEN 'add_tags' THEN riad.clean_tags(_tags) IS NOT NULL
        WHEN 'remove_tags' THEN riad.clean_tags(_tags) IS NOT NULL
        WHEN 'state' THEN EXISTS (SELECT FROM riad.states s WHERE s.state = _value)
    END, false) THEN
        RAISE EXCEPTION 'there is no such change, or nobody who can be given a conversation' USING ERRCODE = 'RI010';
    END IF;
    INSERT INTO riad.batches AS b (made_by, change) VALUES (reader.user_id, _change) RETURNING b.* INTO batch;
    PERFORM riad.begin_deed(
        CASE _change WHEN 'assign' THEN 'assignment' WHEN 'release' THEN 'release' ELSE 'state_change' END,
        CASE WHEN _reason IS NOT NULL THEN riad.reason_given(_reason) END
    );
    RETURN batch;
END
$$;

-- Locks the conversations in the order of their ids, so that no two of these wait for each other, and writes down for
-- each what it becomes, or why it is left alone.
CREATE FUNCTION riad.plan_batch(
    reader riad.rights, batch riad.batches, _person uuid, _value text, _tags text[], _ids uuid[], _versions integer[]
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    moves boolean := batch.change IN ('assign', 'release', 'state');
    transition text := CASE batch.change
        WHEN 'assign' THEN 'claim' WHEN 'release' THEN 'release' WHEN 'state' THEN 'by_hand' END;
    is_desk boolean;
    role_of_person text;
BEGIN
    IF batch.change IN ('add_tags', 'remove_tags') THEN
        _tags := riad.clean_tags(_tags);
    END IF;
    SELECT s.is_desk, s.role INTO is_desk, role_of_person FROM riad.standings s WHERE s.user_id = _person;
    INSERT INTO riad.batch_rows (
        batch_id, conversation_id, skipped, old_state, new_state, old_priority, new_priority, old_tags, new_tags,
        old_agent_id, new_agent_id, old_chatbot_id, new_chatbot_id, old_role, new_role, old_due_at, new_due_at,
        new_version, last_seq
    )
    WITH wanted AS (
        SELECT w.id, min(w.version) AS version FROM unnest(_ids, _versions) AS w (id, version)
        WHERE w.id IS NOT NULL GROUP BY w.id
    ), locked AS MATERIALIZED (
        SELECT c.*, w.version AS seen_version FROM wanted w
        JOIN public.conversations c ON c.id = w.id
        WHERE reader.reads_all OR riad.may_read(reader, c)
        ORDER BY c.id FOR NO KEY UPDATE OF c
    ), goal AS (
        SELECT l.id, l.seen_version, l.assign_version, l.last_seq, l.last_message_at,
            l.state, coalesce(t.to_state, l.state) AS new_state,
            moves AND t.to_state IS NULL AS is_illegal,
            l.priority, CASE batch.change WHEN 'priority' THEN _value ELSE l.priority END AS new_priority,
            l.tags, CASE batch.change
                WHEN 'add_tags' THEN l.tags || ARRAY(SELECT tag FROM unnest(_tags) tag WHERE tag <> ALL (l.tags))
                WHEN 'remove_tags' THEN ARRAY(SELECT tag FROM unnest(l.tags) tag WHERE tag <> ALL (_tags))
                ELSE l.tags END AS new_tags,
            l.assigned_agent_id AS agent_id, CASE
                WHEN batch.change = 'assign' THEN _person
                WHEN batch.change = 'release' OR batch.change = 'state' AND _value = 'NOUVELLE' THEN NULL
                ELSE l.assigned_agent_id END AS new_agent_id,
            l.assigned_chatbot_id AS chatbot_id,
            CASE WHEN batch.change <> 'assign' THEN l.assigned_chatbot_id END AS new_chatbot_id,
            l.transferred_to_role AS role, CASE WHEN NOT moves THEN l.transferred_to_role END AS new_role,
            l.sla_due_at AS due_at
        FROM locked l
        LEFT JOIN riad.state_transitions t
            ON t.act = transition AND t.from_state = l.state AND (batch.change <> 'state' OR t.to_state = _value)
    )
    SELECT batch.id, w.id, CASE
            WHEN g.id IS NULL THEN 'not_found'
            WHEN g.state = 'ARCHIVÉE' THEN 'archived'
            WHEN CASE batch.change WHEN 'assign' THEN g.agent_id = _person WHEN 'state' THEN g.state = _value
                ELSE (g.new_state, g.new_priority, g.new_tags, g.new_agent_id, g.new_role)
                    IS NOT DISTINCT FROM (g.state, g.priority, g.tags, g.agent_id, g.role) AND NOT g.is_illegal END
                THEN 'already'
            WHEN moves AND g.assign_version IS DISTINCT FROM g.seen_version THEN 'moved'
            WHEN g.is_illegal OR batch.change = 'add_tags' AND cardinality(g.new_tags) > 20 THEN 'illegal'
            WHEN batch.change = 'assign' AND NOT (is_desk OR role_of_person IS NOT DISTINCT FROM g.role)
                THEN 'not_allowed'
        END,
        g.state, g.new_state, g.priority, g.new_priority, g.tags, g.new_tags, g.agent_id, g.new_agent_id,
        g.chatbot_id, g.new_chatbot_id, g.role, g.new_role, g.due_at, CASE
            WHEN g.new_state IN ('RÉSOLUE', 'CLÔTURÉE', 'ARCHIVÉE') THEN 'infinity'
            WHEN g.new_priority <> g.priority THEN g.due_at
                + (riad.answer_due(g.new_priority, g.last_message_at) - riad.answer_due(g.priority, g.last_message_at))
            ELSE g.due_at END,
        g.assign_version
            + ((g.new_agent_id, g.new_role) IS DISTINCT FROM (g.agent_id, g.role))::integer,
        g.last_seq
    FROM wanted w
    LEFT JOIN goal g ON g.id = w.id;
END
$$;

-- Does what was written down. The time for taking it back (null: it can't be) begins when that is done.
CREATE FUNCTION riad.carry_out_batch(_batch_id uuid, _window interval) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    began timestamptz := clock_timestamp();
    moment timestamptz;
BEGIN
    UPDATE riad.deeds d SET batch_id = _batch_id, events_at = began + _window + interval '2 seconds'
    WHERE d.transaction_id = pg_current_xact_id();
    UPDATE public.conversations c
    SET state = r.new_state, priority = r.new_priority, tags = r.new_tags, assigned_agent_id = r.new_agent_id,
        assigned_chatbot_id = r.new_chatbot_id, transferred_to_role = r.new_role, sla_due_at = r.new_due_at,
        assign_version = r.new_version, updated_at = began
    FROM riad.batch_rows r
    WHERE r.batch_id = _batch_id AND r.skipped IS NULL AND c.id = r.conversation_id;
    moment := clock_timestamp();
    UPDATE riad.batches b
    SET undo_until = moment + _window, events_at = moment + _window + interval '2 seconds'
    WHERE b.id = _batch_id;
    IF moment > began + interval '1 second' THEN
        UPDATE riad.outbox o SET visible_at = moment + _window + interval '2 seconds' WHERE o.batch_id = _batch_id;
    END IF;
    PERFORM riad.end_deed();
END
$$;

-- A row for each reason for which conversations were left alone, one without a reason where none was.
CREATE TYPE riad.batch_report AS (
    batch_id uuid, done bigint, beyond_limit bigint, undo_until timestamptz, skipped text, count bigint, ids uuid[],
    assignees uuid[], names text[]
);

CREATE FUNCTION riad.report_batch(_batch_id uuid) RETURNS SETOF riad.batch_report
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH done AS (
        SELECT count(*) AS count FROM riad.batch_rows r WHERE r.batch_id = _batch_id AND r.skipped IS NULL
    ), skipped AS (
        SELECT r.skipped, r.conversation_id, r.old_agent_id, count(*) OVER (PARTITION BY r.skipped) AS count,
            row_number() OVER (PARTITION BY r.skipped ORDER BY r.conversation_id) AS place
        FROM riad.batch_rows r WHERE r.batch_id = _batch_id AND r.skipped IS NOT NULL
    ), reason AS (
        SELECT s.skipped, min(s.count) AS count, array_agg(s.conversation_id ORDER BY s.place) AS ids,
            array_agg(s.old_agent_id ORDER BY s.place) AS assignees,
            array_agg(riad.name_of(s.old_agent_id) ORDER BY s.place) AS names
        FROM skipped s WHERE s.place <= 200 GROUP BY s.skipped
    )
    SELECT b.id, done.count, b.beyond_limit, CASE WHEN done.count > 0 THEN b.undo_until END, reason.skipped,
        reason.count, reason.ids, reason.assignees, reason.names
    FROM riad.batches b
    CROSS JOIN done
    LEFT JOIN reason ON true
    WHERE b.id = _batch_id
    ORDER BY reason.skipped;
END;
