-- Settings, and lookups of some of them.
-- requires: settings/definitions

-- Returns whether this value is of the setting's kind, and in its range.
CREATE OR REPLACE FUNCTION riad.is_valid_setting(_kind text, _value jsonb, _minimum integer, _maximum integer)
RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN CASE _kind
        WHEN 'boolean' THEN jsonb_typeof(_value) = 'boolean'
        WHEN 'integer' THEN jsonb_typeof(_value) = 'number' AND (_value #>> '{}') ~ '^[0-9]{1,9}$'
            AND (_value #>> '{}')::integer BETWEEN _minimum AND _maximum
        WHEN 'country' THEN jsonb_typeof(_value) = 'string' AND EXISTS (
            SELECT FROM riad.phone_countries p WHERE p.country = _value #>> '{}'
        )
        WHEN 'time_zone' THEN jsonb_typeof(_value) = 'string' AND EXISTS (
            SELECT FROM pg_catalog.pg_timezone_names n WHERE n.name = _value #>> '{}'
        )
        WHEN 'networks' THEN jsonb_typeof(_value) = 'array'
        END IS TRUE;
END
$$;

-- RI001: below administrateur; reducing the audit trail's retention: below super_admin. RI002: no such setting. RI010:
-- invalid value.
CREATE OR REPLACE FUNCTION riad.set_setting(_key text, _value jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s'
AS $$
DECLARE
    definition record;
BEGIN
    IF NOT riad.administers() THEN
        RAISE EXCEPTION 'not permitted to change settings' USING ERRCODE = 'RI001';
    END IF;
    PERFORM riad.enforce_change_limit();
    SELECT d.* INTO definition FROM riad.setting_definitions() d WHERE d.key = _key;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such setting' USING ERRCODE = 'RI002';
    END IF;
    IF _key = 'audit_months' THEN
        PERFORM riad.require_audit_months(_value);
    END IF;
    IF NOT riad.is_valid_setting(definition.kind, _value, definition.minimum, definition.maximum) THEN
        RAISE EXCEPTION 'this setting cannot have this value' USING ERRCODE = 'RI010';
    END IF;
    INSERT INTO riad.settings AS s (key, category, value, updated_by)
    VALUES (_key, definition.category, _value, riad.current_user_id())
    ON CONFLICT (key) DO UPDATE
        SET value = excluded.value, updated_at = clock_timestamp(), updated_by = excluded.updated_by;
EXCEPTION WHEN check_violation OR not_null_violation OR invalid_text_representation THEN
    RAISE EXCEPTION 'this setting cannot have this value' USING ERRCODE = 'RI010';
END
$$;
GRANT EXECUTE ON FUNCTION riad.set_setting TO riad_console;

-- Sets a setting from its text: true or false, a number, a name, or networks separated by commas; null restores the
-- default. Errors as of `riad.set_setting`.
CREATE OR REPLACE FUNCTION riad.change_setting(_key text, _value text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s'
AS $$
DECLARE
    definition record;
BEGIN
    IF NOT riad.administers() THEN
        RAISE EXCEPTION 'not permitted to change settings' USING ERRCODE = 'RI001';
    END IF;
    SELECT d.* INTO definition FROM riad.setting_definitions() d WHERE d.key = _key;
    PERFORM riad.set_setting(_key, CASE
        WHEN _value IS NULL THEN definition.default_value
        WHEN definition.kind = 'boolean' THEN to_jsonb(btrim(_value)::boolean)
        WHEN definition.kind = 'integer' THEN to_jsonb(btrim(_value)::integer)
        WHEN definition.kind = 'networks' THEN to_jsonb(ARRAY(
            SELECT DISTINCT n.text::cidr::text FROM regexp_split_to_table(btrim(_value), '[[:space:],]+') AS n (text)
            WHERE n.text <> '' ORDER BY 1))
        ELSE to_jsonb(btrim(_value)) END);
EXCEPTION WHEN invalid_text_representation OR numeric_value_out_of_range THEN
    RAISE EXCEPTION 'this setting cannot have this value' USING ERRCODE = 'RI010';
END
$$;
GRANT EXECUTE ON FUNCTION riad.change_setting TO riad_console;

-- Lists the settings in the order of their definitions, values as the texts that `riad.change_setting` takes. RI001: below
-- administrateur.
CREATE OR REPLACE FUNCTION riad.list_settings() RETURNS TABLE (
    key text, category text, kind text, value text, default_value text, minimum integer, maximum integer,
    changed_at timestamptz, changed_by text
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT riad.administers() THEN
        RAISE EXCEPTION 'not permitted to read settings' USING ERRCODE = 'RI001';
    END IF;
    RETURN QUERY
    SELECT d.key, d.category, d.kind, riad.setting_text(s.value), riad.setting_text(d.default_value), d.minimum,
        d.maximum, CASE WHEN s.updated_by IS NOT NULL THEN s.updated_at END, riad.person_name(s.updated_by)
    FROM riad.setting_definitions() WITH ORDINALITY AS d (key, category, kind, default_value, minimum, maximum, position)
    JOIN riad.settings s ON s.key = d.key
    ORDER BY d.position;
END
$$;
GRANT EXECUTE ON FUNCTION riad.list_settings TO riad_console;

-- Returns a setting's value as a text; networks are separated by commas.
CREATE OR REPLACE FUNCTION riad.setting_text(_value jsonb) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT CASE WHEN jsonb_typeof(_value) = 'array'
        THEN (SELECT coalesce(string_agg(e.text, ', ' ORDER BY e.position), '')
            FROM jsonb_array_elements_text(_value) WITH ORDINALITY AS e (text, position))
        ELSE _value #>> '{}' END;
END;

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

-- The properties' time zone.
CREATE OR REPLACE FUNCTION riad.house_time_zone() RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN coalesce((SELECT s.value #>> '{}' FROM riad.settings s WHERE s.key = 'time_zone'), 'Africa/Casablanca');
END
$$;

-- Today in the properties' time zone.
CREATE OR REPLACE FUNCTION riad.local_today() RETURNS date
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN (clock_timestamp() AT TIME ZONE riad.house_time_zone())::date;
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
