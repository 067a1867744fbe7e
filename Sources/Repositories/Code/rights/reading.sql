-- Who may read which rows. All policies use these functions.

-- Called for each row scanned by a user who can't read everything. Has no search_path, since setting one took most of
-- the time; operators are schema-qualified instead.
CREATE OR REPLACE FUNCTION riad.can_read(
    _user riad.rights, _zone_id smallint, _assigned_agent_id uuid, _transferred_to_role text
) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE COST 0.0001
AS $$
BEGIN
    RETURN _user.user_id IS NOT NULL AND (
        _user.can_read_all
        OR _zone_id OPERATOR(pg_catalog.=) ANY (_user.readable_zones)
        OR _assigned_agent_id OPERATOR(pg_catalog.=) _user.user_id
        OR _transferred_to_role OPERATOR(pg_catalog.=) _user.role
    );
END
$$;
GRANT EXECUTE ON FUNCTION riad.can_read(riad.rights, smallint, uuid, text) TO riad_console;

-- Returns whether the current user can read the conversation; for policies of rows that belong to it.
CREATE OR REPLACE FUNCTION riad.can_read_conversation(_conversation_id uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER COST 0.0001 SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me riad.rights := riad.session_rights();
BEGIN
    RETURN me.user_id IS NOT NULL AND EXISTS (
        SELECT FROM public.conversations c WHERE c.id = _conversation_id AND (
            me.can_read_all OR c.zone_id = ANY (me.readable_zones) OR c.assigned_agent_id = me.user_id
            OR c.transferred_to_role = me.role
        )
    );
END
$$;
GRANT EXECUTE ON FUNCTION riad.can_read_conversation TO riad_console;

-- The rule of `riad.can_read` for functions that run as the owner, outside row security. PL/pgSQL, like other functions
-- that sending calls: a SQL function called from PL/pgSQL is parsed and planned again in each transaction.
CREATE OR REPLACE FUNCTION riad.can_read(_user riad.rights, conversation public.conversations) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN coalesce(_user.user_id IS NOT NULL AND (
        _user.can_read_all OR conversation.zone_id = ANY (_user.readable_zones)
        OR conversation.assigned_agent_id = _user.user_id OR conversation.transferred_to_role = _user.role
    ), false);
END
$$;

-- Returns whether the current user can read a conversation of the guest.
CREATE OR REPLACE FUNCTION riad.can_read_guest(_guest_id uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER COST 0.0001 SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me riad.rights := riad.session_rights();
BEGIN
    RETURN me.user_id IS NOT NULL AND EXISTS (
        SELECT FROM public.conversations c WHERE c.guest_id = _guest_id AND (
            me.can_read_all OR c.zone_id = ANY (me.readable_zones) OR c.assigned_agent_id = me.user_id
            OR c.transferred_to_role = me.role
        )
    );
END
$$;
GRANT EXECUTE ON FUNCTION riad.can_read_guest TO riad_console;

-- Returns whether the current user can read a conversation of the reservation.
CREATE OR REPLACE FUNCTION riad.can_read_reservation(_res_id uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER COST 0.0001 SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me riad.rights := riad.session_rights();
BEGIN
    RETURN me.user_id IS NOT NULL AND EXISTS (
        SELECT FROM public.conversations c WHERE c.reservation_id = _res_id AND (
            me.can_read_all OR c.zone_id = ANY (me.readable_zones) OR c.assigned_agent_id = me.user_id
            OR c.transferred_to_role = me.role
        )
    );
END
$$;
GRANT EXECUTE ON FUNCTION riad.can_read_reservation TO riad_console;

-- Returns whether the current user can read a conversation about the property.
CREATE OR REPLACE FUNCTION riad.can_read_property(_property_id uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER COST 0.0001 SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me riad.rights := riad.session_rights();
BEGIN
    RETURN me.user_id IS NOT NULL AND EXISTS (
        SELECT FROM public.conversations c WHERE c.property_id = _property_id AND (
            me.can_read_all OR c.zone_id = ANY (me.readable_zones) OR c.assigned_agent_id = me.user_id
            OR c.transferred_to_role = me.role
        )
    );
END
$$;
GRANT EXECUTE ON FUNCTION riad.can_read_property TO riad_console;
