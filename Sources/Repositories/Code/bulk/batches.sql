-- Batches, i.e. bulk changes of conversations: validation, planning, and purging once the undo period is over.

-- Validates and inserts a batch. RI001: below superviseur. RI010: unknown or impossible change. RI013: more than 60
-- batches per minute or 1,000 per day (each may leave ten thousand rows until it is purged).
CREATE OR REPLACE FUNCTION riad.create_batch(
    _user riad.rights, _change text, _assignee_id uuid, _value text, _tags text[], _reason text
) RETURNS riad.batches
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    batch riad.batches;
BEGIN
    IF _user.supervises IS NOT TRUE THEN
        RAISE EXCEPTION 'not permitted to make bulk changes' USING ERRCODE = 'RI001';
    END IF;
    PERFORM riad.enforce_change_limit();
    IF (
        SELECT count(*) FILTER (WHERE b.made_at > clock_timestamp() - interval '1 minute') >= 60 OR count(*) >= 1000
        FROM riad.batches b WHERE b.made_by = _user.user_id AND b.made_at > clock_timestamp() - interval '1 day'
    ) THEN
        RAISE EXCEPTION 'more than 60 bulk changes within a minute, or 1000 within a day' USING ERRCODE = 'RI013';
    END IF;
    IF NOT coalesce(CASE _change
        WHEN 'assign' THEN EXISTS (
            SELECT FROM riad.effective_rights s
            WHERE s.user_id = _assignee_id AND riad.is_assignable(_assignee_id, s.role)
        )
        WHEN 'release' THEN true
        WHEN 'distribute' THEN _value IN ('least_loaded', 'round_robin')
        WHEN 'priority' THEN EXISTS (SELECT FROM riad.priorities t WHERE t.priority = _value)
        WHEN 'add_tags' THEN riad.clean_tags(_tags) IS NOT NULL
        WHEN 'remove_tags' THEN riad.clean_tags(_tags) IS NOT NULL
        WHEN 'state' THEN EXISTS (SELECT FROM riad.states s WHERE s.state = _value)
    END, false) THEN
        RAISE EXCEPTION 'there is no such change, or nobody to assign the conversations to' USING ERRCODE = 'RI010';
    END IF;
    INSERT INTO riad.batches AS b (made_by, change, value, tags, reason)
    VALUES (_user.user_id, _change, _value,
        CASE WHEN _change IN ('add_tags', 'remove_tags') THEN riad.clean_tags(_tags) END,
        CASE WHEN _reason IS NOT NULL THEN riad.clean_reason(_reason) END)
    RETURNING b.* INTO batch;
    RETURN batch;
END
$$;

