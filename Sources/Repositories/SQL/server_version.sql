-- The server's version, as its number (150018).
-- parameters:
-- columns: version integer
SELECT current_setting('server_version_num')::integer AS version
