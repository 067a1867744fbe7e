-- One who left the company, and one whose role ends with the season.
-- parameters: $1 who left uuid, $2 for the season uuid, $3 its end timestamp with time zone
WITH gone AS (
    UPDATE public.profiles p SET is_active = false WHERE p.user_id = $1
)
UPDATE public.user_roles ur SET expires_at = $3 WHERE ur.user_id = $2
