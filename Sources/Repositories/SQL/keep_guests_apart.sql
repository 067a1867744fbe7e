-- Records that two guests are two people.
-- parameters: $1 guest_id uuid, $2 other_id uuid
-- columns: done text
SELECT riad.keep_guests_apart($1, $2)::text AS done
