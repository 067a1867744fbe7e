-- Opening a house: the first super_admin, who then adds everybody else.
-- requires: people/logins people/profiles people/staffing settings/settings

-- Makes the house's first super_admin and returns their id: the person with this e-mail address if there is one, else a new
-- one. With `_login`, also creates their login, with a first password valid until `_until`; `_is_registered`: one that
-- exists becomes theirs afterwards. Country and time zone are set unless null. Nobody may call it but the owner. RI006: the house has a super_admin, or the login's name is taken. RI010:
-- invalid name, address, login, country or time zone.
CREATE OR REPLACE FUNCTION riad.set_up(
    _user_id uuid, _first_name text, _last_name text, _email text, _login text, _verifier text, _until timestamptz,
    _country text, _time_zone text, _is_registered boolean
) RETURNS uuid
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s'
AS $$
DECLARE
    person uuid;
    wanted record;
BEGIN
    -- Of two that are set up at the same moment, the second sees the first.
    LOCK TABLE public.user_roles IN SHARE ROW EXCLUSIVE MODE;
    IF riad.has_super_admin() THEN
        RAISE EXCEPTION 'this house has a super_admin, who adds people' USING ERRCODE = 'RI006';
    END IF;
    PERFORM riad.require_valid_person(_first_name, coalesce(_last_name, ''), coalesce(_email, ''), NULL);
    SELECT p.user_id INTO person FROM public.profiles p WHERE lower(p.email) = lower(_email) ORDER BY p.created_at LIMIT 1;
    IF person IS NULL THEN
        INSERT INTO public.profiles (user_id, email, first_name, last_name, profile_type, geographical_zones, is_active)
        VALUES (_user_id, _email, _first_name, nullif(_last_name, ''), 'administrateur', '{}', true)
        RETURNING user_id INTO person;
    ELSE
        UPDATE public.profiles p SET is_active = true WHERE p.user_id = person AND p.is_active IS NOT TRUE;
    END IF;
    UPDATE public.user_roles r SET is_active = false WHERE r.user_id = person AND r.is_active AND r.role <> 'super_admin';
    INSERT INTO public.user_roles AS r (user_id, role, is_active) VALUES (person, 'super_admin', true)
    ON CONFLICT (user_id, role) DO UPDATE SET is_active = true, expires_at = NULL;
    IF _login IS NOT NULL THEN
        PERFORM riad.require_first_password(_verifier, _until);
        IF NOT riad.is_login_name(_login) THEN
            RAISE EXCEPTION 'a login name has lower-case letters, digits and _, and is not reserved'
                USING ERRCODE = 'RI010';
        END IF;
        IF EXISTS (SELECT FROM riad.logins l WHERE l.user_id = person) THEN
            RAISE EXCEPTION 'this person has a login: leave the name of a new one out' USING ERRCODE = 'RI006';
        END IF;
        INSERT INTO riad.logins (login, user_id, first_password_until) VALUES (_login, person, _until);
        PERFORM riad.create_login_role(_login, _verifier, _until);
    END IF;
    IF _login IS NULL AND NOT _is_registered AND NOT riad.has_super_admin() THEN
        RAISE EXCEPTION 'this person has no login: name one' USING ERRCODE = 'RI010';
    END IF;
    FOR wanted IN
        SELECT d.key, d.kind, s.value FROM (VALUES ('house_country', _country), ('time_zone', _time_zone)) AS s (key, value)
        JOIN riad.setting_definitions() d ON d.key = s.key
        WHERE s.value IS NOT NULL
    LOOP
        IF NOT riad.is_valid_setting(wanted.kind, to_jsonb(wanted.value), NULL, NULL) THEN
            RAISE EXCEPTION 'a country is two letters such as MA, a time zone a name such as Africa/Casablanca'
                USING ERRCODE = 'RI010';
        END IF;
        UPDATE riad.settings s SET value = to_jsonb(wanted.value), updated_at = clock_timestamp(), updated_by = person
        WHERE s.key = wanted.key;
    END LOOP;
    RETURN person;
EXCEPTION WHEN foreign_key_violation THEN
    RAISE EXCEPTION 'the people of this database are kept by another application: name the address of one of them'
        USING ERRCODE = 'RI010';
END
$$;

-- Gives the super_admin with this e-mail address a new first password, valid until `_until`, and returns their login: the way
-- back in when nobody else can let them in. Nobody may call it but the owner. RI002: no such super_admin with a login. RI010:
-- invalid verifier or time.
CREATE OR REPLACE FUNCTION riad.reset_administrator(_email text, _verifier text, _until timestamptz) RETURNS text
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s'
AS $$
DECLARE
    theirs name;
BEGIN
    PERFORM riad.require_first_password(_verifier, _until);
    SELECT l.login INTO theirs
    FROM public.profiles p
    JOIN public.user_roles r ON r.user_id = p.user_id AND r.role = 'super_admin' AND r.is_active
    JOIN riad.logins l ON l.user_id = p.user_id
    WHERE lower(p.email) = lower(_email) AND p.is_active
    ORDER BY p.created_at LIMIT 1;
    IF theirs IS NULL THEN
        RAISE EXCEPTION 'no super_admin with a login has this e-mail address' USING ERRCODE = 'RI002';
    END IF;
    PERFORM riad.end_sessions(theirs);
    -- With a first password a login has no rights yet, and the house would have no super_admin: one who had rights keeps them.
    UPDATE riad.logins l SET first_password_until = _until WHERE l.login = theirs AND l.first_password_until IS NOT NULL;
    PERFORM riad.set_login_password(theirs, _verifier, _until);
    RETURN theirs;
END
$$;
