-- Who is behind a session, and what they may do: `session_user` through the table of logins, and nothing else.
SET LOCAL ROLE riad_owner;

-- What a session may do at this moment; all null for whoever has no rights.
CREATE TYPE riad.rights AS (
    user_id uuid,
    role text,
    level smallint,
    is_desk boolean,
    supervises boolean,
    administers boolean,
    -- An agent under zone isolation: own zones, the common queue, and what is assigned to them.
    is_isolated boolean,
    reads_all boolean,
    -- What an isolated agent reads, 0 (no zone) among them; empty for everybody else.
    readable_zones smallint[]
);

CREATE FUNCTION riad.zone_ids_of(_user_id uuid) RETURNS smallint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT coalesce(array_agg(z.id ORDER BY z.id), '{}')
    FROM public.profiles p
    CROSS JOIN unnest(p.geographical_zones) AS own (label)
    JOIN riad.zones z ON z.label = own.label
    WHERE p.user_id = _user_id;
END;

-- Everybody's rights, by login, made ready for the question that every statement asks. Triggers keep it; who isn't in it,
-- or whose time is over, has none.
CREATE TABLE riad.standings (
    login name PRIMARY KEY,
    user_id uuid NOT NULL UNIQUE,
    role text NOT NULL,
    level smallint NOT NULL,
    is_desk boolean NOT NULL,
    supervises boolean NOT NULL,
    administers boolean NOT NULL,
    zone_ids smallint[] NOT NULL,
    expires_at timestamptz NOT NULL
);
ALTER TABLE riad.standings ENABLE ROW LEVEL SECURITY;

-- The latest transaction that changed anybody's rights. A sequence, because every session sees its value at once,
-- whatever snapshot it reads with.
CREATE SEQUENCE riad.rights_clock;

-- Changes of rights go one after the other, so that each sees what the one before it left, and the latest is the last.
CREATE FUNCTION riad.note_rights_change() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    LOCK TABLE riad.standings IN SHARE ROW EXCLUSIVE MODE;
    PERFORM setval('riad.rights_clock', pg_current_xact_id()::text::bigint);
END
$$;

