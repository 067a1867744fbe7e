-- What the application of an adopted deployment may do on behalf of the user signed in to it.

-- Returns the rights of the user named by the platform's JWT claims; all null if there is none, or if no adoption kept
-- the application.
CREATE OR REPLACE FUNCTION riad.application_rights() RETURNS riad.rights
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me riad.rights;
    named uuid;
BEGIN
    IF session_user <> 'authenticator'
        OR NOT EXISTS (SELECT FROM riad.adoptions a WHERE a.keeps_application)
        OR current_setting('transaction_isolation') IN ('repeatable read', 'serializable')
    THEN
        RETURN me;
    END IF;
    BEGIN
        named := (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')::uuid;
    EXCEPTION WHEN invalid_text_representation THEN
        RETURN me;
    END;
    SELECT p.user_id, ur.role::text, r.level, r.is_desk, r.supervises, r.administers,
        ur.role = 'agent' AND coalesce(
            (SELECT s.value = 'true'::jsonb FROM riad.settings s WHERE s.key = 'zone_isolation'), false
        )
    INTO me.user_id, me.role, me.level, me.is_desk, me.supervises, me.administers, me.is_isolated
    FROM public.profiles p
    JOIN public.user_roles ur ON ur.user_id = p.user_id AND ur.is_active
    JOIN riad.roles r ON r.role = ur.role
    WHERE p.user_id = named AND p.is_active AND (ur.expires_at IS NULL OR ur.expires_at > clock_timestamp());
    IF me.user_id IS NULL THEN
        RETURN me;
    END IF;
    me.can_read_all := me.is_desk AND NOT me.is_isolated;
    me.readable_zones := CASE WHEN me.is_isolated THEN 0::smallint || riad.person_zone_ids(me.user_id) ELSE '{}' END;
    RETURN me;
END
$$;

-- Returns whether the signed-in user may change the conversation or write to its guest.
CREATE OR REPLACE FUNCTION riad.application_can(_action text, conversation public.conversations) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me riad.rights := riad.application_rights();
    is_own boolean := coalesce(conversation.assigned_agent_id = me.user_id, false);
BEGIN
    IF me.user_id IS NULL OR NOT riad.can_read(me, conversation) THEN
        RETURN false;
    END IF;
    RETURN CASE _action
        WHEN 'read' THEN true
        WHEN 'note' THEN conversation.state <> 'ARCHIVÉE'
        WHEN 'reply' THEN conversation.state <> 'ARCHIVÉE'
            AND (me.supervises OR is_own OR me.role = 'agent' AND conversation.assigned_agent_id IS NULL)
        WHEN 'change' THEN conversation.state <> 'ARCHIVÉE'
            AND (me.supervises OR is_own OR me.is_desk AND conversation.assigned_agent_id IS NULL)
        -- The new row must still be the user's own or unassigned. Only supervisors assign to others and archive.
        WHEN 'leave' THEN me.supervises OR conversation.state <> 'ARCHIVÉE'
            AND (is_own OR conversation.assigned_agent_id IS NULL)
        ELSE false END;
END
$$;

-- Returns whether the signed-in user may add a reply or note to the conversation.
CREATE OR REPLACE FUNCTION riad.application_can_write(_conversation_id uuid, _internal boolean) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM public.conversations c
        WHERE c.id = _conversation_id AND riad.application_can(CASE WHEN _internal THEN 'note' ELSE 'reply' END, c)
    );
END
$$;
