-- Effective rights per login, maintained by triggers; and the rule that a super_admin remains.

-- Returns a person's zone numbers, in order.
CREATE OR REPLACE FUNCTION riad.person_zone_ids(_user_id uuid) RETURNS smallint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT coalesce(array_agg(z.id ORDER BY z.id), '{}')
    FROM public.profiles p
    CROSS JOIN unnest(p.geographical_zones) AS own (label)
    JOIN riad.zones z ON z.label = own.label
    WHERE p.user_id = _user_id;
END;

-- Rights computed from a snapshot older than the latest change would restore revoked rights (40001).
CREATE OR REPLACE FUNCTION riad.require_current_snapshot() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF current_setting('transaction_isolation') IN ('repeatable read', 'serializable') AND NOT (
        SELECT c.last_value::text::xid8 = pg_current_xact_id()
            OR pg_visible_in_snapshot(c.last_value::text::xid8, pg_current_snapshot())
        FROM riad.last_rights_change c
    ) THEN
        RAISE EXCEPTION 'rights were changed since this transaction began' USING ERRCODE = 'serialization_failure';
    END IF;
END
$$;

-- Serializes changes of rights: each sees the previous one. Reached only by users who may change others' rights:
-- anybody who could hold the lock for long could keep their own rights.
CREATE OR REPLACE FUNCTION riad.begin_rights_change() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM FROM riad.rights_lock FOR UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'riad.rights_lock has no row' USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    PERFORM riad.require_current_snapshot();
    PERFORM setval('riad.last_rights_change', pg_current_xact_id()::text::bigint);
    -- Committed together with the change: whoever loses a scope doesn't learn its channel's new name.
    UPDATE riad.channel_key SET key = uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid());
END
$$;

