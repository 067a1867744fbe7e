-- The messages of a merged thread by numbers: 1, 2, 3 … in the order of time over all its conversations, found by some dozen
-- index probes each, because a conversation's own numbers have no gaps and follow time.
SET LOCAL ROLE riad_owner;

-- The conversations of a thread, the head first, with how many messages each has.
CREATE FUNCTION riad.parts_of(_head_id uuid) RETURNS TABLE (ids uuid[], lengths bigint[])
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
CREATE FUNCTION riad.thread_length(conversation public.conversations) RETURNS bigint
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
CREATE FUNCTION riad.time_of(_conversation_id uuid, _seq bigint) RETURNS timestamptz
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN (SELECT m.created_at FROM public.conversation_messages m
        WHERE m.conversation_id = _conversation_id AND m.seq = _seq);
END
$$;

-- How many of each part's messages are among the first so many of the thread. Each round looks in every part as far ahead as
-- each could at least reach, and takes what the earliest of those messages has before it: a dozen rounds or two.
CREATE FUNCTION riad.split_thread(_ids uuid[], _lengths bigint[], _count bigint) RETURNS bigint[]
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
                times[part] := riad.time_of(_ids[part], probed[part]);
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
CREATE FUNCTION riad.thread_number(_conversation_id uuid, _seq bigint) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me riad.rights := riad.session_rights();
    talk public.conversations;
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
    SELECT c.* INTO talk FROM public.conversations c WHERE c.id = _conversation_id AND riad.may_read(me, c);
    IF NOT FOUND THEN
        RETURN NULL;
    ELSIF talk.members = 0 AND talk.merged_into IS NULL THEN
        RETURN _seq;
    END IF;
    SELECT p.ids, p.lengths INTO ids, lengths FROM riad.parts_of(coalesce(talk.merged_into, talk.id)) p;
    own := array_position(ids, _conversation_id);
    moment := riad.time_of(_conversation_id, _seq);
    FOR part IN 1 .. cardinality(ids) LOOP
        CONTINUE WHEN part = own OR moment IS NULL;
        low := 0;
        high := lengths[part];
        WHILE low < high LOOP
            middle := (low + high + 1) / 2;
            earlier := riad.time_of(ids[part], middle);
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

CREATE TYPE riad.thread_part AS (
    conversation_id uuid, place integer, channel_type text,
    -- How many of its messages, and of the thread's, come before the place that was asked for.
    ahead bigint, start bigint
);

-- Where a thread is cut before the message of a number (null: behind its last one), a row a conversation. Of a member it is
-- the head's thread. A version says for which putting together the number holds (null: whichever); RI012 where that is
-- another by now. None where the session's person can't read it.
CREATE FUNCTION riad.cut_thread(_conversation_id uuid, _number bigint, _version integer) RETURNS SETOF riad.thread_part
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 2 SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me riad.rights := riad.session_rights();
    talk public.conversations;
    whole bigint;
    ids uuid[];
    lengths bigint[];
    counts bigint[];
BEGIN
    SELECT c.* INTO talk FROM public.conversations c WHERE c.id = _conversation_id AND riad.may_read(me, c);
    IF NOT FOUND THEN
        RETURN;
    ELSIF talk.thread_version <> _version THEN
        RAISE EXCEPTION 'the thread was put together anew' USING ERRCODE = 'RI012';
    ELSIF talk.members = 0 AND talk.merged_into IS NULL THEN
        whole := least(greatest(coalesce(_number - 1, talk.last_seq), 0), 9223372036854775806);
        RETURN NEXT ROW(talk.id, 1, talk.channel_type, whole, whole)::riad.thread_part;
        RETURN;
    END IF;
    SELECT p.ids, p.lengths INTO ids, lengths FROM riad.parts_of(coalesce(talk.merged_into, talk.id)) p;
    whole := (SELECT sum(l) FROM unnest(lengths) l);
    whole := least(greatest(coalesce(_number - 1, whole), 0), whole);
    counts := CASE WHEN whole = (SELECT sum(l) FROM unnest(lengths) l) THEN lengths
        ELSE riad.split_thread(ids, lengths, whole) END;
    RETURN QUERY
    SELECT p.id, p.place::integer, c.channel_type, counts[p.place], whole
    FROM unnest(ids) WITH ORDINALITY AS p (id, place)
    JOIN public.conversations c ON c.id = p.id;
END
$$;

-- Moves the reader's mark forward, never back, never past the last message, in every conversation of the thread. Returns
-- where it stands. RI010: no number; RI012: of a thread that was put together anew since.
CREATE FUNCTION riad.mark_read(_conversation_id uuid, _seq bigint, _version integer) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me riad.rights := riad.session_rights();
    mark bigint;
BEGIN
    IF _seq IS NULL THEN
        RAISE EXCEPTION 'a mark needs a message''s number' USING ERRCODE = 'RI010';
    END IF;
    WITH marked AS (
        INSERT INTO riad.read_marks AS m (user_id, conversation_id, last_read_seq)
        SELECT me.user_id, p.conversation_id, least(p.ahead, c.last_seq)
        FROM riad.cut_thread(_conversation_id, least(greatest(_seq, 0), 9223372036854775806) + 1, _version) p
        JOIN public.conversations c ON c.id = p.conversation_id
        ORDER BY p.conversation_id
        ON CONFLICT (user_id, conversation_id) DO UPDATE
            SET last_read_seq = greatest(m.last_read_seq, excluded.last_read_seq), read_at = clock_timestamp()
        RETURNING m.last_read_seq
    )
    SELECT sum(marked.last_read_seq) INTO mark FROM marked;
    IF mark IS NULL THEN
        RAISE EXCEPTION 'there is no such conversation' USING ERRCODE = 'RI002';
    END IF;
    RETURN mark;
END
$$;

-- As consoles of before ask.
CREATE OR REPLACE FUNCTION riad.mark_read(_conversation_id uuid, _seq bigint) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT riad.mark_read(_conversation_id, _seq, NULL);
END;

-- What a page's heads have of their members, for those that the session's person reads: who they are, and what waits there.
-- None for a conversation that shows alone.
CREATE FUNCTION riad.threads_of(_conversation_ids uuid[]) RETURNS TABLE (
    conversation_id uuid, part_ids uuid[], channels text[], guest_times timestamptz[], more_messages bigint,
    more_unread bigint, owed_since timestamptz, answer_due_at timestamptz
)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    me riad.rights := riad.session_rights();
BEGIN
    RETURN QUERY
    SELECT h.id, h.id || array_agg(m.id ORDER BY m.id), h.channel_type || array_agg(m.channel_type ORDER BY m.id),
        h.last_guest_at || array_agg(m.last_guest_at ORDER BY m.id),
        sum(m.last_seq)::bigint, sum(greatest(m.last_seq - coalesce(r.last_read_seq, 0), 0))::bigint,
        least(h.owed_since, min(m.owed_since)),
        least(h.answer_due_at, min(riad.answer_due(riad.steered_as(h, m))))
    FROM unnest(_conversation_ids) AS asked (id)
    JOIN public.conversations h ON h.id = asked.id
    JOIN public.conversations m ON m.merged_into = h.id
    LEFT JOIN riad.read_marks r ON r.conversation_id = m.id AND r.user_id = me.user_id
    WHERE h.members > 0 AND riad.may_read(me, h)
    GROUP BY h.id;
END
$$;

GRANT EXECUTE ON FUNCTION riad.cut_thread, riad.thread_number, riad.threads_of, riad.mark_read(uuid, bigint, integer)
    TO riad_console;
GRANT USAGE ON TYPE riad.thread_part TO riad_console;
