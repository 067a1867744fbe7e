-- A batch runs in steps, each its own transaction, so that locks are short. If the server or the connection fails
-- half-way, completed steps stay.

-- Dequeues up to `_limit` conversations and locks them in id order, so that two batches can't deadlock. Conversations
-- locked by others come last, one at a time; once that takes ten seconds, all that are still locked are skipped.
CREATE OR REPLACE FUNCTION riad.dequeue_batch_rows(_user riad.rights, _batch_id uuid, _limit integer)
RETURNS SETOF riad.batch_queue
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    ids uuid[] := ARRAY(
        SELECT q.conversation_id FROM riad.batch_queue q
        WHERE q.batch_id = _batch_id AND NOT q.was_busy ORDER BY q.conversation_id LIMIT _limit
    );
    free uuid[];
BEGIN
    IF ids = '{}' THEN
        ids := ARRAY(SELECT q.conversation_id FROM riad.batch_queue q WHERE q.batch_id = _batch_id LIMIT 1);
        BEGIN
            PERFORM FROM public.conversations c WHERE c.id = ANY (ids) FOR NO KEY UPDATE;
        EXCEPTION WHEN lock_not_available THEN
            ids := ARRAY(SELECT q.conversation_id FROM riad.batch_queue q WHERE q.batch_id = _batch_id);
            free := ARRAY(SELECT c.id FROM public.conversations c WHERE c.id = ANY (ids) FOR NO KEY UPDATE SKIP LOCKED);
            INSERT INTO riad.batch_rows (batch_id, conversation_id, skip_reason, old_agent_id)
            SELECT _batch_id, c.id, 'moved', c.assigned_agent_id FROM public.conversations c
            WHERE c.id = ANY (ids) AND c.id <> ALL (free);
            DELETE FROM riad.batch_queue q WHERE q.batch_id = _batch_id AND q.conversation_id <> ALL (free);
            RETURN;
        END;
    ELSE
        free := ARRAY(
            SELECT c.id FROM public.conversations c
            WHERE c.id = ANY (ids) AND (_user.can_read_all OR riad.can_read(_user, c))
            ORDER BY c.id FOR NO KEY UPDATE SKIP LOCKED
        );
        UPDATE riad.batch_queue q SET was_busy = true
        WHERE q.batch_id = _batch_id AND NOT q.was_busy AND q.conversation_id = ANY (ids)
            AND q.conversation_id <> ALL (free)
            AND EXISTS (
                SELECT FROM public.conversations c
                WHERE c.id = q.conversation_id AND (_user.can_read_all OR riad.can_read(_user, c))
            );
    END IF;
    RETURN QUERY
    DELETE FROM riad.batch_queue q
    WHERE q.batch_id = _batch_id AND q.conversation_id = ANY (ids) AND (free IS NULL OR NOT q.was_busy)
    RETURNING q.*;
END
$$;

