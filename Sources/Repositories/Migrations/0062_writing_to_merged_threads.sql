-- Messages of a merged thread are counted over all of it, and whoever writes to a member locks its head first.
SET LOCAL ROLE riad_owner;

DO $make$
DECLARE
    change record;
    body text;
BEGIN
    FOR change IN
        SELECT * FROM (VALUES
            ('riad.send_message', 'IF _expected_seq <> talk.last_seq THEN',
                'IF _expected_seq <> riad.thread_length(talk) THEN'),
            ('riad.send_message', 'its last message is %'', talk.last_seq USING',
                'its last message is %'', riad.thread_length(talk) USING'),
            ('riad.send_message', 'WHERE talk.last_seq = coalesce(_expected_seq, (',
                'WHERE talk.last_seq = coalesce(_expected_seq - riad.thread_length(talk) + talk.last_seq, ('),
            ('riad.send_message', 'RETURN ROW(talk.last_seq + 1, moment',
                'RETURN ROW(riad.thread_length(talk) + 1, moment'),
            ('riad.earlier_receipt', 'ROW(earlier.seq,', 'ROW(riad.thread_number(earlier.conversation_id, earlier.seq),'),
            ('riad.conversation_with', '    SELECT c.* INTO talk FROM public.conversations c
    WHERE c.guest_id = _guest_id AND c.channel_account = _channel_account AND c.state <> ''ARCHIVÉE''
    ORDER BY c.created_at DESC LIMIT 1 FOR NO KEY UPDATE;',
                '    -- The guest''s lock keeps others from merging it meanwhile.
    PERFORM riad.lock_head_of((
        SELECT c.id FROM public.conversations c
        WHERE c.guest_id = _guest_id AND c.channel_account = _channel_account AND c.state <> ''ARCHIVÉE''
        ORDER BY c.created_at DESC LIMIT 1
    ));
    SELECT c.* INTO talk FROM public.conversations c
    WHERE c.guest_id = _guest_id AND c.channel_account = _channel_account AND c.state <> ''ARCHIVÉE''
    ORDER BY c.created_at DESC LIMIT 1 FOR NO KEY UPDATE;'),
            ('public.record_outgoing_message', '    SELECT c.* INTO talk FROM public.conversations c
    WHERE c.id = coalesce(_conversation_id, (', '    _conversation_id := coalesce(_conversation_id, ('),
            ('public.record_outgoing_message', '    )) AND coalesce(c.channel_account, _channel_account) = _channel_account
', '    ));
    PERFORM riad.lock_head_of(_conversation_id);
    SELECT c.* INTO talk FROM public.conversations c
    WHERE c.id = _conversation_id AND coalesce(c.channel_account, _channel_account) = _channel_account
'),
            ('riad.settle_application_message', E'BEGIN\n    SELECT c.* INTO talk',
                E'BEGIN\n    PERFORM riad.lock_head_of(NEW.conversation_id);\n    SELECT c.* INTO talk'),
            ('public.upsert_reservation', 'ORDER BY c.id FOR NO KEY UPDATE',
                'ORDER BY c.merged_into IS NOT NULL, c.id FOR NO KEY UPDATE'),
            ('riad.plan_batch', 'WHERE c.id = ANY (_ids) AND (reader.reads_all',
                'WHERE c.merged_into IS NULL AND c.id = ANY (_ids) AND (reader.reads_all'),
            ('riad.spread', 'WHERE reader.reads_all OR riad.may_read(reader, c)',
                'WHERE c.merged_into IS NULL AND (reader.reads_all OR riad.may_read(reader, c))'),
            ('riad.plan_batch_for_one', 'WHERE reader.reads_all OR riad.may_read(reader, c)',
                'WHERE c.merged_into IS NULL AND (reader.reads_all OR riad.may_read(reader, c))'),
            ('riad.plan_batch_for_one', 'WHEN g.id IS NULL THEN ''not_found''',
                'WHEN g.id IS NULL THEN CASE WHEN EXISTS (
                    SELECT FROM public.conversations m WHERE m.id = w.id AND m.merged_into IS NOT NULL
                        AND riad.may_read(reader, m)
                ) THEN ''moved'' ELSE ''not_found'' END')
        ) AS c (function, fragment, replacement)
    LOOP
        body := pg_get_functiondef(change.function::regproc);
        IF position(change.fragment IN body) = 0 THEN
            RAISE EXCEPTION '% does not say: %', change.function, change.fragment;
        END IF;
        EXECUTE replace(body, change.fragment, change.replacement);
    END LOOP;
END
$make$;

-- For a role beside the desk: what was transferred to it, own zones first; of a thread its head.
CREATE OR REPLACE FUNCTION riad.lock_next_of_role(_role text, _own smallint[], _wanted smallint[]) RETURNS uuid
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT c.id FROM public.conversations c
    WHERE c.transferred_to_role = _role AND c.state = 'TRANSFÉRÉE' AND c.assigned_agent_id IS NULL
        AND c.merged_into IS NULL AND (_wanted = '{}' OR c.zone_id = ANY (_wanted))
    ORDER BY c.zone_id = ANY (_own) DESC, c.prio DESC, c.last_message_at, c.id
    LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED;
END;

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
