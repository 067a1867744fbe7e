-- Search entries, kept apart from the texts; each word is prefixed with its conversation's zone.

-- Indexes a message. Locks the conversation as every writer does, so that a concurrent change of zone leaves no entry
-- in the old zone.
CREATE OR REPLACE FUNCTION riad.index_message() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    zone smallint;
BEGIN
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM riad.search_entries e WHERE e.conversation_id = OLD.conversation_id AND e.seq = OLD.seq;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        SELECT c.zone_id INTO zone FROM public.conversations c WHERE c.id = NEW.conversation_id FOR NO KEY UPDATE;
        INSERT INTO riad.search_entries (conversation_id, seq, zone_id, message_id, created_at, words)
        VALUES (NEW.conversation_id, NEW.seq, zone, NEW.id, NEW.created_at,
            riad.zoned_words(NEW.message_content, zone));
    END IF;
    RETURN NULL;
END
$$;

-- Not ALWAYS: after a bulk load, riad.rebuild_search_entries indexes all rows.
CREATE TRIGGER message_indexed AFTER INSERT OR DELETE ON public.conversation_messages
    FOR EACH ROW EXECUTE FUNCTION riad.index_message();
CREATE TRIGGER message_reindexed AFTER UPDATE OF conversation_id, seq, message_content, created_at
    ON public.conversation_messages
    FOR EACH ROW WHEN (
        (NEW.conversation_id, NEW.seq, NEW.message_content, NEW.created_at)
        IS DISTINCT FROM (OLD.conversation_id, OLD.seq, OLD.message_content, OLD.created_at)
    ) EXECUTE FUNCTION riad.index_message();

-- Returns a conversation's own entries: the words of its guest's name with its tags, each a single lexeme; and its
-- property's name.
CREATE OR REPLACE FUNCTION riad.build_search_entries(
    _zone_id smallint, _guest_name text, _tags text[], _property_id uuid
) RETURNS TABLE (seq bigint, words tsvector)
LANGUAGE sql STABLE ROWS 2
BEGIN ATOMIC
    SELECT own.seq, own.words
    FROM (
        SELECT 0, riad.zoned_words(coalesce(_guest_name, ''), _zone_id)
            || CASE WHEN _tags = '{}' THEN ''::tsvector ELSE array_to_tsvector(riad.zoned_tags(_tags, _zone_id)) END
        UNION ALL
        SELECT -1, riad.zoned_words(p.name, _zone_id) FROM public.property p WHERE p.property_id = _property_id
    ) own (seq, words)
    WHERE own.words <> ''::tsvector;
END;

-- Updates a conversation's own two entries and, if its zone changed, its messages' entries.
CREATE OR REPLACE FUNCTION riad.index_conversation() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM riad.search_entries e WHERE e.conversation_id = OLD.id AND (e.seq <= 0 OR TG_OP = 'DELETE');
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN NULL;
    END IF;
    IF TG_OP = 'UPDATE' AND NEW.zone_id <> OLD.zone_id THEN
        UPDATE riad.search_entries e
        SET zone_id = NEW.zone_id,
            words = replace(' ' || e.words::text, format(' ''%s:', e.zone_id), format(' ''%s:', NEW.zone_id))::tsvector
        WHERE e.conversation_id = NEW.id;
    END IF;
    INSERT INTO riad.search_entries (conversation_id, seq, zone_id, words)
    SELECT NEW.id, own.seq, NEW.zone_id, own.words
    FROM riad.build_search_entries(NEW.zone_id, NEW.shown_guest_name, NEW.tags, NEW.property_id) own;
    RETURN NULL;
END
$$;

-- Updates a property's name in the entries of its conversations.
CREATE OR REPLACE FUNCTION riad.index_property_name() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE riad.search_entries e SET words = riad.zoned_words(NEW.name, e.zone_id)
    FROM public.conversations c
    WHERE c.property_id = NEW.property_id AND e.conversation_id = c.id AND e.seq = -1;
    RETURN NULL;
END
$$;

CREATE TRIGGER property_name_indexed AFTER UPDATE OF name ON public.property
    FOR EACH ROW WHEN (NEW.name IS DISTINCT FROM OLD.name) EXECUTE FUNCTION riad.index_property_name();

-- Rebuilds all entries: after a bulk load, which disables triggers, and after an adoption.
CREATE OR REPLACE FUNCTION riad.rebuild_search_entries() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    DELETE FROM riad.search_entries;
    INSERT INTO riad.search_entries (conversation_id, seq, zone_id, message_id, created_at, words)
    SELECT m.conversation_id, m.seq, c.zone_id, m.id, m.created_at,
        riad.zoned_words(m.message_content, c.zone_id)
    FROM public.conversation_messages m JOIN public.conversations c ON c.id = m.conversation_id
    WHERE m.withdrawn_at IS NULL
    UNION ALL
    SELECT c.id, own.seq, c.zone_id, NULL, NULL, own.words
    FROM public.conversations c
    CROSS JOIN LATERAL riad.build_search_entries(c.zone_id, c.shown_guest_name, c.tags, NULL) own
    UNION ALL
    -- A plain join: without indexes (a load drops them), single lookups would scan all properties for each
    -- conversation.
    SELECT c.id, -1, c.zone_id, NULL, NULL, own.words
    FROM public.conversations c
    JOIN public.property p ON p.property_id = c.property_id
    CROSS JOIN LATERAL (SELECT riad.zoned_words(p.name, c.zone_id)) own (words)
    WHERE own.words <> ''::tsvector;
END;