-- Plans and applies one step for the conversations of one assignee, or of none.
CREATE OR REPLACE FUNCTION riad.apply_batch_rows(
    _user riad.rights, batch riad.batches, _assignee_id uuid, _ids uuid[], _versions integer[], _seqs bigint[]
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF batch.change = 'undo' THEN
        PERFORM riad.plan_undo(batch, _ids);
    ELSE
        IF batch.change = 'distribute' THEN
            batch.change := 'assign';
        END IF;
        PERFORM riad.plan_batch_rows(_user, batch, _assignee_id, batch.value, batch.tags, _ids, _versions);
        IF batch.change = 'state' AND riad.is_finished(batch.value) THEN
            PERFORM riad.skip_where_guest_wrote(batch, _ids, _seqs);
        END IF;
    END IF;
    UPDATE public.conversations c
    SET state = r.new_state, priority = r.new_priority, tags = r.new_tags, assigned_agent_id = r.new_agent_id,
        assigned_chatbot_id = r.new_chatbot_id, transferred_to_role = r.new_role,
        assign_version = r.new_version, updated_at = clock_timestamp()
    FROM riad.batch_rows r
    WHERE r.batch_id = batch.id AND r.conversation_id = ANY (_ids) AND r.skip_reason IS NULL AND c.id = r.conversation_id;
END
$$;

-- Schedules a batch's events for that moment, except those being delivered.
CREATE OR REPLACE FUNCTION riad.reschedule_events(_batch_id uuid, _moment timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE riad.outbox o SET visible_at = _moment WHERE o.batch_id = _batch_id AND o.lease_token IS NULL;
    UPDATE riad.batches b SET events_at = _moment WHERE b.id = _batch_id;
END
$$;

-- Runs the next step of one of the caller's batches, with at most `_limit` conversations. Returns false when nothing is
-- left: the undo period starts then, and events wait until it is over. RI001: somebody else's batch. RI002: no such
-- batch.
CREATE OR REPLACE FUNCTION riad.run_batch_step(_batch_id uuid, _limit integer) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s'
AS $$
DECLARE
    me riad.rights := riad.session_rights();
    batch riad.batches;
    share record;
    moment timestamptz;
    time_to_undo constant interval := '10 seconds';
    time_to_tell constant interval := '12 seconds';
BEGIN
    SELECT b.* INTO batch FROM riad.batches b WHERE b.id = _batch_id FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such change' USING ERRCODE = 'RI002';
    ELSIF batch.made_by <> me.user_id OR me.supervises IS NOT TRUE THEN
        RAISE EXCEPTION 'only the person who started a change may continue it' USING ERRCODE = 'RI001';
    ELSIF batch.undone_at IS NOT NULL THEN
        RETURN false;
    -- Running a finished batch again would restart its undo period and postpone its events.
    ELSIF batch.undo_until IS NOT NULL AND NOT EXISTS (SELECT FROM riad.batch_queue q WHERE q.batch_id = _batch_id) THEN
        RETURN false;
    END IF;
    PERFORM riad.begin_action(
        CASE batch.change
            WHEN 'assign' THEN 'assignment' WHEN 'distribute' THEN 'assignment' WHEN 'release' THEN 'release'
            WHEN 'undo' THEN 'undo' ELSE 'state_change' END,
        batch.reason
    );
    UPDATE riad.current_actions d
    SET batch_id = _batch_id, events_at = CASE WHEN batch.change <> 'undo' THEN clock_timestamp() + interval '1 minute' END
    WHERE d.transaction_id = pg_current_xact_id();
    FOR share IN
        SELECT q.assignee_id, array_agg(q.conversation_id ORDER BY q.conversation_id) AS ids,
            array_agg(q.version ORDER BY q.conversation_id) AS versions, array_agg(q.seq ORDER BY q.conversation_id) AS seqs
        FROM riad.dequeue_batch_rows(me, _batch_id, least(greatest(_limit, 1), 1000)) q
        GROUP BY q.assignee_id
    LOOP
        PERFORM riad.apply_batch_rows(me, batch, share.assignee_id, share.ids, share.versions, share.seqs);
    END LOOP;
    PERFORM riad.end_action();
    moment := clock_timestamp();
    UPDATE riad.batches b SET undo_until = CASE WHEN b.change <> 'undo' THEN moment + time_to_undo END
    WHERE b.id = _batch_id;
    IF EXISTS (SELECT FROM riad.batch_queue q WHERE q.batch_id = _batch_id) THEN
        -- No events before the last step, neither the batch's own nor those of a batch being undone silently.
        PERFORM riad.reschedule_events(b.id, moment + interval '1 minute') FROM riad.batches b
        WHERE b.id = CASE WHEN batch.change <> 'undo' THEN _batch_id WHEN batch.is_silent THEN batch.undone_batch_id END
            AND coalesce(b.events_at, b.made_at) < moment + interval '30 seconds';
        RETURN true;
    END IF;
    IF batch.change <> 'undo' THEN
        PERFORM riad.reschedule_events(_batch_id, moment + time_to_tell);
    ELSIF batch.is_silent THEN
        -- Conversations that the undo skipped: their events are due after all, as scheduled before.
        PERFORM riad.reschedule_events(batch.undone_batch_id, greatest(batch.events_at, moment));
    END IF;
    RETURN false;
END
$$;
GRANT EXECUTE ON FUNCTION riad.run_batch_step TO riad_console;

-- Runs all steps of a batch and commits each: small enough that nobody notices the locks. Runs as the caller, since
-- only such a procedure may commit, and calls only functions that check rights.
CREATE OR REPLACE PROCEDURE riad.run_batch(_batch_id uuid)
LANGUAGE plpgsql
AS $$
BEGIN
    COMMIT;
    WHILE riad.run_batch_step(_batch_id, 100) LOOP
        COMMIT;
    END LOOP;
END
$$;
GRANT EXECUTE ON PROCEDURE riad.run_batch TO riad_console;