-- Makes one person's standing anew, or everybody's where null.
CREATE FUNCTION riad.refresh_standings(_user_id uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM riad.note_rights_change();
    DELETE FROM riad.standings s WHERE _user_id IS NULL OR s.user_id = _user_id;
    INSERT INTO riad.standings (
        login, user_id, role, level, is_desk, supervises, administers, zone_ids, expires_at
    )
    SELECT l.login, l.user_id, ur.role::text, r.level, r.is_desk, r.supervises, r.administers,
        riad.zone_ids_of(l.user_id), coalesce(ur.expires_at, 'infinity')
    FROM riad.logins l
    JOIN public.profiles p ON p.user_id = l.user_id
    JOIN public.user_roles ur ON ur.user_id = l.user_id
    JOIN riad.roles r ON r.role = ur.role
    WHERE p.is_active AND ur.is_active AND (_user_id IS NULL OR l.user_id = _user_id);
END
$$;

CREATE FUNCTION riad.standing_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF TG_LEVEL = 'STATEMENT' THEN
        PERFORM riad.refresh_standings(NULL);
        RETURN NULL;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        PERFORM riad.refresh_standings(OLD.user_id);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM riad.refresh_standings(NEW.user_id);
    END IF;
    RETURN NULL;
END
$$;

-- Always: in a bulk load and on a replica's worker too, where ordinary triggers are quiet.
DO $make$
DECLARE
    source text;
BEGIN
    FOREACH source IN ARRAY ARRAY['riad.logins', 'public.profiles', 'public.user_roles'] LOOP
        EXECUTE format('CREATE TRIGGER standing_changed AFTER INSERT OR UPDATE OR DELETE ON %s'
            ' FOR EACH ROW EXECUTE FUNCTION riad.standing_changed()', source);
        EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER standing_changed', source);
    END LOOP;
    FOREACH source IN ARRAY ARRAY['riad.roles', 'riad.zones'] LOOP
        EXECUTE format('CREATE TRIGGER standings_changed AFTER INSERT OR UPDATE OR DELETE ON %s'
            ' FOR EACH STATEMENT EXECUTE FUNCTION riad.standing_changed()', source);
        EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER standings_changed', source);
    END LOOP;
    FOREACH source IN ARRAY ARRAY['riad.logins', 'public.profiles', 'public.user_roles', 'riad.roles', 'riad.zones'] LOOP
        EXECUTE format('CREATE TRIGGER standings_emptied AFTER TRUNCATE ON %s'
            ' FOR EACH STATEMENT EXECUTE FUNCTION riad.standing_changed()', source);
        EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER standings_emptied', source);
    END LOOP;
END
$make$;

-- All null for a login without a profile, an inactive profile, a role that ended or that riad.roles doesn't have: by
-- clock_timestamp(), because now() stands still in a transaction that somebody keeps open. PL/pgSQL keeps its plan for
-- the session, where a SQL function plans at each call, and policies ask this once a statement and table.
-- A transaction that keeps one snapshot, its own or one that somebody exported, may not outlive a change of rights (40001).
CREATE FUNCTION riad.session_rights() RETURNS riad.rights
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me riad.rights;
    own_zones smallint[];
BEGIN
    IF current_setting('transaction_isolation') IN ('repeatable read', 'serializable') AND NOT (
        SELECT pg_visible_in_snapshot(c.last_value::text::xid8, pg_current_snapshot()) FROM riad.rights_clock c
    ) THEN
        RAISE EXCEPTION 'rights were changed since this transaction began' USING ERRCODE = 'serialization_failure';
    END IF;
    SELECT s.user_id, s.role, s.level, s.is_desk, s.supervises, s.administers, s.zone_ids,
        s.role = 'agent' AND coalesce(
            (SELECT t.value = 'true'::jsonb FROM riad.settings t WHERE t.key = 'zone_isolation'), false
        )
    INTO me.user_id, me.role, me.level, me.is_desk, me.supervises, me.administers, own_zones, me.is_isolated
    FROM riad.standings s
    WHERE s.login = session_user AND s.expires_at > clock_timestamp();
    IF me.user_id IS NULL THEN
        RETURN me;
    END IF;
    me.reads_all := me.is_desk AND NOT me.is_isolated;
    me.readable_zones := CASE WHEN me.is_isolated THEN 0::smallint || own_zones ELSE '{}' END;
    RETURN me;
END
$$;

-- The parts of it by name. These run as their caller and are folded into the statement that asks.
CREATE FUNCTION riad.current_user_id() RETURNS uuid LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT (riad.session_rights()).user_id;
END;

CREATE FUNCTION riad.current_role_name() RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT (riad.session_rights()).role;
END;

CREATE FUNCTION riad.reads_every_conversation() RETURNS boolean LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT (riad.session_rights()).reads_all;
END;

CREATE FUNCTION riad.readable_zones() RETURNS smallint[] LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT (riad.session_rights()).readable_zones;
END;

CREATE FUNCTION riad.is_desk() RETURNS boolean LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT coalesce((riad.session_rights()).is_desk, false);
END;

CREATE FUNCTION riad.supervises() RETURNS boolean LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT coalesce((riad.session_rights()).supervises, false);
END;

CREATE FUNCTION riad.administers() RETURNS boolean LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT coalesce((riad.session_rights()).administers, false);
END;

-- The rule for one row. Policies ask it of rows before anything that a query asks of them: as a function that costs next
-- to nothing it comes first, where a sub-select would come after a reader's own comparisons, whose outcome on hidden rows
-- EXPLAIN ANALYZE and a clock then tell. It asks no table, so a made-up reader learns nothing from it.
CREATE FUNCTION riad.sees(reader riad.rights, _zone_id smallint, _assigned_agent_id uuid, _transferred_to_role text)
RETURNS boolean
LANGUAGE plpgsql IMMUTABLE COST 0.0001 SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN reader.user_id IS NOT NULL AND (
        reader.reads_all
        OR _zone_id = ANY (reader.readable_zones)
        OR _assigned_agent_id = reader.user_id
        OR _transferred_to_role = reader.role
    );
END
$$;

-- Whether the session's person can read that conversation; for policies of what belongs to it, first there too.
CREATE FUNCTION riad.reads_conversation(_conversation_id uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER COST 0.0001 SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me riad.rights := riad.session_rights();
BEGIN
    RETURN me.user_id IS NOT NULL AND EXISTS (
        SELECT FROM public.conversations c WHERE c.id = _conversation_id AND (
            me.reads_all OR c.zone_id = ANY (me.readable_zones) OR c.assigned_agent_id = me.user_id
            OR c.transferred_to_role = me.role
        )
    );
END
$$;

-- The same rule for functions that run as the owner, which row security doesn't hold back.
CREATE FUNCTION riad.may_read(reader riad.rights, conversation public.conversations) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT coalesce(
        reader.user_id IS NOT NULL AND (
            reader.reads_all
            OR conversation.zone_id = ANY (reader.readable_zones)
            OR conversation.assigned_agent_id = reader.user_id
            OR conversation.transferred_to_role = reader.role
        ), false);
END;

-- Whether that person has that role now. Who is no colleague of the desk learns it only of themselves.
CREATE FUNCTION public.has_role(_user_id uuid, _role public.app_role) RETURNS boolean
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
    FROM riad.session_rights() me;
END;

-- One row for the session's person; none where the login has no rights.
CREATE FUNCTION riad.me() RETURNS TABLE (
    user_id uuid, profile_id uuid, login text, first_name text, last_name text, role text, role_level smallint,
    zone_ids smallint[], zones text[], is_isolated boolean, is_active boolean
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT p.user_id, p.id, session_user::text, p.first_name, p.last_name, r.role, r.level,
        s.zone_ids, coalesce(p.geographical_zones::text[], '{}'), r.is_isolated, p.is_active
    FROM riad.session_rights() r
    JOIN riad.standings s ON s.user_id = r.user_id
    JOIN public.profiles p ON p.user_id = r.user_id;
END;

GRANT USAGE ON TYPE riad.rights TO riad_console;
GRANT EXECUTE ON FUNCTION riad.session_rights, riad.current_user_id, riad.reads_every_conversation, riad.readable_zones,
    riad.current_role_name, riad.is_desk, riad.supervises, riad.administers, public.has_role, riad.me, riad.sees,
    riad.reads_conversation TO riad_console;
