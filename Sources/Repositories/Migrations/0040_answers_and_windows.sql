-- The functions that write conversations say what is owed since when; the triggers make deadlines of it. And WhatsApp's
-- window is kept.
SET LOCAL ROLE riad_owner;

-- Writes down the answer of a person that is being stored, where it is one: the first, or one to something owed.
CREATE FUNCTION riad.note_response(
    conversation public.conversations, _seq bigint, _answered_at timestamptz, _answered_by uuid
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    is_answered boolean := EXISTS (
        SELECT FROM riad.responses r WHERE r.conversation_id = conversation.id AND r.kind = 'first'
    );
    is_owed boolean := conversation.owed_since IS NOT NULL AND riad.owes_answer(conversation.state);
BEGIN
    IF is_owed OR NOT is_answered THEN
        INSERT INTO riad.responses (
            conversation_id, seq, kind, asked_at, due_at, answered_at, answered_by, zone_id, priority, channel_type
        ) VALUES (
            conversation.id, _seq, CASE WHEN is_answered THEN 'next' ELSE 'first' END,
            CASE WHEN is_owed THEN conversation.owed_since END, CASE WHEN is_owed THEN conversation.answer_due_at END,
            _answered_at, _answered_by, conversation.zone_id, conversation.priority, conversation.channel_type
        );
    END IF;
END
$$;

-- RI011 where WhatsApp takes no free text any more, or not yet: the guest hasn't written within 24 hours. What came
-- before this was kept stands in the thread alone.
CREATE FUNCTION riad.require_open_window(conversation public.conversations, _moment timestamptz) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF conversation.channel_type <> 'whatsapp' THEN
        RETURN;
    END IF;
    IF conversation.last_guest_at IS NULL THEN
        SELECT m.created_at INTO conversation.last_guest_at FROM public.conversation_messages m
        WHERE m.conversation_id = conversation.id AND m.sender_type = 'guest' ORDER BY m.seq DESC LIMIT 1;
    END IF;
    IF (riad.window_closes('whatsapp', conversation.last_guest_at) > _moment) IS NOT TRUE THEN
        RAISE EXCEPTION 'WhatsApp takes no free text later than 24 hours after the guest''s last message'
            USING ERRCODE = 'RI011';
    END IF;
END
$$;

-- Their texts are changed where they speak of deadlines and stay as they are otherwise.
DO $make$
DECLARE
    change record;
    body text;
BEGIN
    FOR change IN
        SELECT * FROM (VALUES
            ('riad.send_message', 'talk := riad.after_reply(me, talk, coalesce(_and_wait, false));',
                'PERFORM riad.note_response(talk, talk.last_seq + 1, moment, me.user_id);'
                || E'\n        talk := riad.after_reply(me, talk, coalesce(_and_wait, false));'
                || E'\n        PERFORM riad.require_open_window(talk, moment);'),
            ('riad.send_message', 'talk.sla_due_at := ''infinity'';', 'talk.owed_since := NULL;'),
            ('riad.send_message', 'sla_due_at = talk.sla_due_at', 'owed_since = talk.owed_since'),
            ('public.receive_guest_message', 'sla_due_at = least(c.sla_due_at, riad.answer_due(c.priority, moment))',
                'last_guest_at = greatest(moment, c.last_guest_at),'
                -- What was owed before a state in which nothing is, is owed no more.
                || E'\n        owed_since = CASE WHEN riad.owes_answer(c.state) THEN coalesce(c.owed_since, moment)'
                || ' ELSE moment END'),
            ('public.record_outgoing_message', E'moment := clock_timestamp();\n',
                E'moment := clock_timestamp();\n    -- A chatbot''s answer is none of a person''s, but leaves nothing owed.'
                || E'\n    IF _sender_type = ''agent'' THEN'
                || E'\n        PERFORM riad.note_response(talk, talk.last_seq + 1, moment, NULL);\n    END IF;\n'),
            ('public.record_outgoing_message', 'sla_due_at = ''infinity''', 'owed_since = NULL'),
            ('riad.set_state', E',\n        sla_due_at = CASE WHEN _state IN (''RÉSOLUE'', ''CLÔTURÉE'', ''ARCHIVÉE'')'
                || ' THEN ''infinity'' ELSE c.sla_due_at END', ''),
            ('riad.set_state', '; a finished conversation owes no answer', ''),
            ('riad.set_priority', 'riad.sla_targets', 'riad.priorities'),
            ('riad.set_priority', E',\n        sla_due_at = c.sla_due_at\n            + (riad.answer_due(_priority,'
                || ' talk.last_message_at) - riad.answer_due(talk.priority, talk.last_message_at))', ''),
            ('riad.begin_batch', 'riad.sla_targets', 'riad.priorities'),
            ('riad.plan_batch', ' old_due_at, new_due_at,', ''),
            ('riad.plan_batch', E',\n            l.sla_due_at AS due_at', ''),
            ('riad.plan_batch', E' g.due_at, CASE\n            WHEN g.new_state IN (''RÉSOLUE'', ''CLÔTURÉE'','
                || E' ''ARCHIVÉE'') THEN ''infinity''\n            WHEN g.new_priority <> g.priority THEN g.due_at\n'
                || '                + (riad.answer_due(g.new_priority, g.last_message_at)'
                || E' - riad.answer_due(g.priority, g.last_message_at))\n            ELSE g.due_at END,', ''),
            ('riad.carry_out_batch', ' sla_due_at = r.new_due_at,', '')
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

-- These two have their columns by number, so that they are made anew.
CREATE OR REPLACE FUNCTION riad.give(_conversation_id uuid, _user_id uuid, _state text) RETURNS public.conversations
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    UPDATE public.conversations c
    SET assigned_agent_id = _user_id, assigned_chatbot_id = NULL, transferred_to_role = NULL, state = _state,
        assign_version = c.assign_version + 1, updated_at = clock_timestamp()
    WHERE c.id = _conversation_id
    RETURNING c.*;
END;

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

ALTER TABLE riad.batch_rows DROP COLUMN old_due_at, DROP COLUMN new_due_at;
DROP FUNCTION riad.answer_due(text, timestamptz);
ALTER TABLE riad.priorities DROP COLUMN reply_minutes;

-- Who answered first, and how soon, in conversations that were loaded or answered before this was kept: from the guest's
-- first message that no chatbot answered. Returns how many it found.
CREATE FUNCTION riad.gather_first_responses() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    gathered bigint;
BEGIN
    INSERT INTO riad.responses (
        conversation_id, seq, kind, asked_at, due_at, answered_at, answered_by, zone_id, priority, channel_type
    )
    SELECT c.id, answer.seq, 'first', question.created_at, CASE WHEN question.created_at IS NOT NULL THEN
            coalesce(riad.due_at(question.created_at, target.minutes, target.calendar_id), 'infinity') END,
        answer.created_at, answer.sender_id, c.zone_id, c.priority, c.channel_type
    FROM (
        SELECT DISTINCT ON (m.conversation_id) m.conversation_id, m.seq, m.created_at, m.sender_id
        FROM public.conversation_messages m
        WHERE m.sender_type = 'agent' AND NOT m.is_internal
        ORDER BY m.conversation_id, m.seq
    ) answer
    JOIN public.conversations c ON c.id = answer.conversation_id
    JOIN (
        SELECT p.priority, ch.channel_type, z.id AS zone_id, best.minutes, best.calendar_id
        FROM riad.priorities p
        CROSS JOIN unnest('{whatsapp,email,beds24,direct,sms}'::text[]) AS ch (channel_type)
        CROSS JOIN riad.zones z
        CROSS JOIN LATERAL riad.target_for('first', p.priority, ch.channel_type, z.id) best
    ) target ON target.priority = c.priority AND target.channel_type = c.channel_type AND target.zone_id = c.zone_id
    LEFT JOIN LATERAL (
        SELECT m.created_at FROM public.conversation_messages m
        WHERE m.conversation_id = answer.conversation_id AND m.seq < answer.seq AND m.sender_type = 'guest'
            AND NOT EXISTS (
                SELECT FROM public.conversation_messages bot
                WHERE bot.conversation_id = m.conversation_id AND bot.seq > m.seq AND bot.seq < answer.seq
                    AND bot.sender_type IN ('chatbot', 'ai') AND NOT bot.is_internal
            )
        ORDER BY m.seq LIMIT 1
    ) question ON true
    WHERE NOT EXISTS (SELECT FROM riad.responses known WHERE known.conversation_id = c.id AND known.kind = 'first');
    GET DIAGNOSTICS gathered = ROW_COUNT;
    RETURN gathered;
END
$$;
SELECT riad.gather_first_responses();
