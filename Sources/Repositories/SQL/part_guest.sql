-- Parts a record from the guest that it was joined to.
-- parameters: $1 other_id uuid
-- columns: join_id uuid
SELECT riad.part_guest($1) AS join_id
