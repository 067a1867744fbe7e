-- What clean-ups removed, newest first.
-- parameters: $1 limit integer
-- columns: removed_at timestamptz, what text, count bigint
SELECT removed_at, what, count FROM riad.recent_removals($1)
