-- The status of the session's login: ready, first password to replace or expired, or without rights.
-- parameters:
-- columns: status text
SELECT riad.login_status() AS status
