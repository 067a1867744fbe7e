-- Which rows a person may read. The policies of every table ask these functions.

-- Asked of each row that a reader of some conversations scans past. To set a search path took most of its time; operators
-- named with their schema need none.
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

-- Whether the session's person can read that conversation; for policies of what belongs to it, first there too.
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

-- The rule of `riad.can_read` for functions that run as the owner, which row security doesn't hold back. In PL/pgSQL, as others
-- that a send calls: a function in SQL is read and planned anew in each transaction that calls it from PL/pgSQL.
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

-- Whether the session's person can read a conversation of that guest.
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

-- Whether the session's person can read a conversation of that stay.
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
