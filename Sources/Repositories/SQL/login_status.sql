-- How the session's login stands, its first password above all.
-- parameters:
-- columns: standing text
SELECT riad.login_status() AS standing
