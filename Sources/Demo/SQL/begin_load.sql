-- Empties the tables to load within this transaction, so that their rows need no log and are frozen from the start.
-- Triggers stay quiet: the rows are history, nobody outside is to hear of them.
BEGIN;
SET LOCAL session_replication_role = replica;
SET LOCAL synchronous_commit = off;
SET LOCAL maintenance_work_mem = '512MB';
TRUNCATE public.property, public.guest, riad.guest_addresses, public.reservation, public.conversations,
    public.conversation_messages, riad.search_entries, riad.attachments, riad.read_marks CASCADE
