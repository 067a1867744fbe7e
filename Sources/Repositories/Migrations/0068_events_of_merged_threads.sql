-- What the outside hears of a merged thread. It knows conversations by their ids, of messages too, and of a thread nothing: so
-- each part's change of state or assignee is told as that part's, as its row has it, and whoever follows one id is right
-- about it. Only an escalation, which calls somebody, is told once, as the head's.
-- What is taken back before it was told is told of no part.
SET LOCAL ROLE riad_owner;

DO $make$
DECLARE
    body text := pg_get_functiondef('riad.bulk_undo'::regproc);
    fragment constant text := 'AND r.conversation_id = o.conversation_id AND';
BEGIN
    IF position(fragment IN body) = 0 THEN
        RAISE EXCEPTION 'riad.bulk_undo does not say: %', fragment;
    END IF;
    EXECUTE replace(body, fragment, 'AND r.conversation_id = (
                SELECT coalesce(c.merged_into, c.id) FROM public.conversations c WHERE c.id = o.conversation_id
            ) AND');
END
$make$;

-- The mergings that taking these out takes back before the outside heard of them: made less than ten seconds ago, at the
-- same time as no other that stays, and the last of their heads.
CREATE FUNCTION riad.untold_merges(_ids uuid[]) RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT coalesce(array_agg(act.id), '{}') FROM (
        SELECT m.act_id AS id FROM riad.merges m
        WHERE m.head_id IN (SELECT o.head_id FROM riad.merges o WHERE o.member_id = ANY (_ids) OR o.head_id = ANY (_ids))
            AND NOT EXISTS (
                SELECT FROM riad.merges n
                WHERE n.head_id = m.head_id AND n.act_id <> m.act_id AND n.merged_at > m.merged_at
            )
        GROUP BY m.act_id
        HAVING bool_and(
            m.unmerged_at IS NULL AND (m.member_id = ANY (_ids) OR m.head_id = ANY (_ids))
            AND clock_timestamp() < m.merged_at + interval '10 seconds'
        )
    ) act;
END;

-- Lets a conversation show by itself again; of a head, all that were merged into it. Each is as it was before; the head, too,
-- as far as it is still as the merging left it. Returns how many were taken out. Where that takes back all that was merged
-- less than ten seconds ago, and nothing was steered since, the outside is told of neither. For superviseur and above
-- (RI001); RI002 not there; RI004 not merged; RI005 archived; RI010 no ids.
CREATE OR REPLACE FUNCTION riad.unmerge_conversations(_ids uuid[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s'
AS $$
DECLARE
    me riad.rights := riad.session_rights();
    merge riad.merges;
    head public.conversations;
    member public.conversations;
    untold uuid[];
    parted integer := 0;
BEGIN
    PERFORM riad.lock_for_merging(_ids);
    untold := riad.untold_merges(_ids);
    PERFORM riad.begin_merging('unmerge', gen_random_uuid());
    FOR merge IN
        SELECT m.* FROM riad.merges m
        WHERE m.unmerged_at IS NULL AND (m.member_id = ANY (_ids) OR m.head_id = ANY (_ids))
        ORDER BY m.head_id, m.merged_at DESC, m.place DESC
    LOOP
        SELECT c.* INTO head FROM public.conversations c WHERE c.id = merge.head_id AND riad.may_read(me, c);
        SELECT c.* INTO member FROM public.conversations c WHERE c.id = merge.member_id AND riad.may_read(me, c);
        IF 'ARCHIVÉE' IN (head.state, member.state) THEN
            RAISE EXCEPTION 'an archived conversation is read-only' USING ERRCODE = 'RI005';
        END IF;
        IF (head.state, head.priority, head.assigned_agent_id, head.assigned_chatbot_id, head.transferred_to_role)
            IS NOT DISTINCT FROM (merge.new_state, merge.new_priority, merge.new_agent_id, merge.new_chatbot_id,
                merge.new_role)
        THEN
            head.state := merge.old_state;
            head.priority := merge.old_priority;
            head.assigned_agent_id := merge.old_agent_id;
            head.assigned_chatbot_id := merge.old_chatbot_id;
            head.transferred_to_role := merge.old_role;
        ELSE
            untold := array_remove(untold, merge.act_id);
        END IF;
        UPDATE riad.deeds d SET is_silent = merge.act_id = ANY (untold)
        WHERE d.transaction_id = pg_current_xact_id();
        DELETE FROM riad.outbox o
        WHERE o.batch_id = merge.act_id AND merge.act_id = ANY (untold) AND o.lease_token IS NULL;
        UPDATE riad.merges m SET unmerged_by = me.user_id, unmerged_at = clock_timestamp() WHERE m.id = merge.id;
        PERFORM riad.take_out(member, merge);
        PERFORM riad.settle_head(head, -1::smallint);
        parted := parted + 1;
    END LOOP;
    IF parted = 0 THEN
        IF NOT EXISTS (SELECT FROM public.conversations c WHERE c.id = ANY (_ids) AND riad.may_read(me, c)) THEN
            RAISE EXCEPTION 'there is no such conversation' USING ERRCODE = 'RI002';
        END IF;
        RAISE EXCEPTION 'it is not merged with another' USING ERRCODE = 'RI004';
    END IF;
    PERFORM riad.end_deed();
    RETURN parted;
END
$$;
