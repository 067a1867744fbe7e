-- Merges conversations of a guest into the thread of another, and returns the number merged.
-- parameters: $1 head_id uuid, $2 member_ids uuid[]
-- columns: joined integer
SELECT riad.merge_conversations($1, $2) AS joined
