-- Pairs of records that may be one guest's, the latest first.
-- parameters: $1 limit integer
-- columns: guest_id uuid, guest_name text, stay text, other_id uuid, other_name text, other_stay text, signs text[]
SELECT d.guest_id, d.guest_name, d.stay, d.other_id, d.other_name, d.other_stay, d.signs
FROM riad.guest_duplicates(NULL, $1) d
