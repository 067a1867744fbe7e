-- Grants an adopted database's application its access, and revokes it.
-- requires: application/rights application/triggers rights/reading

-- Called by the adoption only. Grants column by column, so that columns maintained by riad stay out of reach. `_own`
-- lists the deployment's extra columns per table.
CREATE OR REPLACE FUNCTION riad.enable_application_access(_own jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    door record;
    names text;
BEGIN
    UPDATE riad.adoptions SET keeps_application = true;
    FOR door IN SELECT * FROM (VALUES
        ('conversations', 'INSERT', 'guest_id, reservation_id, state, journey_phase, channel_type, priority, subject, tags'),
        ('conversations', 'UPDATE', 'assigned_agent_id, assigned_chatbot_id, state, journey_phase, priority, subject, tags,'
            ' last_message_at, last_message_content, updated_at'),
        ('conversation_messages', 'INSERT', 'id, conversation_id, sender_id, sender_type, sender_name, message_content,'
            ' message_type, attachment_ids, is_internal, is_automated, metadata, created_at'),
        ('guest', 'INSERT', 'guest_id, org_id, first_name, last_name, email, phone, country, ext_id'),
        ('guest', 'UPDATE', 'first_name, last_name, email, phone, country'),
        ('reservation', 'UPDATE', 'check_in, check_out, status, adults, children, updated_at'),
        ('property', 'UPDATE', 'name, address, latitude, longitude, status, amenities, zone')
    ) AS d (on_table, verb, columns) LOOP
        SELECT door.columns || coalesce(string_agg(', ' || quote_ident(n), ''), '') INTO names
        FROM jsonb_array_elements_text(_own -> door.on_table) n;
        EXECUTE format('GRANT %s (%s) ON public.%I TO authenticated, service_role', door.verb, names, door.on_table);
    END LOOP;
    GRANT SELECT ON public.conversations, public.conversation_messages, public.guest, public.reservation, public.property,
        public.profiles, public.user_roles, public.workflow_metrics TO authenticated, service_role;
    GRANT INSERT, UPDATE ON public.workflow_metrics TO service_role;
    GRANT INSERT (res_id, org_id, guest_id, property_id, source, status, check_in, check_out, adults, children, ext_id)
        ON public.reservation TO service_role;
    PERFORM riad.grant_application_access();
END
$$;

-- Grants what the application needs of the code: functions, triggers and policies. Runs again whenever the code is
-- recreated, if the application stays.
CREATE OR REPLACE FUNCTION riad.grant_application_access() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    door record;
BEGIN
    GRANT USAGE ON SCHEMA riad TO authenticated, service_role;
    GRANT EXECUTE ON FUNCTION public.has_role(uuid, public.app_role), riad.application_rights, riad.application_can, riad.application_can_write,
        riad.can_read(riad.rights, smallint, uuid, text) TO authenticated, service_role;

    -- Writing a row computes its index entries. No catalogue records what a PL/pgSQL function calls for that.
    GRANT EXECUTE ON FUNCTION riad.folded TO authenticated, service_role;
    FOR door IN
        WITH RECURSIVE used AS (
            SELECT d.refobjid AS oid FROM pg_index x
            JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = x.indexrelid
                AND d.refclassid = 'pg_proc'::regclass
            WHERE x.indrelid IN ('public.conversations'::regclass, 'public.conversation_messages'::regclass,
                'public.guest'::regclass, 'public.reservation'::regclass, 'public.property'::regclass)
            UNION
            SELECT d.refobjid FROM used u
            JOIN pg_depend d ON d.classid = 'pg_proc'::regclass AND d.objid = u.oid AND d.refclassid = 'pg_proc'::regclass
        )
        SELECT u.oid::regprocedure AS function FROM used u JOIN pg_proc p ON p.oid = u.oid
        WHERE p.pronamespace = 'riad'::regnamespace
    LOOP
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO authenticated, service_role', door.function);
    END LOOP;

    CREATE TRIGGER application_change_normalized BEFORE UPDATE ON public.conversations FOR EACH ROW
        WHEN (session_user = 'authenticator' AND pg_trigger_depth() = 0)
        EXECUTE FUNCTION riad.normalize_application_change();
    CREATE TRIGGER application_message_prepared BEFORE INSERT ON public.conversation_messages FOR EACH ROW
        WHEN (session_user = 'authenticator') EXECUTE FUNCTION riad.prepare_application_message();
    PERFORM riad.create_application_policies();
END
$$;

-- Row-level policies of the user signed in to the application.
CREATE OR REPLACE FUNCTION riad.create_application_policies() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    CREATE POLICY "Signed in: who can read it" ON public.conversations FOR SELECT TO authenticated
        USING (riad.can_read((SELECT riad.application_rights()), zone_id, assigned_agent_id, transferred_to_role));
    CREATE POLICY "Signed in: the desk creates" ON public.conversations FOR INSERT TO authenticated
        WITH CHECK ((SELECT (riad.application_rights()).is_desk) AND assigned_agent_id IS NULL);
    CREATE POLICY "Signed in: who can change it" ON public.conversations FOR UPDATE TO authenticated
        USING (riad.application_can('change', conversations)) WITH CHECK (riad.application_can('leave', conversations));
    CREATE POLICY "Signed in: who can read it" ON public.conversation_messages FOR SELECT TO authenticated
        USING (EXISTS (SELECT FROM public.conversations c WHERE c.id = conversation_id));
    CREATE POLICY "Signed in: as themselves" ON public.conversation_messages FOR INSERT TO authenticated
        WITH CHECK (
            sender_type = 'agent' AND sender_id = (SELECT (riad.application_rights()).user_id)
            AND riad.application_can_write(conversation_id, is_internal)
        );
    CREATE POLICY "Signed in: who can read it" ON public.guest FOR SELECT TO authenticated
        USING ((SELECT (riad.application_rights()).can_read_all)
            OR EXISTS (SELECT FROM public.conversations c WHERE c.guest_id = guest.guest_id));
    CREATE POLICY "Signed in: the desk" ON public.guest FOR INSERT TO authenticated
        WITH CHECK ((SELECT (riad.application_rights()).is_desk));
    CREATE POLICY "Signed in: the desk changes" ON public.guest FOR UPDATE TO authenticated
        USING ((SELECT (riad.application_rights()).is_desk));
    CREATE POLICY "Signed in: who can read it" ON public.reservation FOR SELECT TO authenticated
        USING ((SELECT (riad.application_rights()).can_read_all)
            OR EXISTS (SELECT FROM public.conversations c WHERE c.reservation_id = reservation.res_id));
    CREATE POLICY "Signed in: the desk changes" ON public.reservation FOR UPDATE TO authenticated
        USING ((SELECT (riad.application_rights()).is_desk));
    CREATE POLICY "Signed in: the desk" ON public.property FOR SELECT TO authenticated
        USING ((SELECT (riad.application_rights()).is_desk));
    CREATE POLICY "Signed in: supervisors change" ON public.property FOR UPDATE TO authenticated
        USING ((SELECT (riad.application_rights()).supervises));
    -- Only their own: profiles hold e-mail addresses and telephone numbers.
    CREATE POLICY "Signed in: their own" ON public.profiles FOR SELECT TO authenticated
        USING (user_id = (SELECT (riad.application_rights()).user_id)
            OR (SELECT (riad.application_rights()).administers));
    CREATE POLICY "Signed in: the desk, others their own" ON public.user_roles FOR SELECT TO authenticated
        USING (user_id = (SELECT (riad.application_rights()).user_id) OR (SELECT (riad.application_rights()).is_desk));
    CREATE POLICY "Signed in: supervisors" ON public.workflow_metrics FOR SELECT TO authenticated
        USING ((SELECT (riad.application_rights()).supervises));
END
$$;

-- Called by an owner who retires the application. Revokes everything granted to it.
CREATE OR REPLACE FUNCTION riad.disable_application_access() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    door record;
BEGIN
    UPDATE riad.adoptions SET keeps_application = false;
    FOR door IN
        SELECT p.polname, p.polrelid::regclass AS on_table FROM pg_policy p WHERE p.polname LIKE 'Signed in: %'
    LOOP
        EXECUTE format('DROP POLICY %I ON %s', door.polname, door.on_table);
    END LOOP;
    DROP TRIGGER IF EXISTS application_change_normalized ON public.conversations;
    DROP TRIGGER IF EXISTS application_message_prepared ON public.conversation_messages;
    REVOKE ALL ON public.conversations, public.conversation_messages, public.guest, public.reservation, public.property,
        public.profiles, public.user_roles, public.workflow_metrics FROM authenticated, service_role;
    REVOKE ALL ON ALL FUNCTIONS IN SCHEMA riad FROM authenticated, service_role;
    REVOKE ALL ON FUNCTION public.has_role(uuid, public.app_role) FROM authenticated, service_role;
    REVOKE ALL ON SCHEMA riad FROM authenticated, service_role;
END
$$;

DO $$
BEGIN
    IF EXISTS (SELECT FROM riad.adoptions a WHERE a.keeps_application) THEN
        PERFORM riad.grant_application_access();
    END IF;
END
$$;
