-- A merged thread's messages by number: where each part's messages stand in the whole.

-- The conversations of a thread, the head first, with how many messages each has.
CREATE OR REPLACE FUNCTION riad.thread_parts(_head_id uuid) RETURNS TABLE (ids uuid[], lengths bigint[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT array_agg(p.id ORDER BY p.is_head DESC, p.id), array_agg(p.last_seq ORDER BY p.is_head DESC, p.id)
    FROM (
        SELECT c.id, c.last_seq, true AS is_head FROM public.conversations c WHERE c.id = _head_id
        UNION ALL
        SELECT c.id, c.last_seq, false FROM public.conversations c WHERE c.merged_into = _head_id
    ) p;
END;

-- How many messages the whole thread of a conversation has, that one's as it is given.
CREATE OR REPLACE FUNCTION riad.thread_length(conversation public.conversations) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    head_id uuid := coalesce(conversation.merged_into, conversation.id);
BEGIN
    IF conversation.members = 0 AND conversation.merged_into IS NULL THEN
        RETURN conversation.last_seq;
    END IF;
    RETURN conversation.last_seq + coalesce((
        SELECT sum(c.last_seq) FROM public.conversations c
        WHERE (c.id = head_id OR c.merged_into = head_id) AND c.id <> conversation.id
    ), 0);
END
$$;

-- When a message of a conversation came; null where there is none of that number.
CREATE OR REPLACE FUNCTION riad.message_time(_conversation_id uuid, _seq bigint) RETURNS timestamptz
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN (SELECT m.created_at FROM public.conversation_messages m
        WHERE m.conversation_id = _conversation_id AND m.seq = _seq);
END
$$;

-- How many of each part's messages are among the first so many of the thread. Each round looks in every part as far ahead as
-- each could at least reach, and takes what the earliest of those messages has before it: a dozen rounds or two.
CREATE OR REPLACE FUNCTION riad.messages_ahead_by_part(_ids uuid[], _lengths bigint[], _count bigint) RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    parts integer := cardinality(_ids);
    taken bigint[] := array_fill(0::bigint, ARRAY[parts]);
    times timestamptz[] := array_fill(NULL::timestamptz, ARRAY[parts]);
    probed bigint[] := array_fill(-1::bigint, ARRAY[parts]);
    rest bigint := _count;
    step bigint;
    best integer;
BEGIN
    WHILE rest > 0 LOOP
        step := greatest(rest / parts, 1);
        best := NULL;
        FOR part IN 1 .. parts LOOP
            CONTINUE WHEN taken[part] + step > _lengths[part];
            IF probed[part] <> taken[part] + step THEN
                probed[part] := taken[part] + step;
                times[part] := riad.message_time(_ids[part], probed[part]);
            END IF;
            IF best IS NULL OR times[part] < times[best] THEN
                best := part;
            END IF;
        END LOOP;
        EXIT WHEN best IS NULL;
        taken[best] := taken[best] + step;
        rest := rest - step;
    END LOOP;
    RETURN taken;
END
$$;

-- The number that a message of a conversation has in its thread: its own, and as many as came before it in each other part.
-- Null where the session's person can't read it.
CREATE OR REPLACE FUNCTION riad.thread_message_number(_conversation_id uuid, _seq bigint) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me riad.rights := riad.session_rights();
    conversation public.conversations;
    ids uuid[];
    lengths bigint[];
    own integer;
    moment timestamptz;
    number bigint := _seq;
    low bigint;
    high bigint;
    middle bigint;
    earlier timestamptz;
BEGIN
    SELECT c.* INTO conversation FROM public.conversations c WHERE c.id = _conversation_id AND riad.can_read(me, c);
    IF NOT FOUND THEN
        RETURN NULL;
    ELSIF conversation.members = 0 AND conversation.merged_into IS NULL THEN
        RETURN _seq;
    END IF;
    SELECT p.ids, p.lengths INTO ids, lengths
    FROM riad.thread_parts(coalesce(conversation.merged_into, conversation.id)) p;
    own := array_position(ids, _conversation_id);
    moment := riad.message_time(_conversation_id, _seq);
    FOR part IN 1 .. cardinality(ids) LOOP
        CONTINUE WHEN part = own OR moment IS NULL;
        low := 0;
        high := lengths[part];
        WHILE low < high LOOP
            middle := (low + high + 1) / 2;
            earlier := riad.message_time(ids[part], middle);
            -- Of what came at the same moment the earlier part's is first.
            IF earlier < moment OR earlier = moment AND part < own THEN
                low := middle;
            ELSE
                high := middle - 1;
            END IF;
        END LOOP;
        number := number + low;
    END LOOP;
    RETURN number;
END
$$;
GRANT EXECUTE ON FUNCTION riad.thread_message_number TO riad_console;

-- Where a thread is cut before the message of a number (null: behind its last one), a row a conversation. Of a member it is
-- the head's thread. A version says for which putting together the number holds (null: whichever); RI012 where that is
-- another by now. None where the session's person can't read it.
CREATE OR REPLACE FUNCTION riad.thread_parts_before(_conversation_id uuid, _number bigint, _version integer) RETURNS SETOF riad.thread_part
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 2 SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me riad.rights := riad.session_rights();
    conversation public.conversations;
    whole bigint;
    ids uuid[];
    lengths bigint[];
    counts bigint[];
BEGIN
    SELECT c.* INTO conversation FROM public.conversations c WHERE c.id = _conversation_id AND riad.can_read(me, c);
    IF NOT FOUND THEN
        RETURN;
    ELSIF conversation.thread_version <> _version THEN
        RAISE EXCEPTION 'the thread was put together anew' USING ERRCODE = 'RI012';
    ELSIF conversation.members = 0 AND conversation.merged_into IS NULL THEN
        whole := least(greatest(coalesce(_number - 1, conversation.last_seq), 0), 9223372036854775806);
        RETURN NEXT ROW(conversation.id, 1, conversation.channel_type, whole, whole)::riad.thread_part;
        RETURN;
    END IF;
    SELECT p.ids, p.lengths INTO ids, lengths
    FROM riad.thread_parts(coalesce(conversation.merged_into, conversation.id)) p;
    whole := (SELECT sum(l) FROM unnest(lengths) l);
    whole := least(greatest(coalesce(_number - 1, whole), 0), whole);
    counts := CASE WHEN whole = (SELECT sum(l) FROM unnest(lengths) l) THEN lengths
        ELSE riad.messages_ahead_by_part(ids, lengths, whole) END;
    RETURN QUERY
    SELECT p.id, p.ordinal::integer, c.channel_type, counts[p.ordinal], whole
    FROM unnest(ids) WITH ORDINALITY AS p (id, ordinal)
    JOIN public.conversations c ON c.id = p.id;
END
$$;
GRANT EXECUTE ON FUNCTION riad.thread_parts_before TO riad_console;
