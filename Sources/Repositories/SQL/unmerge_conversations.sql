-- Lets merged conversations, or all that a head has in its thread, show by themselves again, and says how many.
-- parameters: $1 ids uuid[]
-- columns: unmerged integer
SELECT riad.unmerge_conversations($1) AS unmerged
