-- Search entries, kept apart from the texts; each word is prefixed with its conversation's zone.
-- requires: guests/values

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

-- Returns how a guest can be found beside the name shown, as words of a zone: the other names under which they are
-- known, each e-mail address as a whole, each telephone number, and the numbers of their bookings.
CREATE OR REPLACE FUNCTION riad.guest_search_words(_guest_id uuid, _zone_id smallint) RETURNS tsvector
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    contacts text[];
    bookings text;
BEGIN
    IF _guest_id IS NULL THEN
        RETURN ''::tsvector;
    END IF;
    contacts := ARRAY(
        SELECT riad.folded(left(known.contact, 400)) FROM (
            SELECT g.email FROM public.guest g WHERE g.guest_id = _guest_id
            UNION SELECT g.phone FROM public.guest g WHERE g.guest_id = _guest_id
            UNION (SELECT a.address FROM riad.guest_addresses a WHERE a.guest_id = _guest_id LIMIT 50)
        ) known (contact) WHERE known.contact <> ''
    );
    bookings := (
        SELECT string_agg(left(r.ext_id, 100), ' ') FROM (
            SELECT r.ext_id FROM public.reservation r WHERE r.guest_id = _guest_id AND r.ext_id IS NOT NULL
            ORDER BY r.check_in DESC LIMIT 50
        ) r
    );
    RETURN riad.zoned_words(concat_ws(' ', bookings, array_to_string(riad.guest_aliases(_guest_id), ' ')), _zone_id)
        || array_to_tsvector(ARRAY(
            SELECT _zone_id || ':@' || c FROM unnest(contacts) c WHERE strpos(c, '@') > 0
            UNION SELECT _zone_id || ':+' || k FROM unnest(contacts) c CROSS JOIN unnest(riad.phone_keys(c)) k
        ));
END
$$;

