-- A password set or set anew is what an audit asks for first, and stood nowhere: the trail says now that it was, by whom and
-- when, of a first one until when it is good, and nothing of the password.
SET LOCAL ROLE riad_owner;

ALTER TABLE riad.logins ADD password_set_at timestamptz;
DROP TRIGGER audited ON riad.logins;
DROP TRIGGER audited_update ON riad.logins;
SELECT riad.audit_changes('riad.logins', 'user_id', '{login,first_password_until}', '{password_set_at}');

-- Sets the password of the session's own login, and ends its other sessions. RI001: no person's, an inactive one's, or one
-- whose first password has run out; RI010: no verifier.
CREATE OR REPLACE FUNCTION riad.set_own_password(_verifier text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s'
AS $$
DECLARE
    had_first boolean;
BEGIN
    SELECT l.first_password_until IS NOT NULL INTO had_first
    FROM riad.logins l JOIN public.profiles p ON p.user_id = l.user_id
    WHERE l.login = session_user AND p.is_active
        AND (l.first_password_until IS NULL OR l.first_password_until > clock_timestamp())
    FOR UPDATE OF l;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'not permitted to set a password' USING ERRCODE = 'RI001';
    END IF;
    -- A date that somebody else put on the login stays.
    PERFORM riad.store_password(session_user, _verifier, CASE WHEN had_first THEN 'infinity'::timestamptz END);
    UPDATE riad.logins l SET first_password_until = NULL, password_set_at = clock_timestamp()
    WHERE l.login = session_user;
END
$$;

-- A new first password for somebody's login, whose sessions end. RI001: oneself, who sets their own, or somebody
-- out of reach; RI002: no such person, or no login; RI010: no verifier, or not good for a minute to 31 days.
CREATE OR REPLACE FUNCTION riad.reset_password(_user_id uuid, _verifier text, _until timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s'
AS $$
DECLARE
    theirs name;
BEGIN
    PERFORM riad.take_hold_of(_user_id);
    IF _user_id = riad.current_user_id() THEN
        RAISE EXCEPTION 'one''s own password is set, not reset' USING ERRCODE = 'RI001';
    END IF;
    PERFORM riad.require_first_password(_verifier, _until);
    UPDATE riad.logins l SET first_password_until = _until, password_set_at = clock_timestamp()
    WHERE l.user_id = _user_id RETURNING l.login INTO theirs;
    IF theirs IS NULL THEN
        RAISE EXCEPTION 'this person has no login' USING ERRCODE = 'RI002';
    END IF;
    PERFORM riad.store_password(theirs, _verifier, _until);
END
$$;
