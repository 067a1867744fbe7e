-- Where an adoption kept the application that was there: who signed in to it, and what their role lets them do directly on
-- tables. Everywhere else nothing of this is ever asked: claims count only where the adoption says so, and only in sessions
-- that the platform's own login opened.
SET LOCAL ROLE riad_owner;

-- The rights of the person whom the platform's claims name; all null where there is none, or no adoption kept them.
CREATE FUNCTION riad.application_rights() RETURNS riad.rights
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
    me.reads_all := me.is_desk AND NOT me.is_isolated;
    me.readable_zones := CASE WHEN me.is_isolated THEN 0::smallint || riad.zone_ids_of(me.user_id) ELSE '{}' END;
    RETURN me;
END
$$;

-- What the deployment's own policies ask: of the person signed in where the application stays, else of the login.
CREATE OR REPLACE FUNCTION public.has_role(_user_id uuid, _role public.app_role) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT coalesce(
        (me.is_desk OR me.user_id = _user_id) AND EXISTS (
            SELECT FROM public.user_roles ur
            JOIN public.profiles p ON p.user_id = ur.user_id
            WHERE ur.user_id = _user_id AND ur.role = _role AND ur.is_active AND p.is_active
                AND (ur.expires_at IS NULL OR ur.expires_at > clock_timestamp())
        ), false
    )
    FROM (
        SELECT (r.rights).* FROM (
            SELECT CASE WHEN session_user = 'authenticator' THEN riad.application_rights()
                ELSE riad.session_rights() END AS rights
        ) r
    ) me;
END;

-- What the person signed in may do with a conversation: steer it, or write to its guest.
CREATE FUNCTION riad.application_may(_act text, conversation public.conversations) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me riad.rights := riad.application_rights();
    is_own boolean := coalesce(conversation.assigned_agent_id = me.user_id, false);
BEGIN
    IF me.user_id IS NULL OR NOT riad.may_read(me, conversation) THEN
        RETURN false;
    END IF;
    RETURN CASE _act
        WHEN 'read' THEN true
        WHEN 'note' THEN conversation.state <> 'ARCHIVÉE'
        WHEN 'reply' THEN conversation.state <> 'ARCHIVÉE'
            AND (me.supervises OR is_own OR me.role = 'agent' AND conversation.assigned_agent_id IS NULL)
        WHEN 'change' THEN conversation.state <> 'ARCHIVÉE'
            AND (me.supervises OR is_own OR me.is_desk AND conversation.assigned_agent_id IS NULL)
        -- What a change leaves is still theirs, or nobody's; only supervisors give to others and archive.
        WHEN 'leave' THEN me.supervises OR conversation.state <> 'ARCHIVÉE'
            AND (is_own OR conversation.assigned_agent_id IS NULL)
        ELSE false END;
END
$$;

CREATE FUNCTION riad.application_may_write(_conversation_id uuid, _internal boolean) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM public.conversations c
        WHERE c.id = _conversation_id AND riad.application_may(CASE WHEN _internal THEN 'note' ELSE 'reply' END, c)
    );
END
$$;

-- The application knows nothing of the rules that came after it: its writes are brought in line where that is plain.
CREATE FUNCTION riad.settle_application_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    NEW.state := normalize(NEW.state, NFC);
    IF NEW.state = 'NOUVELLE' AND NEW.assigned_agent_id IS NOT NULL THEN
        IF NEW.assigned_agent_id IS DISTINCT FROM OLD.assigned_agent_id THEN
            NEW.state := 'EN_COURS';
        ELSE
            NEW.assigned_agent_id := NULL;
        END IF;
    END IF;
    IF NEW.assigned_agent_id IS NOT NULL OR NEW.state <> 'TRANSFÉRÉE' THEN
        NEW.transferred_to_role := NULL;
    END IF;
    NEW.priority := coalesce(NEW.priority, OLD.priority);
    NEW.tags := coalesce(NEW.tags, '{}');
    NEW.updated_at := clock_timestamp();
    RETURN NEW;
END
$$;

-- Numbers a message under its conversation's lock, and tells the conversation of it, as riad's functions do. A reply on
-- a conversation that is nobody's claims it.
CREATE FUNCTION riad.settle_application_message() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    talk public.conversations;
    me riad.rights := riad.application_rights();
BEGIN
    SELECT c.* INTO talk FROM public.conversations c WHERE c.id = NEW.conversation_id FOR NO KEY UPDATE;
    NEW.seq := talk.last_seq + 1;
    NEW.created_at := clock_timestamp();
    NEW.is_internal := coalesce(NEW.is_internal, false);
    NEW.is_automated := coalesce(NEW.is_automated, false);
    NEW.message_type := coalesce(NEW.message_type, 'text');
    NEW.metadata := coalesce(NEW.metadata, '{}');
    NEW.channel_account := CASE WHEN NOT NEW.is_internal THEN talk.channel_account END;
    -- The application's own workflow sends it: riad doesn't follow it on its way.
    IF NOT NEW.is_internal THEN
        IF NEW.sender_type = 'agent' THEN
            PERFORM riad.note_response(talk, NEW.seq, NEW.created_at, NEW.sender_id);
        END IF;
        IF me.role = 'agent' AND talk.assigned_agent_id IS NULL AND riad.may_read(me, talk)
            AND talk.state IN ('NOUVELLE', 'TRANSFÉRÉE', 'EN_COURS', 'EN_ATTENTE')
        THEN
            talk.assigned_agent_id := me.user_id;
            talk.transferred_to_role := NULL;
            talk.state := CASE talk.state WHEN 'EN_ATTENTE' THEN talk.state ELSE 'EN_COURS' END;
        END IF;
        IF NEW.sender_type = 'guest' THEN
            talk.owed_since := CASE WHEN riad.owes_answer(talk.state) THEN coalesce(talk.owed_since, NEW.created_at)
                ELSE NEW.created_at END;
            talk.last_guest_at := NEW.created_at;
            talk.state := coalesce((
                SELECT t.to_state FROM riad.state_transitions t WHERE t.from_state = talk.state AND t.act = CASE
                    WHEN talk.assigned_agent_id IS NULL THEN 'guest_message_unassigned' ELSE 'guest_message_assigned' END
            ), talk.state);
        ELSE
            talk.owed_since := NULL;
        END IF;
    END IF;
    UPDATE public.conversations c
    SET last_seq = NEW.seq, updated_at = NEW.created_at, state = talk.state, owed_since = talk.owed_since,
        last_guest_at = talk.last_guest_at, assigned_agent_id = talk.assigned_agent_id,
        transferred_to_role = talk.transferred_to_role,
        last_message_at = CASE WHEN NEW.is_internal THEN c.last_message_at ELSE NEW.created_at END,
        last_message_content = CASE WHEN NEW.is_internal THEN c.last_message_content
            ELSE left(NEW.message_content, 500) END,
        last_sender_type = CASE WHEN NEW.is_internal THEN c.last_sender_type ELSE NEW.sender_type END
    WHERE c.id = talk.id;
    RETURN NEW;
END
$$;
