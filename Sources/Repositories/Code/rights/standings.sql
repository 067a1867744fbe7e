-- Everybody's rights by login, kept ready by triggers; and the rule that the last super_admin stays.

-- The numbers of a person's zones, in order.
CREATE OR REPLACE FUNCTION riad.zone_ids_of(_user_id uuid) RETURNS smallint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT coalesce(array_agg(z.id ORDER BY z.id), '{}')
    FROM public.profiles p
    CROSS JOIN unnest(p.geographical_zones) AS own (label)
    JOIN riad.zones z ON z.label = own.label
    WHERE p.user_id = _user_id;
END;

-- Changes of rights go one after the other, so that each sees what the one before it left, and the latest is the last.
-- Standings made from a snapshot older than the latest change would give back what that one took away (40001).
CREATE OR REPLACE FUNCTION riad.note_rights_change() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    LOCK TABLE riad.standings IN SHARE ROW EXCLUSIVE MODE;
    IF current_setting('transaction_isolation') IN ('repeatable read', 'serializable') AND NOT (
        SELECT c.last_value::text::xid8 = pg_current_xact_id()
            OR pg_visible_in_snapshot(c.last_value::text::xid8, pg_current_snapshot())
        FROM riad.rights_clock c
    ) THEN
        RAISE EXCEPTION 'rights were changed since this transaction began' USING ERRCODE = 'serialization_failure';
    END IF;
    PERFORM setval('riad.rights_clock', pg_current_xact_id()::text::bigint);
END
$$;

-- Makes one person's standing anew, or everybody's where null. A login with a first password stands for nobody yet.
CREATE OR REPLACE FUNCTION riad.refresh_standings(_user_id uuid) RETURNS void
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
    WHERE p.is_active AND ur.is_active AND l.first_password_until IS NULL
        AND (_user_id IS NULL OR l.user_id = _user_id);
END
$$;

-- A row of a person makes that person's standing anew; a change of roles or zones makes everybody's.
CREATE OR REPLACE FUNCTION riad.standing_changed() RETURNS trigger
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

-- Every loss comes through here, because standings are made from profiles, roles and logins, one change after the
-- other. At the end of a transaction, so that one super_admin can follow another in it. Locking the row that remains
-- makes a transaction with an older snapshot fail (40001) where it was taken away meanwhile.
CREATE OR REPLACE FUNCTION riad.refuse_without_super_admin(_one_lost boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM FROM riad.standings s WHERE s.role = 'super_admin' AND s.expires_at = 'infinity' LIMIT 1 FOR SHARE;
    IF NOT FOUND AND _one_lost THEN
        RAISE EXCEPTION 'the last super_admin cannot be taken away' USING ERRCODE = 'RI008';
    END IF;
END
$$;

-- RI008 where the last super_admin would go.
CREATE OR REPLACE FUNCTION riad.keep_super_admin() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM riad.refuse_without_super_admin(true);
    RETURN NULL;
END
$$;

-- ALWAYS: in a bulk load and on a replica's worker too, where ordinary triggers are quiet.
CREATE TRIGGER standing_changed AFTER INSERT OR UPDATE OR DELETE ON riad.logins
    FOR EACH ROW EXECUTE FUNCTION riad.standing_changed();
ALTER TABLE riad.logins ENABLE ALWAYS TRIGGER standing_changed;
CREATE TRIGGER standing_changed AFTER INSERT OR UPDATE OR DELETE ON public.profiles
    FOR EACH ROW EXECUTE FUNCTION riad.standing_changed();
ALTER TABLE public.profiles ENABLE ALWAYS TRIGGER standing_changed;
CREATE TRIGGER standing_changed AFTER INSERT OR UPDATE OR DELETE ON public.user_roles
    FOR EACH ROW EXECUTE FUNCTION riad.standing_changed();
ALTER TABLE public.user_roles ENABLE ALWAYS TRIGGER standing_changed;
CREATE TRIGGER standings_changed AFTER INSERT OR UPDATE OR DELETE ON riad.roles
    FOR EACH STATEMENT EXECUTE FUNCTION riad.standing_changed();
ALTER TABLE riad.roles ENABLE ALWAYS TRIGGER standings_changed;
CREATE TRIGGER standings_changed AFTER INSERT OR UPDATE OR DELETE ON riad.zones
    FOR EACH STATEMENT EXECUTE FUNCTION riad.standing_changed();
ALTER TABLE riad.zones ENABLE ALWAYS TRIGGER standings_changed;
CREATE TRIGGER standings_emptied AFTER TRUNCATE ON riad.logins
    FOR EACH STATEMENT EXECUTE FUNCTION riad.standing_changed();
ALTER TABLE riad.logins ENABLE ALWAYS TRIGGER standings_emptied;
CREATE TRIGGER standings_emptied AFTER TRUNCATE ON public.profiles
    FOR EACH STATEMENT EXECUTE FUNCTION riad.standing_changed();
ALTER TABLE public.profiles ENABLE ALWAYS TRIGGER standings_emptied;
CREATE TRIGGER standings_emptied AFTER TRUNCATE ON public.user_roles
    FOR EACH STATEMENT EXECUTE FUNCTION riad.standing_changed();
ALTER TABLE public.user_roles ENABLE ALWAYS TRIGGER standings_emptied;
CREATE TRIGGER standings_emptied AFTER TRUNCATE ON riad.roles
    FOR EACH STATEMENT EXECUTE FUNCTION riad.standing_changed();
ALTER TABLE riad.roles ENABLE ALWAYS TRIGGER standings_emptied;
CREATE TRIGGER standings_emptied AFTER TRUNCATE ON riad.zones
    FOR EACH STATEMENT EXECUTE FUNCTION riad.standing_changed();
ALTER TABLE riad.zones ENABLE ALWAYS TRIGGER standings_emptied;

-- At the end of the transaction, so that one super_admin can follow another in it.
CREATE CONSTRAINT TRIGGER super_admin_stays AFTER UPDATE OR DELETE ON riad.standings DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (OLD.role = 'super_admin' AND OLD.expires_at = 'infinity')
    EXECUTE FUNCTION riad.keep_super_admin();
ALTER TABLE riad.standings ENABLE ALWAYS TRIGGER super_admin_stays;
