-- What an index or statistics have of a text or a day, a plan tells: row security holds back rows, not the count of those that
-- an index found for a comparison which a stranger made up, nor an estimate.
SET LOCAL ROLE riad_owner;

-- A text, opaque to plans: an index by it is the definer functions' alone, as one by `riad.opaque_day` is. No login may call it:
-- whoever could order by it would count what stands before a name of their own.
CREATE FUNCTION riad.opaque_text(_text text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN _text;
END
$$;

-- A channel's id of a message may hold its sender's number.
DROP INDEX public.conversation_messages_of_channel;
CREATE UNIQUE INDEX conversation_messages_by_channel_id
    ON public.conversation_messages (channel_account, riad.opaque_text(channel_message_id))
    WHERE channel_message_id IS NOT NULL;

-- What an entry is about may be the name of somebody's own view or reply.
DROP INDEX riad.audit_by_row;
CREATE INDEX audit_by_key ON riad.audit (riad.opaque_text(row_key), created_at, id);

-- The desk's order is by small letters, of which a plan knows no more than of an opaque text.
DROP INDEX public.property_by_name;
CREATE INDEX property_by_small_letters ON public.property (lower(name), property_id);

-- How many stays begin and end on a day is the desk's to know, and where a colleague sits an administrator's.
ALTER TABLE public.reservation ALTER COLUMN check_in SET STATISTICS 0, ALTER COLUMN check_out SET STATISTICS 0;
ALTER TABLE public.conversations
    ALTER COLUMN shown_check_in SET STATISTICS 0, ALTER COLUMN shown_check_out SET STATISTICS 0;
ALTER TABLE riad.audit ALTER COLUMN address SET STATISTICS 0;

-- What an index computes has statistics of its own. What there are from before is gone with the next ANALYZE or, of a column
-- that keeps none, stays until a superuser deletes it.
DO $$
DECLARE
    part regclass;
BEGIN
    ALTER INDEX public.conversation_messages_by_channel_id ALTER COLUMN 2 SET STATISTICS 0;
    ALTER INDEX riad.audit_by_key ALTER COLUMN 1 SET STATISTICS 0;
    ALTER INDEX public.property_by_small_letters ALTER COLUMN 1 SET STATISTICS 0;
    FOR part IN SELECT i.inhrelid FROM pg_catalog.pg_inherits i WHERE i.inhparent = 'riad.audit'::regclass LOOP
        EXECUTE format('ALTER TABLE %s ALTER COLUMN address SET STATISTICS 0', part);
    END LOOP;
END
$$;
