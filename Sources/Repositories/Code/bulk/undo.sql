-- Undoing a bulk change, within ten seconds of its last step.

-- Starts to undo one of the caller's batches, within ten seconds of its last step; its remaining steps are cancelled.
-- RI001: somebody else's batch. RI002: no such batch. RI004: too late, or already undone.
CREATE OR REPLACE FUNCTION riad.start_batch_undo(_batch_id uuid) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s'
AS $$
DECLARE
    me riad.rights := riad.session_rights();
    undone riad.batches;
    undoing uuid;
    is_silent boolean;
BEGIN
    IF me.supervises IS NOT TRUE THEN
        RAISE EXCEPTION 'not permitted to make bulk changes' USING ERRCODE = 'RI001';
    END IF;
    PERFORM riad.enforce_change_limit();
    SELECT b.* INTO undone FROM riad.batches b WHERE b.id = _batch_id AND b.change <> 'undo' FOR UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such change' USING ERRCODE = 'RI002';
    ELSIF undone.made_by <> me.user_id THEN
        RAISE EXCEPTION 'only the person who made a change may undo it' USING ERRCODE = 'RI001';
    ELSIF undone.undone_at IS NOT NULL OR clock_timestamp() > undone.undo_until THEN
        RAISE EXCEPTION 'it is too late to undo this change' USING ERRCODE = 'RI004';
    END IF;
    -- Silent only if delivery can't have begun: otherwise both the batch and its undo are published, in order. The
    -- events wait until the undo is done.
    is_silent := clock_timestamp() < undone.events_at - interval '1 second';
    INSERT INTO riad.batches AS b (made_by, change, undone_batch_id, is_silent, events_at)
    VALUES (me.user_id, 'undo', undone.id, is_silent, undone.events_at)
    RETURNING b.id INTO undoing;
    IF is_silent THEN
        PERFORM riad.reschedule_events(undone.id, clock_timestamp() + interval '1 minute');
    END IF;
    UPDATE riad.batches b SET undone_at = clock_timestamp() WHERE b.id = undone.id;
    DELETE FROM riad.batch_queue q WHERE q.batch_id = undone.id;
    INSERT INTO riad.batch_queue (batch_id, conversation_id)
    SELECT undoing, r.conversation_id FROM riad.batch_rows r WHERE r.batch_id = undone.id AND r.skip_reason IS NULL;
    RETURN undoing;
END
$$;
GRANT EXECUTE ON FUNCTION riad.start_batch_undo TO riad_console;

-- Plans the undo for each conversation that is unchanged since the batch.
CREATE OR REPLACE FUNCTION riad.plan_undo(undoing riad.batches, _ids uuid[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    INSERT INTO riad.batch_rows (
        batch_id, conversation_id, skip_reason, old_state, new_state, old_priority, new_priority, old_tags, new_tags,
        old_agent_id, new_agent_id, old_chatbot_id, new_chatbot_id, old_role, new_role, new_version, last_seq
    )
    SELECT undoing.id, c.id, CASE
            -- The guest has written since, and has a new conversation that continues the archived one.
            WHEN (c.state, c.priority, c.tags, c.assigned_agent_id, c.transferred_to_role, c.assign_version)
                    IS DISTINCT FROM (r.new_state, r.new_priority, r.new_tags, r.new_agent_id, r.new_role, r.new_version)
                OR c.state = 'ARCHIVÉE' AND EXISTS (
                    SELECT FROM public.conversations n
                    WHERE n.guest_id = c.guest_id AND n.channel_account = c.channel_account AND n.continues_id = c.id
                ) THEN 'moved'
        END,
        c.state, r.old_state, c.priority, r.old_priority, c.tags, r.old_tags, c.assigned_agent_id, r.old_agent_id,
        c.assigned_chatbot_id, r.old_chatbot_id, c.transferred_to_role, r.old_role,
        c.assign_version
            + ((r.old_agent_id, r.old_role) IS DISTINCT FROM (c.assigned_agent_id, c.transferred_to_role))::integer,
        c.last_seq
    FROM riad.batch_rows r
    JOIN public.conversations c ON c.id = r.conversation_id
    WHERE r.batch_id = undoing.undone_batch_id AND r.conversation_id = ANY (_ids);
    IF undoing.is_silent THEN
        UPDATE riad.current_actions d SET is_silent = true WHERE d.transaction_id = pg_current_xact_id();
        -- Including events of the other conversations of a merged thread.
        DELETE FROM riad.outbox o USING (
            SELECT p.id FROM riad.batch_rows r
            JOIN public.conversations p ON p.id = r.conversation_id OR p.merged_into = r.conversation_id
            WHERE r.batch_id = undoing.id AND r.conversation_id = ANY (_ids) AND r.skip_reason IS NULL
        ) told
        WHERE o.batch_id = undoing.undone_batch_id AND o.conversation_id = told.id AND o.lease_token IS NULL;
    END IF;
END
$$;

-- Runs `riad.start_batch_undo` and all steps, then returns the report.
CREATE OR REPLACE PROCEDURE riad.bulk_undo(
    _undone uuid,
    OUT batch_id uuid, OUT applied bigint, OUT beyond_limit bigint, OUT undo_until timestamptz, OUT skip_reasons text[],
    OUT skip_counts bigint[], OUT skipped text[], OUT ids uuid[], OUT assignees uuid[], OUT names text[],
    OUT new_assignees uuid[], OUT new_assignee_names text[], OUT new_assignee_counts bigint[]
)
LANGUAGE plpgsql
AS $$
BEGIN
    batch_id := riad.start_batch_undo(_undone);
    CALL riad.run_batch(batch_id);
    SELECT * INTO batch_id, applied, beyond_limit, undo_until, skip_reasons, skip_counts, skipped, ids, assignees,
        names, new_assignees, new_assignee_names, new_assignee_counts
    FROM riad.batch_report(batch_id);
END
$$;
GRANT EXECUTE ON PROCEDURE riad.bulk_undo TO riad_console;
