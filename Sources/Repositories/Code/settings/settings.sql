-- Settings, and lookups of some of them.

-- RI001: below administrateur; reducing the audit trail's retention: below super_admin. RI002: no such setting. RI010:
-- invalid value.
CREATE OR REPLACE FUNCTION riad.set_setting(_key text, _value jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT riad.administers() THEN
        RAISE EXCEPTION 'not permitted to change settings' USING ERRCODE = 'RI001';
    END IF;
    PERFORM riad.enforce_change_limit();
    IF _key = 'audit_months' THEN
        PERFORM riad.require_audit_months(_value);
    END IF;
    UPDATE riad.settings s SET value = _value, updated_at = clock_timestamp() WHERE s.key = _key;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such setting' USING ERRCODE = 'RI002';
    END IF;
EXCEPTION WHEN check_violation OR not_null_violation OR invalid_text_representation THEN
    RAISE EXCEPTION 'this setting cannot have this value' USING ERRCODE = 'RI010';
END
$$;
GRANT EXECUTE ON FUNCTION riad.set_setting TO riad_console;

-- RI010: less than 12 months or more than 1,200. RI001: less than currently, by anybody but a super_admin. A reduction
-- takes effect after a week, see `riad.audit_months`.
CREATE OR REPLACE FUNCTION riad.require_audit_months(_value jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF (jsonb_typeof(_value) = 'number' AND (_value #>> '{}')::numeric BETWEEN 12 AND 1200) IS NOT TRUE THEN
        RAISE EXCEPTION 'the audit trail is kept for 12 to 1200 months' USING ERRCODE = 'RI010';
    END IF;
    -- Serializes concurrent changes.
    PERFORM FROM riad.settings s WHERE s.key = 'audit_months' FOR UPDATE;
    IF (_value #>> '{}')::numeric < riad.audit_months() AND riad.current_role_name() IS DISTINCT FROM 'super_admin' THEN
        RAISE EXCEPTION 'only a super_admin may shorten how long the audit trail is kept' USING ERRCODE = 'RI001';
    END IF;
END
$$;

-- The company's id in the tables of properties, guests and reservations.
CREATE OR REPLACE FUNCTION riad.organisation_id() RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN (SELECT (s.value #>> '{}')::uuid FROM riad.settings s WHERE s.key = 'organisation_id');
END
$$;

-- Today in the properties' time zone.
CREATE OR REPLACE FUNCTION riad.local_today() RETURNS date
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN (clock_timestamp() AT TIME ZONE 'Africa/Casablanca')::date;
END
$$;

-- A setting that is a whole number; null where there is none of this key.
CREATE OR REPLACE FUNCTION riad.integer_setting(_key text) RETURNS integer
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN (SELECT (s.value #>> '{}')::integer FROM riad.settings s WHERE s.key = _key);
END
$$;
