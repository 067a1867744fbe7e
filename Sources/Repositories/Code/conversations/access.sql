-- Which conversations, and which rows belonging to them, each login may read.
-- requires: rights/session rights/reading

-- Rights are looked up once per statement. For desk roles that suffices; others are checked against each row.
CREATE POLICY "Agents can view conversations" ON public.conversations FOR SELECT TO riad_console
    USING (
        (SELECT riad.current_user_id()) IS NOT NULL
        AND (
            (SELECT riad.can_read_all_conversations())
            OR riad.can_read((SELECT riad.session_rights()), zone_id, assigned_agent_id, transferred_to_role)
        )
    );
GRANT SELECT ON public.conversations TO riad_console;

CREATE POLICY "Users can view their own" ON riad.read_marks FOR SELECT TO riad_console
    USING ((SELECT riad.current_user_id()) IS NOT NULL AND user_id = (SELECT riad.current_user_id()));
GRANT SELECT ON riad.read_marks TO riad_console;

CREATE POLICY "Visible with the conversation" ON riad.assignments FOR SELECT TO riad_console
    USING (
        (SELECT riad.current_user_id()) IS NOT NULL
        AND ((SELECT riad.can_read_all_conversations()) OR riad.can_read_conversation(conversation_id))
    );
GRANT SELECT ON riad.assignments TO riad_console;

CREATE POLICY "Visible with the conversation" ON riad.merges FOR SELECT TO riad_console
    USING (
        (SELECT riad.current_user_id()) IS NOT NULL
        AND ((SELECT riad.can_read_all_conversations()) OR riad.can_read_conversation(head_id))
    );
GRANT SELECT ON riad.merges TO riad_console;

-- Reference data, nobody's in particular.
CREATE POLICY "Users with rights can view" ON riad.states FOR SELECT TO riad_console
    USING ((SELECT riad.current_user_id()) IS NOT NULL);
CREATE POLICY "Users with rights can view" ON riad.state_transitions FOR SELECT TO riad_console
    USING ((SELECT riad.current_user_id()) IS NOT NULL);
GRANT SELECT ON riad.states, riad.state_transitions TO riad_console;
