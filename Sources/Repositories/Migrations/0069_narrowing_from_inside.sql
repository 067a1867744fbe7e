-- Whether a word or a tag is frequent is asked of all conversations, those that a login can't read too. So the page of a
-- narrowed inbox asks it as the owner, and no login may: it would learn of words that are said where it doesn't read. What
-- the page gives it holds against the reader's rights itself, in both of its ways.
SET LOCAL ROLE riad_owner;

ALTER FUNCTION riad.narrowed_inbox SECURITY DEFINER;
REVOKE EXECUTE ON FUNCTION riad.leaves_few, riad.inbox_step, riad.narrowed_by_index, riad.narrowed FROM riad_console;
