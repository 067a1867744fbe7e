-- Messages, notes and attachments are visible with their conversation.
-- requires: rights/session rights/reading

CREATE POLICY "Visible with the conversation" ON public.conversation_messages FOR SELECT TO riad_console
    USING (
        (SELECT riad.current_user_id()) IS NOT NULL
        AND ((SELECT riad.can_read_all_conversations()) OR riad.can_read_conversation(conversation_id))
    );
GRANT SELECT ON public.conversation_messages TO riad_console;

CREATE POLICY "Visible with the conversation" ON riad.attachments FOR SELECT TO riad_console
    USING (
        (SELECT riad.current_user_id()) IS NOT NULL
        AND ((SELECT riad.can_read_all_conversations()) OR riad.can_read_conversation(conversation_id))
    );
GRANT SELECT ON riad.attachments TO riad_console;
