-- Unmerges conversations, or all members of a head, and returns how many.
-- parameters: $1 ids uuid[]
-- columns: unmerged integer
SELECT riad.unmerge_conversations($1) AS unmerged
