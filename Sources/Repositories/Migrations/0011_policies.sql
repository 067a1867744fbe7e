-- Row security: what each login sees of each table. A table without a policy here shows nothing to anybody.
SET LOCAL ROLE riad_owner;

-- The desk is asked once a statement; for everybody else the rights are asked once too, and held against each row.
CREATE POLICY "Agents can view conversations" ON public.conversations FOR SELECT TO riad_console
    USING (
        (SELECT riad.reads_every_conversation())
        OR riad.sees((SELECT riad.session_rights()), zone_id, assigned_agent_id, transferred_to_role)
    );

-- Whoever can read the conversation; its own policy answers that.
CREATE POLICY "Readers of the conversation" ON public.conversation_messages FOR SELECT TO riad_console
    USING (
        (SELECT riad.reads_every_conversation())
        OR riad.reads_conversation(conversation_id)
    );

CREATE POLICY "Readers of the conversation" ON riad.attachments FOR SELECT TO riad_console
    USING (
        (SELECT riad.reads_every_conversation())
        OR riad.reads_conversation(conversation_id)
    );

-- Who has no rights is asked first, once, so that not even a plan tells them of a row.
CREATE POLICY "Readers of a conversation of the guest" ON public.guest FOR SELECT TO riad_console
    USING (
        (SELECT riad.current_user_id()) IS NOT NULL
        AND (
            (SELECT riad.reads_every_conversation())
            OR EXISTS (SELECT FROM public.conversations c WHERE c.guest_id = guest.guest_id)
        )
    );

CREATE POLICY "Readers of a conversation of the stay" ON public.reservation FOR SELECT TO riad_console
    USING (
        (SELECT riad.current_user_id()) IS NOT NULL
        AND (
            (SELECT riad.reads_every_conversation())
            OR EXISTS (SELECT FROM public.conversations c WHERE c.reservation_id = reservation.res_id)
        )
    );

CREATE POLICY "The desk" ON public.property FOR SELECT TO riad_console USING ((SELECT riad.is_desk()));

CREATE POLICY "The desk" ON riad.zones FOR SELECT TO riad_console USING ((SELECT riad.is_desk()));

CREATE POLICY "The desk, and each their own" ON public.profiles FOR SELECT TO riad_console
    USING ((SELECT riad.is_desk()) OR user_id = (SELECT riad.current_user_id()));

CREATE POLICY "The desk, and each their own" ON public.user_roles FOR SELECT TO riad_console
    USING ((SELECT riad.is_desk()) OR user_id = (SELECT riad.current_user_id()));

CREATE POLICY "Each their own" ON riad.read_marks FOR SELECT TO riad_console
    USING (user_id = (SELECT riad.current_user_id()));

CREATE POLICY "Only admins can manage webhook configs" ON public.webhook_configs FOR ALL TO riad_console
    USING ((SELECT riad.administers()));

CREATE POLICY "Only admins can view webhook logs" ON public.webhook_logs FOR SELECT TO riad_console
    USING ((SELECT riad.administers()));

CREATE POLICY "Supervisors can view metrics" ON public.workflow_metrics FOR SELECT TO riad_console
    USING ((SELECT riad.supervises()));

CREATE POLICY "Only admins can view settings" ON riad.settings FOR SELECT TO riad_console
    USING ((SELECT riad.administers()));

-- The house's rules, which hold no one's data.
CREATE POLICY "Whoever has rights" ON riad.roles FOR SELECT TO riad_console
    USING ((SELECT riad.current_user_id()) IS NOT NULL);
CREATE POLICY "Whoever has rights" ON riad.states FOR SELECT TO riad_console
    USING ((SELECT riad.current_user_id()) IS NOT NULL);
CREATE POLICY "Whoever has rights" ON riad.state_transitions FOR SELECT TO riad_console
    USING ((SELECT riad.current_user_id()) IS NOT NULL);
CREATE POLICY "Whoever has rights" ON riad.sla_targets FOR SELECT TO riad_console
    USING ((SELECT riad.current_user_id()) IS NOT NULL);