-- Recomputes a person's effective rights, or everybody's if null. A login with a first password has none yet. Locks the
-- logins first: waits for a concurrent replacement of a first password, and sees it.
CREATE OR REPLACE FUNCTION riad.rebuild_effective_rights(_user_id uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM FROM riad.logins l WHERE _user_id IS NULL OR l.user_id = _user_id ORDER BY l.login FOR NO KEY UPDATE;
    DELETE FROM riad.effective_rights s WHERE _user_id IS NULL OR s.user_id = _user_id;
    INSERT INTO riad.effective_rights (
        login, user_id, role, level, is_desk, supervises, administers, zone_ids, expires_at
    )
    SELECT l.login, l.user_id, ur.role::text, r.level, r.is_desk, r.supervises, r.administers,
        riad.person_zone_ids(l.user_id), coalesce(ur.expires_at, 'infinity')
    FROM riad.logins l
    JOIN public.profiles p ON p.user_id = l.user_id
    JOIN public.user_roles ur ON ur.user_id = l.user_id
    JOIN riad.roles r ON r.role = ur.role
    WHERE p.is_active AND ur.is_active AND l.first_password_until IS NULL
        AND (_user_id IS NULL OR l.user_id = _user_id);
END
$$;

-- Changes the rights of one person, or of everybody if null.
CREATE OR REPLACE FUNCTION riad.refresh_effective_rights(_user_id uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM riad.begin_rights_change();
    PERFORM riad.rebuild_effective_rights(_user_id);
END
$$;

-- Row triggers recompute the person's rights, statement triggers (roles, zones) everybody's.
CREATE OR REPLACE FUNCTION riad.maintain_effective_rights() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF TG_LEVEL = 'STATEMENT' THEN
        PERFORM riad.refresh_effective_rights(NULL);
        RETURN NULL;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        PERFORM riad.refresh_effective_rights(OLD.user_id);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM riad.refresh_effective_rights(NEW.user_id);
    END IF;
    RETURN NULL;
END
$$;

-- Replacing a first password only adds rights, so it takes no lock and leaves last_rights_change as it is.
CREATE OR REPLACE FUNCTION riad.maintain_effective_rights_of_login() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM riad.require_current_snapshot();
    PERFORM riad.rebuild_effective_rights(NEW.user_id);
    RETURN NULL;
END
$$;

-- Every loss of rights passes through here, since they are derived from profiles, roles and logins, one change at a
-- time. Checked at the end of the transaction, so that one super_admin can replace another within it. Locking the
-- remaining row makes a transaction with an older snapshot fail (40001) if that one was removed meanwhile.
CREATE OR REPLACE FUNCTION riad.require_super_admin_if_lost(_one_lost boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    -- Ending one's own sessions comes here too: without a loss, take no lock.
    IF _one_lost IS NOT TRUE THEN
        RETURN;
    END IF;
    PERFORM FROM riad.effective_rights s WHERE s.role = 'super_admin' AND s.expires_at = 'infinity' LIMIT 1 FOR SHARE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the last super_admin cannot be removed' USING ERRCODE = 'RI008';
    END IF;
END
$$;

-- RI008 if no super_admin would remain.
CREATE OR REPLACE FUNCTION riad.require_remaining_super_admin() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM riad.require_super_admin_if_lost(true);
    RETURN NULL;
END
$$;

-- ALWAYS: also in bulk loads and on a replica's worker, where ordinary triggers don't fire. Updates of other columns
-- don't fire them: anybody may change their own name without waiting.
CREATE TRIGGER rights_maintained AFTER INSERT OR DELETE ON riad.logins
    FOR EACH ROW EXECUTE FUNCTION riad.maintain_effective_rights();
ALTER TABLE riad.logins ENABLE ALWAYS TRIGGER rights_maintained;
CREATE TRIGGER rights_maintained_on_update AFTER UPDATE ON riad.logins FOR EACH ROW
    WHEN (
        (OLD.login, OLD.user_id) IS DISTINCT FROM (NEW.login, NEW.user_id)
        OR (OLD.first_password_until IS NULL AND NEW.first_password_until IS NOT NULL)
    ) EXECUTE FUNCTION riad.maintain_effective_rights();
ALTER TABLE riad.logins ENABLE ALWAYS TRIGGER rights_maintained_on_update;
CREATE TRIGGER rights_of_login_maintained AFTER UPDATE ON riad.logins FOR EACH ROW
    WHEN (
        (OLD.login, OLD.user_id) IS NOT DISTINCT FROM (NEW.login, NEW.user_id)
        AND OLD.first_password_until IS NOT NULL AND NEW.first_password_until IS NULL
    ) EXECUTE FUNCTION riad.maintain_effective_rights_of_login();
ALTER TABLE riad.logins ENABLE ALWAYS TRIGGER rights_of_login_maintained;
CREATE TRIGGER rights_maintained AFTER INSERT OR DELETE ON public.profiles
    FOR EACH ROW EXECUTE FUNCTION riad.maintain_effective_rights();
ALTER TABLE public.profiles ENABLE ALWAYS TRIGGER rights_maintained;
CREATE TRIGGER rights_maintained_on_update AFTER UPDATE ON public.profiles FOR EACH ROW
    WHEN (
        (OLD.user_id, OLD.is_active, OLD.geographical_zones)
        IS DISTINCT FROM (NEW.user_id, NEW.is_active, NEW.geographical_zones)
    ) EXECUTE FUNCTION riad.maintain_effective_rights();
ALTER TABLE public.profiles ENABLE ALWAYS TRIGGER rights_maintained_on_update;
CREATE TRIGGER rights_maintained AFTER INSERT OR DELETE ON public.user_roles
    FOR EACH ROW EXECUTE FUNCTION riad.maintain_effective_rights();
ALTER TABLE public.user_roles ENABLE ALWAYS TRIGGER rights_maintained;
CREATE TRIGGER rights_maintained_on_update AFTER UPDATE ON public.user_roles FOR EACH ROW
    WHEN (
        (OLD.user_id, OLD.role, OLD.is_active, OLD.expires_at)
        IS DISTINCT FROM (NEW.user_id, NEW.role, NEW.is_active, NEW.expires_at)
    ) EXECUTE FUNCTION riad.maintain_effective_rights();
ALTER TABLE public.user_roles ENABLE ALWAYS TRIGGER rights_maintained_on_update;
CREATE TRIGGER rights_maintained AFTER INSERT OR UPDATE OR DELETE ON riad.roles
    FOR EACH STATEMENT EXECUTE FUNCTION riad.maintain_effective_rights();
ALTER TABLE riad.roles ENABLE ALWAYS TRIGGER rights_maintained;
CREATE TRIGGER rights_maintained AFTER INSERT OR UPDATE OR DELETE ON riad.zones
    FOR EACH STATEMENT EXECUTE FUNCTION riad.maintain_effective_rights();
ALTER TABLE riad.zones ENABLE ALWAYS TRIGGER rights_maintained;
CREATE TRIGGER rights_maintained_on_truncate AFTER TRUNCATE ON riad.logins
    FOR EACH STATEMENT EXECUTE FUNCTION riad.maintain_effective_rights();
ALTER TABLE riad.logins ENABLE ALWAYS TRIGGER rights_maintained_on_truncate;
CREATE TRIGGER rights_maintained_on_truncate AFTER TRUNCATE ON public.profiles
    FOR EACH STATEMENT EXECUTE FUNCTION riad.maintain_effective_rights();
ALTER TABLE public.profiles ENABLE ALWAYS TRIGGER rights_maintained_on_truncate;
CREATE TRIGGER rights_maintained_on_truncate AFTER TRUNCATE ON public.user_roles
    FOR EACH STATEMENT EXECUTE FUNCTION riad.maintain_effective_rights();
ALTER TABLE public.user_roles ENABLE ALWAYS TRIGGER rights_maintained_on_truncate;
CREATE TRIGGER rights_maintained_on_truncate AFTER TRUNCATE ON riad.roles
    FOR EACH STATEMENT EXECUTE FUNCTION riad.maintain_effective_rights();
ALTER TABLE riad.roles ENABLE ALWAYS TRIGGER rights_maintained_on_truncate;
CREATE TRIGGER rights_maintained_on_truncate AFTER TRUNCATE ON riad.zones
    FOR EACH STATEMENT EXECUTE FUNCTION riad.maintain_effective_rights();
ALTER TABLE riad.zones ENABLE ALWAYS TRIGGER rights_maintained_on_truncate;

-- Deferred, so that one super_admin can replace another within a transaction.
CREATE CONSTRAINT TRIGGER super_admin_required AFTER UPDATE OR DELETE ON riad.effective_rights
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (OLD.role = 'super_admin' AND OLD.expires_at = 'infinity')
    EXECUTE FUNCTION riad.require_remaining_super_admin();
ALTER TABLE riad.effective_rights ENABLE ALWAYS TRIGGER super_admin_required;
