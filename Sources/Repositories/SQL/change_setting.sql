-- Sets a setting; null restores its default.
-- parameters: $1 key text, $2 value text
-- columns: done text
SELECT riad.change_setting($1, $2)::text AS done
