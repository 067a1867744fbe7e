-- Renames tables, types and columns to the program's terms. Only catalogue changes, except in `batches`, which holds one
-- day of rows.
SET LOCAL ROLE riad_owner;

ALTER TABLE riad.standings RENAME TO effective_rights;
ALTER TABLE riad.rights_turn RENAME TO rights_lock;
ALTER SEQUENCE riad.rights_clock RENAME TO last_rights_change;
ALTER SEQUENCE riad.sessions_clock RENAME TO last_session_check;
ALTER TABLE riad.contact_bookings RENAME TO contact_matched_reservations;
ALTER TABLE riad.change_counts RENAME COLUMN marks TO read_marks;
ALTER TYPE riad.rights RENAME ATTRIBUTE reads_all TO can_read_all;

-- One row while a function runs: what it does, for the triggers of its transaction.
ALTER TABLE riad.deeds RENAME TO current_actions;
ALTER TABLE riad.current_actions RENAME COLUMN act TO action;
ALTER TABLE riad.assignments RENAME COLUMN act TO action;
ALTER TABLE riad.state_transitions RENAME COLUMN act TO action;
ALTER TABLE riad.audit RENAME COLUMN act TO operation;
ALTER TABLE riad.consoles RENAME COLUMN act TO activity;

ALTER TYPE riad.conversation_head RENAME TO change_result;
ALTER TYPE riad.received RENAME TO received_message;

-- One `merges.batch_id` per call, as in assignments and outbox.
ALTER TABLE riad.merges RENAME COLUMN act_id TO batch_id;
ALTER TABLE riad.merges RENAME COLUMN place TO position;
ALTER TABLE riad.saved_views RENAME COLUMN place TO position;
ALTER TYPE riad.thread_part RENAME ATTRIBUTE place TO position;
ALTER TYPE riad.thread_part RENAME ATTRIBUTE ahead TO messages_before;
ALTER TYPE riad.thread_part RENAME ATTRIBUTE start TO thread_messages_before;

ALTER TYPE riad.inbox_scope RENAME ATTRIBUTE anything TO everything;
ALTER TYPE riad.inbox_scope RENAME ATTRIBUTE nobodys TO unassigned;
ALTER TYPE riad.inbox_scope RENAME ATTRIBUTE nobodys_by_zone TO unassigned_by_zone;
ALTER TYPE riad.inbox_scope RENAME ATTRIBUTE of_role TO by_role;

ALTER TYPE riad.narrowing RENAME TO inbox_filters;
ALTER TYPE riad.inbox_filters RENAME ATTRIBUTE no_tags TO excluded_tags;
ALTER TYPE riad.inbox_filters RENAME ATTRIBUTE stays TO reservation_stages;
ALTER TYPE riad.inbox_filters RENAME ATTRIBUTE whatsapp TO whatsapp_window;
ALTER TYPE riad.inbox_filters RENAME ATTRIBUTE minutes TO window_minutes;
ALTER TYPE riad.inbox_filters RENAME ATTRIBUTE no_words TO excluded_words;

ALTER TABLE riad.batch_rows RENAME COLUMN skipped TO skip_reason;
ALTER TABLE riad.batch_queue RENAME COLUMN person TO assignee_id;
ALTER TABLE riad.batches RENAME COLUMN undoes TO undone_batch_id;
ALTER TABLE riad.batches DROP CONSTRAINT batches_change_check;
UPDATE riad.batches SET change = 'distribute' WHERE change = 'spread';
ALTER TABLE riad.batches ADD CONSTRAINT batches_change_check CHECK (change IN (
    'assign', 'release', 'priority', 'add_tags', 'remove_tags', 'state', 'undo', 'distribute'
));

ALTER INDEX riad.merges_present RENAME TO merges_current;

-- Constraints named after their table or column. Not NOT NULL: 18 names those, and partitions may have other names.
DO $$
DECLARE
    renamed record;
BEGIN
    FOR renamed IN
        SELECT c.conrelid::regclass AS relation, c.conname AS name,
            regexp_replace(c.conname, n.pattern, n.replacement) AS new_name
        FROM (VALUES
            ('riad.effective_rights'::regclass, '^standings_', 'effective_rights_'),
            ('riad.rights_lock', '^rights_turn_', 'rights_lock_'),
            ('riad.contact_matched_reservations', '^contact_bookings_', 'contact_matched_reservations_'),
            ('riad.current_actions', '^deeds_', 'current_actions_'),
            ('riad.assignments', '_act_', '_action_'),
            ('riad.state_transitions', '_act_', '_action_'),
            ('riad.audit', '_act_', '_operation_'),
            ('riad.consoles', '_act_', '_activity_'),
            ('riad.saved_views', '_place_', '_position_'),
            ('riad.batch_rows', '_skipped_', '_skip_reason_'),
            ('riad.batches', '_undoes_', '_undone_batch_id_')
        ) AS n (relation, pattern, replacement)
        JOIN pg_catalog.pg_constraint c ON c.conrelid = n.relation AND c.contype <> 'n' AND c.conname ~ n.pattern
    LOOP
        EXECUTE format('ALTER TABLE %s RENAME CONSTRAINT %I TO %I', renamed.relation, renamed.name, renamed.new_name);
    END LOOP;
END
$$;
