-- What the next clean-up would remove.
-- parameters:
-- columns: what text, count bigint
SELECT what, count FROM riad.retention_preview()
