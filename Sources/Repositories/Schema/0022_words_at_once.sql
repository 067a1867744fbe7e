-- A word goes into the index of words as its message comes in. Kept aside first, as is usual, up to 4 MB of the latest are
-- read by every search, once for each zone: ten times what the search itself costs.
SET LOCAL ROLE riad_owner;

ALTER INDEX riad.search_entries_by_words SET (fastupdate = off);
SELECT gin_clean_pending_list('riad.search_entries_by_words');
