-- Profiles: listing, adding and editing people.
-- requires: people/handovers

-- Returns a person's first and last name; null without either.
CREATE OR REPLACE FUNCTION riad.person_name(_user_id uuid) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN (
        SELECT nullif(concat_ws(' ', nullif(p.first_name, ''), nullif(p.last_name, '')), '')
        FROM public.profiles p WHERE p.user_id = _user_id
    );
END
$$;

-- Returns the labels of zones. RI010: unknown number.
CREATE OR REPLACE FUNCTION riad.zone_labels(_zone_ids smallint[]) RETURNS public.geographical_zone[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    labels public.geographical_zone[];
BEGIN
    SELECT coalesce(array_agg(z.label ORDER BY z.id), '{}') INTO labels
    FROM riad.zones z WHERE z.id = ANY (_zone_ids) AND z.label IS NOT NULL;
    IF cardinality(labels) IS DISTINCT FROM (SELECT count(DISTINCT n) FROM unnest(_zone_ids) n) THEN
        RAISE EXCEPTION 'there is no such zone' USING ERRCODE = 'RI010';
    END IF;
    RETURN labels;
END
$$;

-- RI010 unless names fit on one line, and e-mail address and telephone number are valid.
CREATE OR REPLACE FUNCTION riad.require_valid_person(_first_name text, _last_name text, _email text, _phone text) RETURNS void
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF coalesce(length(_first_name), 0) NOT BETWEEN 1 AND 100 OR _first_name <> btrim(_first_name)
        OR coalesce(length(_last_name), 0) > 100 OR _last_name <> btrim(_last_name)
        OR concat(_first_name, _last_name) ~ '[[:cntrl:]\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]'
        OR length(_email) > 254 OR _email !~ '^[^@[:space:][:cntrl:]]+@[^@[:space:][:cntrl:]]+$'
        OR coalesce(_phone, '') !~ '^(\+?[0-9][0-9 ().-]{3,38})?$'
    THEN
        RAISE EXCEPTION 'a person needs a name of 1 to 100 characters, a valid e-mail address and a valid telephone number'
            USING ERRCODE = 'RI010';
    END IF;
END
$$;

-- Lists everybody, for superviseur and above, or one person; everybody may list themselves. E-mail address, telephone,
-- login and sessions are for administrators and the person.
CREATE OR REPLACE FUNCTION riad.people(_user_id uuid) RETURNS TABLE (
    user_id uuid, first_name text, last_name text, email text, phone text, profile_type text, zone_ids smallint[],
    is_active boolean, role text, role_expires_at timestamptz, role_assigned_by text, login text, login_enabled boolean,
    first_password_until timestamptz, sessions bigint, load bigint, updated_at timestamptz
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me riad.rights := riad.session_rights();
BEGIN
    IF me.user_id IS NULL OR me.supervises IS NOT TRUE AND _user_id IS DISTINCT FROM me.user_id THEN
        RAISE EXCEPTION 'not permitted to see people' USING ERRCODE = 'RI001';
    END IF;
    RETURN QUERY
    SELECT p.user_id, coalesce(p.first_name, ''), coalesce(p.last_name, ''), private.email, private.phone,
        p.profile_type::text, riad.person_zone_ids(p.user_id), p.is_active IS TRUE, ur.role::text, ur.expires_at,
        riad.person_name(ur.assigned_by), private.login, private.enabled, private.until, private.sessions,
        coalesce(busy.load, 0), p.updated_at
    FROM public.profiles p
    LEFT JOIN public.user_roles ur ON ur.user_id = p.user_id AND ur.is_active
    LEFT JOIN (
        -- For one person, counts only theirs.
        SELECT c.assigned_agent_id, count(*) AS load FROM public.conversations c
        WHERE c.is_open AND c.assigned_agent_id IS NOT NULL AND (_user_id IS NULL OR c.assigned_agent_id = _user_id)
        GROUP BY c.assigned_agent_id
    ) busy ON busy.assigned_agent_id = p.user_id
    LEFT JOIN LATERAL (
        SELECT p.email, p.phone, l.login::text, r.rolcanlogin AS enabled, l.first_password_until AS until,
            (SELECT count(*) FROM pg_catalog.pg_stat_activity a
            WHERE a.usename = l.login AND a.datname = current_database()) AS sessions
        FROM (SELECT 1) one
        LEFT JOIN riad.logins l ON l.user_id = p.user_id
        LEFT JOIN pg_catalog.pg_roles r ON r.rolname = l.login
    ) private ON me.administers OR p.user_id = me.user_id
    WHERE _user_id IS NULL OR p.user_id = _user_id
    ORDER BY p.is_active IS TRUE DESC, lower(concat_ws(' ', p.first_name, p.last_name)), p.user_id;
END
$$;
GRANT EXECUTE ON FUNCTION riad.people TO riad_console;

-- RI006: the id is taken, or somebody has this e-mail address.
CREATE OR REPLACE FUNCTION riad.add_person(
    _user_id uuid, _first_name text, _last_name text, _email text, _phone text, _profile_type text, _zone_ids smallint[]
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s'
AS $$
BEGIN
    IF NOT riad.administers() THEN
        RAISE EXCEPTION 'not permitted to add people' USING ERRCODE = 'RI001';
    END IF;
    PERFORM riad.enforce_change_limit();
    PERFORM riad.require_valid_person(_first_name, _last_name, coalesce(_email, ''), _phone);
    -- Of two who add the same person at the same moment, the second sees the first.
    PERFORM pg_advisory_xact_lock(hashtextextended('riad person ' || lower(_email), 0));
    IF EXISTS (SELECT FROM public.profiles p WHERE lower(p.email) = lower(_email)) THEN
        RAISE EXCEPTION 'somebody has this e-mail address: change that person instead' USING ERRCODE = 'RI006';
    END IF;
    INSERT INTO public.profiles (
        user_id, first_name, last_name, email, phone, profile_type, geographical_zones, is_active
    ) VALUES (
        _user_id, _first_name, nullif(_last_name, ''), _email, nullif(_phone, ''),
        _profile_type::public.user_profile, riad.zone_labels(_zone_ids), true
    );
EXCEPTION
    WHEN unique_violation THEN
        RAISE EXCEPTION 'this person exists already' USING ERRCODE = 'RI006';
    WHEN invalid_text_representation OR not_null_violation OR check_violation THEN
        RAISE EXCEPTION 'there is no such profile type' USING ERRCODE = 'RI010';
END
$$;
GRANT EXECUTE ON FUNCTION riad.add_person TO riad_console;

-- Changes a profile. Open conversations of a person who is deactivated go to `_assignee_id`, or to the queue if null.
-- Returns their number. RI001: not permitted, or deactivating oneself. RI003: changed since `_expected_updated_at`.
-- RI010: invalid fields, or somebody who can't have conversations.
CREATE OR REPLACE FUNCTION riad.edit_person(
    _user_id uuid, _first_name text, _last_name text, _email text, _phone text, _profile_type text, _zone_ids smallint[],
    _is_active boolean, _expected_updated_at timestamptz, _assignee_id uuid DEFAULT NULL
) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s'
AS $$
BEGIN
    PERFORM riad.lock_manageable_person(_user_id);
    IF _is_active IS NOT TRUE AND _user_id = riad.current_user_id() THEN
        RAISE EXCEPTION 'you cannot deactivate yourself' USING ERRCODE = 'RI001';
    END IF;
    PERFORM riad.require_valid_person(_first_name, _last_name, coalesce(_email, ''), _phone);
    PERFORM riad.require_handover_target(_user_id, _assignee_id);
    -- The person may be editing their own profile in an open transaction, which would block the loss of their rights.
    PERFORM riad.end_sessions(l.login) FROM riad.logins l JOIN public.profiles p ON p.user_id = l.user_id
    WHERE l.user_id = _user_id AND p.updated_at = _expected_updated_at AND (
        p.is_active AND _is_active IS NOT TRUE
        OR riad.person_zone_ids(_user_id) <> ARRAY(SELECT DISTINCT n FROM unnest(_zone_ids) n ORDER BY n)
    );
    UPDATE public.profiles p SET first_name = _first_name, last_name = nullif(_last_name, ''), email = _email,
        phone = nullif(_phone, ''), profile_type = _profile_type::public.user_profile,
        is_active = _is_active IS TRUE, updated_at = clock_timestamp(),
        -- Keeps an equal set of zones as it is: a change would end sessions.
        geographical_zones = CASE
            WHEN riad.person_zone_ids(_user_id) = ARRAY(SELECT DISTINCT n FROM unnest(_zone_ids) n ORDER BY n)
            THEN p.geographical_zones ELSE riad.zone_labels(_zone_ids) END
    WHERE p.user_id = _user_id AND p.updated_at = _expected_updated_at;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'somebody else has changed this person since' USING ERRCODE = 'RI003';
    END IF;
    RETURN CASE WHEN riad.keeps_conversations(_user_id, NULL) THEN 0 ELSE riad.begin_handover(_user_id, _assignee_id) END;
EXCEPTION WHEN invalid_text_representation OR not_null_violation OR check_violation THEN
    RAISE EXCEPTION 'there is no such profile type' USING ERRCODE = 'RI010';
END
$$;
GRANT EXECUTE ON FUNCTION riad.edit_person TO riad_console;

-- Changes the current user's own name and telephone number.
CREATE OR REPLACE FUNCTION riad.edit_own_profile(_first_name text, _last_name text, _phone text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s'
AS $$
DECLARE
    me uuid := riad.current_user_id();
BEGIN
    IF me IS NULL THEN
        RAISE EXCEPTION 'not permitted' USING ERRCODE = 'RI001';
    END IF;
    PERFORM riad.enforce_change_limit();
    PERFORM riad.require_valid_person(_first_name, _last_name, NULL, _phone);
    UPDATE public.profiles p SET first_name = _first_name, last_name = nullif(_last_name, ''),
        phone = nullif(_phone, ''), updated_at = clock_timestamp()
    WHERE p.user_id = me;
END
$$;
GRANT EXECUTE ON FUNCTION riad.edit_own_profile TO riad_console;
