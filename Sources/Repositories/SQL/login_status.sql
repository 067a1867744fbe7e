-- How the session's login stands, its first password above all.
-- parameters:
-- columns: status text
SELECT riad.login_status() AS status