-- Queues each conversation once. `distribute` chooses all assignees here, at once; conversations whose zone has no
-- available agent are skipped.
CREATE OR REPLACE FUNCTION riad.enqueue_batch(
    _user riad.rights, batch riad.batches, _assignee_id uuid, _ids uuid[], _versions integer[], _seqs bigint[]
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    INSERT INTO riad.batch_queue (batch_id, conversation_id, version, seq, assignee_id)
    SELECT batch.id, w.id, min(w.version), min(w.seq), _assignee_id
    FROM unnest(_ids, _versions, _seqs) AS w (id, version, seq)
    WHERE w.id IS NOT NULL GROUP BY w.id;
    IF batch.change <> 'distribute' THEN
        RETURN;
    END IF;
    WITH assigned AS MATERIALIZED (
        SELECT s.conversation_id, s.assignee_id FROM (
            SELECT array_agg(q.conversation_id) AS ids, array_agg(q.version) AS versions
            FROM riad.batch_queue q WHERE q.batch_id = batch.id
        ) w
        CROSS JOIN LATERAL riad.distribute(_user, batch.value, w.ids, w.versions) s
    ), without_agent AS (
        DELETE FROM riad.batch_queue q USING assigned g
        WHERE q.batch_id = batch.id AND q.conversation_id = g.conversation_id AND g.assignee_id IS NULL
        RETURNING q.conversation_id
    ), skipped AS (
        INSERT INTO riad.batch_rows (batch_id, conversation_id, skip_reason, old_agent_id)
        SELECT batch.id, c.id, 'no_agent', c.assigned_agent_id
        FROM without_agent n JOIN public.conversations c ON c.id = n.conversation_id
    )
    UPDATE riad.batch_queue q SET assignee_id = g.assignee_id
    FROM assigned g
    WHERE q.batch_id = batch.id AND q.conversation_id = g.conversation_id AND g.assignee_id IS NOT NULL;
END
$$;

-- Locks the conversations in id order, so that two batches can't deadlock, and records for each its new values or why
-- it is skipped.
CREATE OR REPLACE FUNCTION riad.plan_batch_rows(
    _user riad.rights, batch riad.batches, _assignee_id uuid, _value text, _tags text[], _ids uuid[], _versions integer[]
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
    SELECT s.is_desk, s.role INTO is_desk, role_of_person FROM riad.effective_rights s WHERE s.user_id = _assignee_id;
    INSERT INTO riad.batch_rows (
        batch_id, conversation_id, skip_reason, old_state, new_state, old_priority, new_priority, old_tags, new_tags,
        old_agent_id, new_agent_id, old_chatbot_id, new_chatbot_id, old_role, new_role,
        new_version, last_seq
    )
    WITH wanted AS (
        SELECT w.id, min(w.version) AS version FROM unnest(_ids, _versions) AS w (id, version)
        WHERE w.id IS NOT NULL GROUP BY w.id
    ), locked AS MATERIALIZED (
        SELECT c.*, w.version AS seen_version FROM wanted w
        JOIN public.conversations c ON c.id = w.id
        WHERE c.merged_into IS NULL AND (_user.can_read_all OR riad.can_read(_user, c))
        ORDER BY c.id FOR NO KEY UPDATE OF c
    ), target AS (
        SELECT l.id, l.seen_version, l.assign_version, l.last_seq, l.last_message_at,
            l.state, coalesce(t.to_state, l.state) AS new_state,
            moves AND t.to_state IS NULL AS is_illegal,
            l.priority, CASE batch.change WHEN 'priority' THEN _value ELSE l.priority END AS new_priority,
            l.tags, CASE batch.change
                WHEN 'add_tags' THEN l.tags || ARRAY(SELECT tag FROM unnest(_tags) tag WHERE riad.folded(tag) <> ALL (riad.folded_tags(l.tags)))
                WHEN 'remove_tags' THEN ARRAY(SELECT tag FROM unnest(l.tags) tag WHERE riad.folded(tag) <> ALL (riad.folded_tags(_tags)))
                ELSE l.tags END AS new_tags,
            l.assigned_agent_id AS agent_id, CASE
                WHEN batch.change = 'assign' THEN _assignee_id
                WHEN batch.change = 'release' OR batch.change = 'state' AND _value = 'NOUVELLE' THEN NULL
                ELSE l.assigned_agent_id END AS new_agent_id,
            l.assigned_chatbot_id AS chatbot_id,
            CASE WHEN batch.change <> 'assign' THEN l.assigned_chatbot_id END AS new_chatbot_id,
            l.transferred_to_role AS role, CASE WHEN NOT moves THEN l.transferred_to_role END AS new_role
        FROM locked l
        LEFT JOIN riad.state_transitions t
            ON t.action = transition AND t.from_state = l.state AND (batch.change <> 'state' OR t.to_state = _value)
    )
    SELECT batch.id, w.id, CASE
            WHEN g.id IS NULL THEN CASE WHEN EXISTS (
                    SELECT FROM public.conversations m WHERE m.id = w.id AND m.merged_into IS NOT NULL
                        AND riad.can_read(_user, m)
                ) THEN 'moved' ELSE 'not_found' END
            WHEN g.state = 'ARCHIVÉE' THEN 'archived'
            WHEN CASE batch.change WHEN 'assign' THEN g.agent_id = _assignee_id WHEN 'state' THEN g.state = _value
                ELSE (g.new_state, g.new_priority, g.new_tags, g.new_agent_id, g.new_role)
                    IS NOT DISTINCT FROM (g.state, g.priority, g.tags, g.agent_id, g.role) AND NOT g.is_illegal END
                THEN 'already'
            WHEN moves AND g.assign_version IS DISTINCT FROM g.seen_version THEN 'moved'
            WHEN g.is_illegal OR batch.change = 'add_tags' AND cardinality(g.new_tags) > 20 THEN 'illegal'
            WHEN batch.change = 'assign' AND NOT (is_desk OR role_of_person IS NOT DISTINCT FROM g.role)
                THEN 'not_allowed'
            -- No agent was available when the batch was queued; one has become available since.
            WHEN batch.change = 'assign' AND _assignee_id IS NULL THEN 'moved'
        END,
        g.state, g.new_state, g.priority, g.new_priority, g.tags, g.new_tags, g.agent_id, g.new_agent_id,
        g.chatbot_id, g.new_chatbot_id, g.role, g.new_role,
        g.assign_version
            + ((g.new_agent_id, g.new_role) IS DISTINCT FROM (g.agent_id, g.role))::integer,
        g.last_seq
    FROM wanted w
    LEFT JOIN target g ON g.id = w.id;
END
$$;

-- Chooses an assignee for each conversation that is unchanged since `_versions` and can be assigned: an active agent of
-- its zone (any zone for the common queue) who can log in and isn't the current assignee; null if there is none. Agents
-- who are present (console open and not away) come before all others. `_rule` decides among equals. least_loaded:
-- fewest open conversations, including those assigned here; round_robin: longest since the last assignment. Zones with
-- the fewest candidates are served first, because the other zones can balance the load afterwards.
CREATE OR REPLACE FUNCTION riad.distribute(_user riad.rights, _rule text, _ids uuid[], _versions integer[])
RETURNS TABLE (conversation_id uuid, version integer, assignee_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    by_load boolean := _rule = 'least_loaded';
    agents uuid[];
    here boolean[];
    loads bigint[];
    turns bigint[];
    turn bigint;
    conversation record;
    slot integer;
    best integer;
BEGIN
    SELECT array_agg(a.user_id ORDER BY a.assigned_at, a.user_id), array_agg(a.is_here ORDER BY a.assigned_at, a.user_id),
        array_agg(a.load ORDER BY a.assigned_at, a.user_id)
    INTO agents, here, loads
    FROM (
        SELECT s.user_id, present.user_id IS NOT NULL AS is_here,
            coalesce(busy.load, 0) - coalesce(leaving.load, 0) AS load, coalesce(
                (SELECT max(a.created_at) FROM riad.assignments a WHERE a.to_agent_id = s.user_id), '-infinity'
            ) AS assigned_at
        FROM riad.effective_rights s
        JOIN pg_roles r ON r.rolname = s.login AND r.rolcanlogin
        LEFT JOIN riad.console_presence() present ON present.user_id = s.user_id AND present.away_since IS NULL
        LEFT JOIN (
            SELECT c.assigned_agent_id, count(*) AS load FROM public.conversations c
            WHERE c.is_open AND c.assigned_agent_id IS NOT NULL GROUP BY c.assigned_agent_id
        ) busy ON busy.assigned_agent_id = s.user_id
        LEFT JOIN (
            SELECT c.assigned_agent_id, count(*) AS load FROM public.conversations c
            WHERE c.id = ANY (_ids) AND c.is_open GROUP BY c.assigned_agent_id
        ) leaving ON leaving.assigned_agent_id = s.user_id
        WHERE s.role = 'agent' AND s.expires_at > clock_timestamp()
    ) a;
    turns := ARRAY(SELECT generate_series(1, cardinality(agents)));
    turn := cardinality(agents);
    FOR conversation IN
        WITH fit AS (
            SELECT c.id, w.version, c.zone_id, c.assigned_agent_id, c.prio, c.last_message_at
            FROM unnest(_ids, _versions) AS w (id, version)
            JOIN public.conversations c ON c.id = w.id AND c.assign_version = w.version
            JOIN riad.state_transitions t ON t.action = 'claim' AND t.from_state = c.state
            WHERE c.merged_into IS NULL AND (_user.can_read_all OR riad.can_read(_user, c))
        ), own AS (
            SELECT z.zone_id, coalesce(array_agg(p.slot) FILTER (WHERE p.user_id IS NOT NULL), '{}') AS slots,
                coalesce(nullif(count(*) FILTER (WHERE p.is_here), 0), count(p.user_id)) AS choice
            FROM (SELECT DISTINCT f.zone_id FROM fit f) z
            LEFT JOIN (
                unnest(agents, here) WITH ORDINALITY AS p (user_id, is_here, slot)
                JOIN riad.effective_rights s ON s.user_id = p.user_id
            ) ON z.zone_id = 0 OR z.zone_id = ANY (s.zone_ids)
            GROUP BY z.zone_id
        )
        SELECT f.id, f.version, f.assigned_agent_id AS holder, own.slots
        FROM fit f
        JOIN own ON own.zone_id = f.zone_id
        ORDER BY own.choice, f.zone_id, f.prio DESC, f.last_message_at, f.id
    LOOP
        best := NULL;
        FOREACH slot IN ARRAY conversation.slots LOOP
            CONTINUE WHEN agents[slot] = conversation.holder;
            IF best IS NULL OR (NOT here[slot], CASE WHEN by_load THEN loads[slot] ELSE 0 END, turns[slot])
                < (NOT here[best], CASE WHEN by_load THEN loads[best] ELSE 0 END, turns[best])
            THEN
                best := slot;
            END IF;
        END LOOP;
        conversation_id := conversation.id;
        version := conversation.version;
        assignee_id := agents[best];
        IF best IS NOT NULL THEN
            turn := turn + 1;
            turns[best] := turn;
            loads[best] := loads[best] + 1;
        END IF;
        RETURN NEXT;
    END LOOP;
END
$$;

-- Skips conversations whose guest has written since the message or moment that the caller saw.
CREATE OR REPLACE FUNCTION riad.skip_where_guest_wrote(batch riad.batches, _ids uuid[], _seqs bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE riad.batch_rows r SET skip_reason = 'guest_wrote'
    FROM unnest(_ids, _seqs) AS w (id, seq)
    JOIN public.conversations c ON c.id = w.id
    WHERE r.batch_id = batch.id AND r.conversation_id = w.id AND r.skip_reason IS NULL AND CASE
        WHEN batch.seen_at IS NULL THEN riad.thread_length(c) > w.seq AND riad.guest_wrote_since(w.id, w.seq)
        ELSE c.last_message_at > batch.seen_at AND riad.guest_wrote_after(c.id, batch.seen_at) END;
END
$$;

-- Deletes up to `_limit` rows of batches that can't be undone any more, then the empty batches. Returns whether rows
-- may remain.
CREATE OR REPLACE FUNCTION riad.purge_batches(_limit integer) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    cutoff timestamptz := clock_timestamp() - interval '1 day';
    gone bigint;
BEGIN
    DELETE FROM riad.batch_rows kept USING (
        SELECT r.batch_id, r.conversation_id FROM riad.batches b
        JOIN riad.batch_rows r ON r.batch_id = b.id
        WHERE b.made_at < cutoff LIMIT _limit
    ) old
    WHERE kept.batch_id = old.batch_id AND kept.conversation_id = old.conversation_id;
    GET DIAGNOSTICS gone = ROW_COUNT;
    IF gone >= _limit THEN
        RETURN true;
    END IF;
    DELETE FROM riad.batches b WHERE b.made_at < cutoff;
    RETURN false;
END
$$;
