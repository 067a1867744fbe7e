-- Persons' responses, with when they were asked for, due and given.

-- Records a person's response if it counts: the conversation's first, or one that was owed.
CREATE OR REPLACE FUNCTION riad.record_response(
    conversation public.conversations, _seq bigint, _answered_at timestamptz, _answered_by uuid
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    is_answered boolean := EXISTS (
        SELECT FROM riad.responses r WHERE r.conversation_id = conversation.id AND r.kind = 'first'
    );
    is_owed boolean := conversation.owed_since IS NOT NULL AND riad.expects_answer(conversation.state);
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

-- Records the first responses of loaded conversations and of those answered before responses were recorded; asked at
-- the guest's first message that no chatbot answered. Returns the number recorded.
CREATE OR REPLACE FUNCTION riad.backfill_first_responses() RETURNS bigint
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
        CROSS JOIN LATERAL riad.best_sla_target('first', p.priority, ch.channel_type, z.id) best
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
