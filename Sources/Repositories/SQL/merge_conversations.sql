-- Shows conversations in the thread of another of the same guest, and says how many joined.
-- parameters: $1 head_id uuid, $2 member_ids uuid[]
-- columns: joined integer
SELECT riad.merge_conversations($1, $2) AS joined
