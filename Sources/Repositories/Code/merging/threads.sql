-- Messages of merged threads by number: the position of each conversation's messages in the thread.

-- Returns the conversations of a thread, head first, with their message counts.
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

-- Returns the number of messages in the conversation's thread; its own count is taken from the argument.
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

-- Returns when a message was created; null if there is no such message.
CREATE OR REPLACE FUNCTION riad.message_time(_conversation_id uuid, _seq bigint) RETURNS timestamptz
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN (SELECT m.created_at FROM public.conversation_messages m
        WHERE m.conversation_id = _conversation_id AND m.seq = _seq);
END
$$;

-- Returns how many of each conversation's messages are among the first `_count` of the thread. Each round probes every
-- conversation as far ahead as all could still advance, and advances the one with the earliest message: one or two
-- dozen rounds.
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

-- Returns a message's number in its thread: its own, plus the earlier messages of the other conversations. Null if the
-- current user can't read it.
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
            -- Simultaneous messages are ordered by conversation.
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

-- Returns where a thread is cut before message `_number` (null: after the last), one row per conversation. For a
-- member, the head's thread. `_version` is the thread_version that the number refers to (null: any); RI012 if it has
-- changed. No rows if the current user can't read it.
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
        RAISE EXCEPTION 'the thread was merged or split since it was read' USING ERRCODE = 'RI012';
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
