-- A password set or set anew is what an audit asks for first, and stood nowhere: the trail says now that it was, by whom and
-- when, of a first one until when it is good, and nothing of the password.
SET LOCAL ROLE riad_owner;

ALTER TABLE riad.logins ADD password_set_at timestamptz;

-- Whoever sets a password says with it until when it is a first one, or that it is none.
CREATE FUNCTION riad.note_password() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    NEW.password_set_at := clock_timestamp();
    RETURN NEW;
END
$$;

CREATE TRIGGER password_set BEFORE UPDATE OF first_password_until ON riad.logins
FOR EACH ROW EXECUTE FUNCTION riad.note_password();

DROP TRIGGER audited ON riad.logins;
DROP TRIGGER audited_update ON riad.logins;
SELECT riad.audit_changes('riad.logins', 'user_id', '{login,first_password_until}', '{password_set_at}');
