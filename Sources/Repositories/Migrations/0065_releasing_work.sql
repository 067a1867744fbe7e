-- Who leaves the house may leave their work to the others.
SET LOCAL ROLE riad_owner;

-- Gives all open conversations of a person back to the queue, as if they had done so one by one. Returns how many. For
-- functions that have checked the caller's rights.
CREATE FUNCTION riad.release_work_of(_user_id uuid) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    released integer;
BEGIN
    PERFORM riad.begin_deed('release', NULL);
    -- In the order of their ids, as those who change many at once lock them.
    PERFORM FROM public.conversations c
    WHERE c.assigned_agent_id = _user_id AND c.is_open ORDER BY c.id FOR NO KEY UPDATE;
    UPDATE public.conversations c
    SET assigned_agent_id = NULL, state = 'NOUVELLE', transferred_to_role = NULL,
        assign_version = c.assign_version + 1, updated_at = clock_timestamp()
    WHERE c.assigned_agent_id = _user_id AND c.is_open AND riad.is_legal('release', c.state, 'NOUVELLE');
    GET DIAGNOSTICS released = ROW_COUNT;
    PERFORM riad.end_deed();
    RETURN released;
END
$$;

-- Changes a whole profile; with `_release`, where the person works here no more, their open conversations go back to the
-- queue. Returns how many did. RI001: not within reach, or one would deactivate oneself; RI003: somebody changed it since
-- `_seen`.
DROP FUNCTION riad.edit_person(uuid, text, text, text, text, text, smallint[], boolean, timestamptz);
CREATE FUNCTION riad.edit_person(
    _user_id uuid, _first_name text, _last_name text, _email text, _phone text, _profile_type text, _zone_ids smallint[],
    _is_active boolean, _seen timestamptz, _release boolean DEFAULT false
) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s'
AS $$
BEGIN
    PERFORM riad.take_hold_of(_user_id);
    IF _is_active IS NOT TRUE AND _user_id = riad.current_user_id() THEN
        RAISE EXCEPTION 'nobody deactivates themselves' USING ERRCODE = 'RI001';
    END IF;
    PERFORM riad.require_person_texts(_first_name, _last_name, coalesce(_email, ''), _phone);
    UPDATE public.profiles p SET first_name = _first_name, last_name = nullif(_last_name, ''), email = _email,
        phone = nullif(_phone, ''), profile_type = _profile_type::public.user_profile,
        is_active = _is_active IS TRUE, updated_at = clock_timestamp(),
        -- The same zones in another order are no change: a change ends sessions.
        geographical_zones = CASE
            WHEN riad.zone_ids_of(_user_id) = ARRAY(SELECT DISTINCT n FROM unnest(_zone_ids) n ORDER BY n)
            THEN p.geographical_zones ELSE riad.zone_labels(_zone_ids) END
    WHERE p.user_id = _user_id AND p.updated_at = _seen;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'somebody else changed this person meanwhile' USING ERRCODE = 'RI003';
    END IF;
    RETURN CASE WHEN _release AND _is_active IS NOT TRUE THEN riad.release_work_of(_user_id) ELSE 0 END;
EXCEPTION WHEN invalid_text_representation OR not_null_violation OR check_violation THEN
    RAISE EXCEPTION 'there is no such profile type' USING ERRCODE = 'RI010';
END
$$;

GRANT EXECUTE ON FUNCTION riad.edit_person TO riad_console;