-- Returns a conversation's own entries: the words of its guest, with the tags, each a single lexeme; and its property's
-- name.
CREATE OR REPLACE FUNCTION riad.build_search_entries(
    _zone_id smallint, _guest_id uuid, _guest_name text, _tags text[], _property_id uuid
) RETURNS TABLE (seq bigint, words tsvector)
LANGUAGE sql STABLE ROWS 2
BEGIN ATOMIC
    SELECT own.seq, own.words
    FROM (
        SELECT 0, riad.zoned_words(coalesce(_guest_name, ''), _zone_id) || riad.guest_search_words(_guest_id, _zone_id)
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
    FROM riad.build_search_entries(NEW.zone_id, NEW.guest_id, NEW.shown_guest_name, NEW.tags, NEW.property_id) own;
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

-- Updates the entries of a guest's conversations, locked in the usual order.
CREATE OR REPLACE FUNCTION riad.reindex_guest(_guest_id uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM FROM public.conversations c WHERE c.guest_id = _guest_id
    ORDER BY c.merged_into IS NOT NULL, c.id FOR NO KEY UPDATE;
    INSERT INTO riad.search_entries (conversation_id, seq, zone_id, words)
    SELECT c.id, 0, c.zone_id, own.words
    FROM public.conversations c
    CROSS JOIN LATERAL riad.build_search_entries(c.zone_id, c.guest_id, c.shown_guest_name, c.tags, NULL) own
    WHERE c.guest_id = _guest_id
    ON CONFLICT (conversation_id, seq) DO UPDATE SET words = excluded.words, zone_id = excluded.zone_id;
END
$$;

-- Of a guest whose contacts changed: their row, an address, or a booking.
CREATE OR REPLACE FUNCTION riad.index_guest_words() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF TG_OP <> 'INSERT' AND (TG_OP = 'DELETE' OR OLD.guest_id <> NEW.guest_id) THEN
        PERFORM riad.reindex_guest(OLD.guest_id);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM riad.reindex_guest(NEW.guest_id);
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER guest_contacts_indexed AFTER UPDATE ON public.guest
    FOR EACH ROW WHEN ((NEW.email, NEW.phone) IS DISTINCT FROM (OLD.email, OLD.phone))
    EXECUTE FUNCTION riad.index_guest_words();

CREATE TRIGGER guest_contacts_indexed AFTER INSERT OR DELETE ON riad.guest_addresses
    FOR EACH ROW EXECUTE FUNCTION riad.index_guest_words();
CREATE TRIGGER guest_contacts_reindexed AFTER UPDATE ON riad.guest_addresses
    FOR EACH ROW WHEN ((NEW.guest_id, NEW.address) IS DISTINCT FROM (OLD.guest_id, OLD.address))
    EXECUTE FUNCTION riad.index_guest_words();

CREATE TRIGGER guest_bookings_indexed AFTER INSERT ON public.reservation
    FOR EACH ROW WHEN (NEW.ext_id IS NOT NULL) EXECUTE FUNCTION riad.index_guest_words();
CREATE TRIGGER guest_bookings_reindexed AFTER UPDATE ON public.reservation
    FOR EACH ROW WHEN ((NEW.guest_id, NEW.ext_id) IS DISTINCT FROM (OLD.guest_id, OLD.ext_id))
    EXECUTE FUNCTION riad.index_guest_words();

-- Rebuilds the entries of the next conversations, by id. Returns how many, and whether there are more.
CREATE OR REPLACE FUNCTION riad.rebuild_search_step(_limit integer, OUT count bigint, OUT has_more boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    position uuid := (SELECT b.last_id FROM riad.search_rebuild b FOR UPDATE);
    ids uuid[];
BEGIN
    ids := ARRAY(
        SELECT c.id FROM public.conversations c WHERE c.id > position ORDER BY c.id LIMIT _limit
    );
    PERFORM FROM public.conversations c WHERE c.id = ANY (ids)
    ORDER BY c.merged_into IS NOT NULL, c.id FOR NO KEY UPDATE;
    DELETE FROM riad.search_entries e WHERE e.conversation_id = ANY (ids);
    INSERT INTO riad.search_entries (conversation_id, seq, zone_id, message_id, created_at, words)
    SELECT m.conversation_id, m.seq, c.zone_id, m.id, m.created_at, riad.zoned_words(m.message_content, c.zone_id)
    FROM public.conversations c JOIN public.conversation_messages m ON m.conversation_id = c.id
    WHERE c.id = ANY (ids) AND m.withdrawn_at IS NULL
    UNION ALL
    SELECT c.id, own.seq, c.zone_id, NULL, NULL, own.words
    FROM public.conversations c
    CROSS JOIN LATERAL riad.build_search_entries(c.zone_id, c.guest_id, c.shown_guest_name, c.tags, c.property_id) own
    WHERE c.id = ANY (ids);
    count := cardinality(ids);
    has_more := count >= _limit;
    IF has_more THEN
        UPDATE riad.search_rebuild b SET last_id = ids[cardinality(ids)];
    ELSE
        DELETE FROM riad.search_rebuild b;
    END IF;
END
$$;

-- Rebuilds all entries: after a bulk load, which disables triggers, and after an adoption.
CREATE OR REPLACE FUNCTION riad.rebuild_search_entries() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    DELETE FROM riad.search_entries;
    DELETE FROM riad.search_rebuild;
    INSERT INTO riad.search_entries (conversation_id, seq, zone_id, message_id, created_at, words)
    SELECT m.conversation_id, m.seq, c.zone_id, m.id, m.created_at,
        riad.zoned_words(m.message_content, c.zone_id)
    FROM public.conversation_messages m JOIN public.conversations c ON c.id = m.conversation_id
    WHERE m.withdrawn_at IS NULL
    UNION ALL
    SELECT c.id, own.seq, c.zone_id, NULL, NULL, own.words
    FROM public.conversations c
    CROSS JOIN LATERAL riad.build_search_entries(c.zone_id, c.guest_id, c.shown_guest_name, c.tags, NULL) own
    UNION ALL
    -- A plain join: without indexes (a load drops them), single lookups would scan all properties for each
    -- conversation.
    SELECT c.id, -1, c.zone_id, NULL, NULL, own.words
    FROM public.conversations c
    JOIN public.property p ON p.property_id = c.property_id
    CROSS JOIN LATERAL (SELECT riad.zoned_words(p.name, c.zone_id)) own (words)
    WHERE own.words <> ''::tsvector;
END;

-- A small house's entries are made anew at once, with the migration; a large one's by the job `search_entries`.
SELECT riad.rebuild_search_step(5000);
