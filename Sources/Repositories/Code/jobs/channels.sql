-- The channels on which consoles hear of changes. Anybody may listen to any channel in PostgreSQL, so their names are
-- secrets: each console is told those of what its person reads, and nobody hears of a conversation that is hidden from
-- them.
-- requires: rights/session

-- The five minutes for which channels keep their names.
CREATE OR REPLACE FUNCTION riad.channel_period() RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN floor(extract(epoch FROM clock_timestamp()) / 300);
END
$$;

-- The name of a scope's channel. It changes with the period, with every change of rights, and where agents are isolated
-- or no longer are: who lost a scope doesn't hear of it any more.
CREATE OR REPLACE FUNCTION riad.channel_name(_scope text, _period bigint) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN (
        SELECT 'riad_' || left(encode(sha256(k.key || convert_to(
            concat_ws(' ', _period, (SELECT s.value FROM riad.settings s WHERE s.key = 'zone_isolation'), _scope), 'UTF8'
        )), 'hex'), 32)
        FROM riad.channel_key k
    );
END
$$;

-- The scopes of those who read a conversation, the rule of `riad.can_read`: all, its zone, its assignee, and the role
-- that it was transferred to.
CREATE OR REPLACE FUNCTION riad.reader_scopes(_zone_id smallint, _assigned_agent_id uuid, _transferred_to_role text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN array_remove(
        ARRAY['all', 'zone ' || _zone_id, 'person ' || _assigned_agent_id, 'role ' || _transferred_to_role], NULL
    );
END
$$;

-- The scopes that the current user reads; none without rights.
CREATE OR REPLACE FUNCTION riad.own_scopes() RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me riad.rights := riad.session_rights();
BEGIN
    RETURN CASE WHEN me.user_id IS NULL THEN '{}'::text[] WHEN me.can_read_all THEN '{all}'::text[]
        ELSE ARRAY(SELECT 'zone ' || z FROM unnest(me.readable_zones) AS z)
            || ARRAY['person ' || me.user_id, 'role ' || me.role] END;
END
$$;

-- The channels to listen to for changes of what the current user reads, of this period and of the next. Consoles ask
-- every few seconds.
CREATE OR REPLACE FUNCTION riad.channels() RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    period constant bigint := riad.channel_period();
BEGIN
    RETURN ARRAY(
        SELECT riad.channel_name(s.scope, period + n.step)
        FROM unnest(riad.own_scopes()) WITH ORDINALITY AS s (scope, place), generate_series(0, 1) AS n (step)
        ORDER BY s.place, n.step
    );
END
$$;
GRANT EXECUTE ON FUNCTION riad.channels TO riad_console;

-- Tells those who read a conversation.
CREATE OR REPLACE FUNCTION riad.notify_readers(_conversation_id uuid, _payload text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM pg_notify(riad.channel_name(s.scope, riad.channel_period()), _payload)
    FROM public.conversations c, unnest(riad.reader_scopes(c.zone_id, c.assigned_agent_id, c.transferred_to_role)) AS s (scope)
    WHERE c.id = _conversation_id;
END
$$;
