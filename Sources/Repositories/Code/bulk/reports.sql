-- Reports on bulk changes.

-- Reports on one of the caller's batches, in one row: the number skipped per reason and, for the first 200 of each
-- reason, the reason, id and assignee. RI001: somebody else's batch. RI002: no such batch.
CREATE OR REPLACE FUNCTION riad.batch_report(_batch_id uuid) RETURNS TABLE (
    batch_id uuid, applied bigint, beyond_limit bigint, undo_until timestamptz, skip_reasons text[],
    skip_counts bigint[], skipped text[], ids uuid[], assignees uuid[], names text[], new_assignees uuid[],
    new_assignee_names text[], new_assignee_counts bigint[]
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    me riad.rights := riad.session_rights();
    batch riad.batches;
BEGIN
    SELECT b.* INTO batch FROM riad.batches b WHERE b.id = _batch_id;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such change' USING ERRCODE = 'RI002';
    ELSIF batch.made_by IS DISTINCT FROM me.user_id THEN
        RAISE EXCEPTION 'only the person who made a change may see its result' USING ERRCODE = 'RI001';
    END IF;
    RETURN QUERY
    WITH applied AS (
        SELECT count(*) AS count FROM riad.batch_rows r WHERE r.batch_id = batch.id AND r.skip_reason IS NULL
    ), numbered AS (
        SELECT r.skip_reason, r.conversation_id, r.old_agent_id,
            row_number() OVER (PARTITION BY r.skip_reason ORDER BY r.conversation_id) AS rank
        FROM riad.batch_rows r WHERE r.batch_id = batch.id AND r.skip_reason IS NOT NULL
    ), reason AS (
        SELECT array_agg(n.skip_reason ORDER BY n.skip_reason) AS reasons,
            array_agg(n.count ORDER BY n.skip_reason) AS counts
        FROM (SELECT n.skip_reason, count(*) AS count FROM numbered n GROUP BY n.skip_reason) n
    ), skipped_rows AS (
        SELECT array_agg(n.skip_reason ORDER BY n.skip_reason, n.rank) AS skipped,
            array_agg(n.conversation_id ORDER BY n.skip_reason, n.rank) AS ids,
            array_agg(n.old_agent_id ORDER BY n.skip_reason, n.rank) AS assignees,
            array_agg(riad.person_name(n.old_agent_id) ORDER BY n.skip_reason, n.rank) AS names
        FROM numbered n WHERE n.rank <= 200
    ), share AS (
        SELECT r.new_agent_id AS assignee_id, riad.person_name(r.new_agent_id) AS name, count(*) AS count
        FROM riad.batch_rows r
        WHERE r.batch_id = batch.id AND r.skip_reason IS NULL AND batch.change = 'distribute'
        GROUP BY r.new_agent_id
    ), assigned AS (
        SELECT array_agg(s.assignee_id ORDER BY s.count DESC, s.name, s.assignee_id) AS ids,
            array_agg(s.name ORDER BY s.count DESC, s.name, s.assignee_id) AS names,
            array_agg(s.count ORDER BY s.count DESC, s.name, s.assignee_id) AS counts
        FROM share s
    )
    SELECT batch.id, applied.count, batch.beyond_limit, CASE WHEN applied.count > 0 THEN batch.undo_until END,
        coalesce(reason.reasons, '{}'), coalesce(reason.counts, '{}'), coalesce(l.skipped, '{}'), coalesce(l.ids, '{}'),
        coalesce(l.assignees, '{}'), coalesce(l.names, '{}'), coalesce(assigned.ids, '{}'),
        coalesce(assigned.names, '{}'), coalesce(assigned.counts, '{}')
    FROM applied, reason, skipped_rows l, assigned;
END
$$;
GRANT EXECUTE ON FUNCTION riad.batch_report TO riad_console;
