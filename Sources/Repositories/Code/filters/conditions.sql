-- Inbox filters beyond the inbox's indexes: tags, reservation stages, WhatsApp's window, words, and conditions by field.
-- requires: search/search

-- Parses one word of a query as a phrase. RI010: it has neither a letter nor a digit.
CREATE OR REPLACE FUNCTION riad.phrase_query(_word text) RETURNS tsquery
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT riad.parse_search_query('"' || translate(_word, '"', ' ') || '"');
END;

-- RI010 for filters that no client of ours sends: null attributes, unknown names, more than 20 words or tags.
CREATE OR REPLACE FUNCTION riad.require_valid_filters(_filters riad.inbox_filters) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF num_nulls((_filters).tags, (_filters).tag_groups, (_filters).excluded_tags, (_filters).reservation_stages,
            (_filters).whatsapp_window, (_filters).window_minutes, (_filters).words, (_filters).excluded_words,
            (_filters).failed,
            (_filters).condition_fields, (_filters).condition_values) > 0
        OR cardinality((_filters).condition_fields) IS DISTINCT FROM cardinality((_filters).condition_values)
        OR cardinality((_filters).condition_fields) > 100
        OR array_position((_filters).condition_fields || (_filters).condition_values, NULL) IS NOT NULL
        OR NOT riad.are_valid_conditions((_filters).condition_fields, (_filters).condition_values)
        OR cardinality((_filters).tags) IS DISTINCT FROM cardinality((_filters).tag_groups)
        OR array_position(
            (_filters).tags || (_filters).excluded_tags || (_filters).words || (_filters).excluded_words, NULL
        ) IS NOT NULL
        OR cardinality((_filters).tags || (_filters).excluded_tags) > 20
        OR cardinality((_filters).words || (_filters).excluded_words) > 20
        OR NOT (_filters).reservation_stages <@ '{upcoming,arriving,staying,departing,past,cancelled,none}'
        OR (_filters).whatsapp_window NOT IN ('', 'open', 'closed', 'under', 'over')
        OR (_filters).window_minutes NOT BETWEEN 0 AND 1440
        OR (_filters).failed NOT IN ('', 'yes', 'no')
    THEN
        RAISE EXCEPTION 'a query has at most 20 tags and 20 words, and known values only' USING ERRCODE = 'RI010';
    END IF;
END
$$;

-- Returns whether each condition names a field, perhaps after a `-`, and a value that the field has.
CREATE OR REPLACE FUNCTION riad.are_valid_conditions(_fields text[], _values text[]) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN NOT EXISTS (
        SELECT FROM unnest(_fields, _values) AS f (field, value)
        WHERE NOT coalesce(CASE ltrim(f.field, '-')
            WHEN 'assignee' THEN char_length(f.value) BETWEEN 1 AND 200
            WHEN 'guest' THEN char_length(f.value) BETWEEN 1 AND 200
            WHEN 'property' THEN char_length(f.value) BETWEEN 1 AND 200
            WHEN 'channel' THEN f.value IN ('whatsapp', 'email', 'beds24', 'direct', 'sms')
            WHEN 'phase' THEN f.value IN (
                'PRE_RESERVATION', 'POST_RESERVATION', 'SEJOUR_COURS', 'PRE_CHECKOUT', 'POST_CHECKOUT')
            WHEN 'language' THEN f.value ~ '^([a-z]{2,3}|none)$'
            WHEN 'role' THEN f.value ~ '^[a-z_]{1,60}$'
            WHEN 'unread' THEN f.value IN ('yes', 'no')
            WHEN 'late' THEN f.value IN ('yes', 'no')
            WHEN 'due' THEN f.value ~ '^([<>][0-9]{1,5}|none)$'
            -- A day, or how many days ago.
            WHEN 'after' THEN f.value ~ '^([0-9]{4}-[0-9]{2}-[0-9]{2}|-[0-9]{1,4})$' AND riad.filter_day(f.value) IS NOT NULL
            WHEN 'before' THEN f.value ~ '^([0-9]{4}-[0-9]{2}-[0-9]{2}|-[0-9]{1,4})$' AND riad.filter_day(f.value) IS NOT NULL
        END, false)
    );
END
$$;

-- Returns when a day begins in the properties' time zone: one such as 2027-01-31, or `-7` for the seventh before today.
-- Null for a day that no calendar has.
CREATE OR REPLACE FUNCTION riad.filter_day(_day text) RETURNS timestamptz
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET datestyle = 'ISO, YMD'
AS $$
BEGIN
    RETURN (CASE WHEN _day ~ '^-' THEN (statement_timestamp() AT TIME ZONE riad.house_time_zone())::date + _day::integer
        ELSE _day::date END)::timestamp AT TIME ZONE riad.house_time_zone();
EXCEPTION WHEN datetime_field_overflow OR invalid_datetime_format THEN
    RETURN NULL;
END
$$;

-- Returns the people whom these names mean: each of a name's words begins a word of theirs, or it is their login.
-- Others than the desk don't learn colleagues' names, so to them only their own means somebody.
CREATE OR REPLACE FUNCTION riad.people_named(_user riad.rights, _names text[]) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN ARRAY(
        SELECT p.user_id FROM public.profiles p
        WHERE (_user.is_desk OR p.user_id = _user.user_id) AND EXISTS (
            SELECT FROM unnest(_names) n (name)
            WHERE riad.words_of(concat_ws(' ', p.first_name, p.last_name)) @@ riad.begun_words_query(n.name)
                OR EXISTS (SELECT FROM riad.logins l WHERE l.user_id = p.user_id AND l.login::text = n.name)
        )
    );
END
$$;

-- Returns the condition that a conversation (c) has one of the values in a field.
CREATE OR REPLACE FUNCTION riad.field_condition(_field text, _values text[], _user riad.rights) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    moment timestamptz := statement_timestamp();
    one text := _values[1];
BEGIN
    RETURN CASE _field
        WHEN 'assignee' THEN format('c.assigned_agent_id = ANY (%L::uuid[])', riad.people_named(_user, _values))
        WHEN 'channel' THEN format('c.channel_type = ANY (%L::text[])', _values)
        WHEN 'phase' THEN format('c.journey_phase = ANY (%L::text[])', _values)
        WHEN 'language' THEN (
            SELECT string_agg(CASE v WHEN 'none'
                THEN 'NOT EXISTS (SELECT FROM riad.guest_languages l WHERE l.guest_id = c.guest_id)'
                ELSE format('EXISTS (SELECT FROM riad.guest_languages l WHERE l.guest_id = c.guest_id AND l.language = %L)', v)
                END, ' OR ') FROM unnest(_values) v
        )
        -- Waits for the role, or is with somebody who has it.
        WHEN 'role' THEN format('c.transferred_to_role = ANY (%L::text[]) OR c.assigned_agent_id = ANY (%L::uuid[])',
            _values, ARRAY(
                SELECT ur.user_id FROM public.user_roles ur
                WHERE ur.is_active AND ur.role::text = ANY (_values) AND (_user.is_desk OR ur.user_id = _user.user_id)
            ))
        WHEN 'unread' THEN format(CASE one WHEN 'yes' THEN '%s' ELSE 'NOT (%s)' END, format($s$EXISTS (
                SELECT FROM public.conversations part
                LEFT JOIN riad.read_marks k ON k.conversation_id = part.id AND k.user_id = %L
                WHERE (part.id = c.id OR c.members > 0 AND part.merged_into = c.id)
                    AND part.last_seq > coalesce(k.last_read_seq, 0)
            )$s$, _user.user_id))
        WHEN 'late' THEN format(CASE one WHEN 'yes' THEN 'c.sla_due_at < %L' ELSE 'c.sla_due_at >= %L' END, moment)
        WHEN 'due' THEN CASE left(one, 1)
            WHEN '<' THEN format('c.sla_due_at < %L', moment + make_interval(mins => substr(one, 2)::integer))
            WHEN '>' THEN format($s$c.sla_due_at > %L AND c.sla_due_at < 'infinity'$s$,
                moment + make_interval(mins => substr(one, 2)::integer))
            ELSE $s$c.sla_due_at = 'infinity'$s$ END
        WHEN 'after' THEN format('c.last_message_at >= %L', riad.filter_day(one))
        WHEN 'before' THEN format('c.last_message_at < %L', riad.filter_day(one))
        WHEN 'guest' THEN riad.entry_condition(0, _values)
        WHEN 'property' THEN riad.entry_condition(-1, _values)
        ELSE 'false' END;
END
$$;

-- Returns the queries of the values of `guest` (0) or `property` (-1), one per zone.
CREATE OR REPLACE FUNCTION riad.entry_queries(_seq bigint, _values text[]) RETURNS tsquery[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    wanted tsquery;
    next_query tsquery;
    value text;
BEGIN
    FOREACH value IN ARRAY _values LOOP
        next_query := CASE _seq WHEN 0 THEN riad.guest_query(value) ELSE riad.begun_words_query(value) END;
        wanted := coalesce(wanted || next_query, next_query);
    END LOOP;
    RETURN riad.zoned_queries(wanted, NULL);
END
$$;

-- Returns the condition that the entry of this number of a conversation (c) has one of the values.
CREATE OR REPLACE FUNCTION riad.entry_condition(_seq bigint, _values text[]) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN format($s$EXISTS (
            SELECT FROM riad.search_entry(c.id, %s) e WHERE e.words @@ (%L::tsquery[])[e.zone_id + 1]
        )$s$, _seq, riad.entry_queries(_seq, _values));
END
$$;

-- Returns the conditions by field on a conversation (c), each in brackets; `_of_entries` chooses those that the word
-- index finds, or the others.
CREATE OR REPLACE FUNCTION riad.field_conditions(_filters riad.inbox_filters, _user riad.rights, _of_entries boolean)
RETURNS text[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN ARRAY(
        SELECT format(CASE WHEN f.field LIKE '-%' THEN '(%s) IS NOT TRUE' ELSE '(%s)' END,
            riad.field_condition(ltrim(f.field, '-'), array_agg(f.value), _user))
        FROM unnest((_filters).condition_fields, (_filters).condition_values) AS f (field, value)
        WHERE (f.field IN ('guest', 'property')) = _of_entries
        GROUP BY f.field
    );
END
$$;

-- Returns the condition that a reservation (r) is in this stage today, in the properties' time zone; each reservation
-- is in exactly one. `_by_index` phrases it for the date indexes, otherwise so that no index applies.
CREATE OR REPLACE FUNCTION riad.reservation_stage_condition(_stage text, _by_index boolean) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    today date := (statement_timestamp() AT TIME ZONE riad.house_time_zone())::date;
    arrival text := CASE WHEN _by_index THEN 'riad.opaque_day(r.check_in)' ELSE 'r.check_in' END;
    departure text := CASE WHEN _by_index THEN 'riad.opaque_day(r.check_out)' ELSE 'r.check_out' END;
    days text := CASE _stage
        WHEN 'upcoming' THEN '%2$s > %1$L::date'
        WHEN 'arriving' THEN '%2$s = %1$L::date'
        WHEN 'staying' THEN '%2$s < %1$L::date AND %3$s > %1$L::date'
        WHEN 'departing' THEN '%3$s = %1$L::date'
        WHEN 'past' THEN '%3$s < %1$L::date'
    END;
BEGIN
    RETURN CASE _stage WHEN 'none' THEN 'c.reservation_id IS NULL' WHEN 'cancelled' THEN $s$r.status = 'cancelled'$s$
        ELSE format($s$r.status <> 'cancelled' AND %s$s$, format(days, today, arrival, departure)) END;
END
$$;

-- Returns a word's queries, one per zone; they also match the word as a whole tag.
CREATE OR REPLACE FUNCTION riad.zoned_phrase_queries(_word text) RETURNS tsquery[]
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT riad.zoned_queries(riad.phrase_query(_word), ARRAY[_word]);
END;

-- Returns the condition that the word occurs in a message of a conversation (c), with its guest, its tags or its
-- property's name.
CREATE OR REPLACE FUNCTION riad.word_condition(_word text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN format($s$EXISTS (
            SELECT FROM riad.search_entries_from(c.id, -1) e WHERE e.words @@ (%L::tsquery[])[e.zone_id + 1]
        )$s$, riad.zoned_phrase_queries(_word));
END
$$;

-- Returns the condition on is_open that follows from the states: a plan uses a partial index only if its predicate is
-- stated.
CREATE OR REPLACE FUNCTION riad.open_state_condition(_states text[]) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    finished constant text[] := '{RÉSOLUE,CLÔTURÉE,ARCHIVÉE}';
BEGIN
    RETURN CASE WHEN NOT _states && finished THEN 'c.is_open' WHEN _states <@ finished THEN 'NOT c.is_open' ELSE 'true' END;
END
$$;

-- Returns the part of the filters on tags, failures, single-day reservation stages, people and deadlines as an indexed
-- condition on a conversation (c), for users who can read everything; null if there is none. Reservations are looked up
-- first: without statistics on conversations per reservation, a join would read all of them.
CREATE OR REPLACE FUNCTION riad.indexed_condition(_filters riad.inbox_filters, _states text[], _user riad.rights) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    tagged constant text := CASE
        WHEN riad.open_state_condition(_states) <> 'true' THEN $s$c.tags <> '{}' AND riad.folded_tags(c.tags) && %L::text[]$s$
        ELSE $s$(c.is_open AND c.tags <> '{}' AND riad.folded_tags(c.tags) && %1$L::text[]
            OR NOT c.is_open AND c.tags <> '{}' AND riad.folded_tags(c.tags) && %1$L::text[])$s$ END;
BEGIN
    RETURN (
        SELECT string_agg(indexed.condition, ' AND ') FROM (
            SELECT format(tagged, array_agg(riad.folded(t.tag)))
            FROM unnest((_filters).tags, (_filters).tag_groups) AS t (tag, number)
            GROUP BY t.number
            UNION ALL
            SELECT format('c.reservation_id = ANY (ARRAY(SELECT r.res_id FROM public.reservation r WHERE %s))',
                string_agg(format('(%s)', riad.reservation_stage_condition(s, true)), ' OR '))
            FROM unnest((_filters).reservation_stages) s
            WHERE (_filters).reservation_stages <@ '{arriving,departing}'
            HAVING count(*) > 0
            UNION ALL
            SELECT 'c.failed_since IS NOT NULL' WHERE (_filters).failed = 'yes'
            UNION ALL
            SELECT riad.field_condition(f.field, array_agg(f.value), _user)
            FROM unnest((_filters).condition_fields, (_filters).condition_values) AS f (field, value)
            WHERE f.field = 'assignee' OR (f.field, f.value) = ('late', 'yes') OR f.field = 'due' AND f.value LIKE '<%'
            GROUP BY f.field
        ) indexed (condition)
    );
END
$$;

-- Returns the part of the filters on words, guest, property and, with `_with_tags`, on tags as a condition on a
-- conversation (c) found by the word index, among what the user ($1) reads in the zones ($4); null if there is none.
CREATE OR REPLACE FUNCTION riad.indexed_filters_condition(_filters riad.inbox_filters, _with_tags boolean) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    entered constant text := 'c.id IN (SELECT riad.conversations_matching_words($1, $4, %L::tsquery[], %L::bigint))';
BEGIN
    RETURN (
        SELECT string_agg(format(entered, found.queries, found.seq), ' AND ') FROM (
            SELECT riad.zoned_queries(NULL, array_agg(t.tag)), NULL::bigint
            FROM unnest((_filters).tags, (_filters).tag_groups) AS t (tag, number)
            WHERE _with_tags
            GROUP BY t.number
            UNION ALL
            SELECT riad.zoned_phrase_queries(w), NULL FROM unnest((_filters).words) w
            UNION ALL
            SELECT riad.entry_queries(e.seq, array_agg(e.value)), e.seq
            FROM (
                SELECT CASE f.field WHEN 'guest' THEN 0 ELSE -1 END::bigint, f.value
                FROM unnest((_filters).condition_fields, (_filters).condition_values) AS f (field, value)
                WHERE f.field IN ('guest', 'property')
            ) e (seq, value)
            GROUP BY e.seq
        ) found (queries, seq)
    );
END
$$;

-- Returns what the word index would find of the filters as a condition on each conversation (c) by itself; null if
-- there is none.
CREATE OR REPLACE FUNCTION riad.entries_condition(_filters riad.inbox_filters, _user riad.rights) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN nullif(array_to_string(
        ARRAY(SELECT riad.word_condition(w) FROM unnest((_filters).words) w)
            || riad.field_conditions(_filters, _user, true),
        ' AND '
    ), '');
END
$$;

-- Returns the filters as one condition on a conversation (c) with its reservation (r). Every value is a literal quoted
-- by format(). `_is_found` omits tags, words, guest and property, which already
-- selected the row.
CREATE OR REPLACE FUNCTION riad.filters_condition(_filters riad.inbox_filters, _user riad.rights, _is_found boolean)
RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    parts text[] := '{true}';
    opened timestamptz := statement_timestamp() - interval '24 hours';
BEGIN
    IF NOT _is_found THEN
        parts := parts || ARRAY(
            SELECT format($s$c.tags <> '{}' AND (c.tags && %2$L::text[] OR riad.folded_tags(c.tags) && %1$L::text[])$s$,
                array_agg(riad.folded(t.tag)), array_agg(t.tag))
            FROM unnest((_filters).tags, (_filters).tag_groups) AS t (tag, number)
            GROUP BY t.number
        ) || riad.entries_condition(_filters, _user);
    END IF;
    parts := parts || riad.field_conditions(_filters, _user, false);
    IF (_filters).excluded_tags <> '{}' THEN
        parts := parts || format($s$(c.tags = '{}' OR NOT riad.folded_tags(c.tags) && %L::text[])$s$,
            ARRAY(SELECT riad.folded(t) FROM unnest((_filters).excluded_tags) t));
    END IF;
    IF (_filters).reservation_stages <> '{}' THEN
        parts := parts || format('(%s)', (
            SELECT string_agg(format('(%s)', riad.reservation_stage_condition(s, true)), ' OR ')
            FROM unnest((_filters).reservation_stages) s
        ));
    END IF;
    IF (_filters).whatsapp_window <> '' THEN
        -- The index leads with is_open, so both values are listed.
        parts := parts || $s$c.channel_type = 'whatsapp'$s$::text || $s$c.is_open = ANY ('{true,false}')$s$::text
            || CASE (_filters).whatsapp_window
            WHEN 'closed' THEN format('(c.last_guest_at <= %L OR c.last_guest_at IS NULL)', opened)
            WHEN 'under' THEN format('c.last_guest_at > %L AND c.last_guest_at < %L',
                opened, opened + make_interval(mins => (_filters).window_minutes))
            WHEN 'over' THEN format('c.last_guest_at > %L', opened + make_interval(mins => (_filters).window_minutes))
            ELSE format('c.last_guest_at > %L', opened) END;
    END IF;
    IF (_filters).failed <> '' THEN
        parts := parts || format('c.failed_since IS %s NULL', CASE (_filters).failed WHEN 'yes' THEN 'NOT' ELSE '' END);
    END IF;
    parts := parts || ARRAY(
        SELECT 'NOT ' || riad.word_condition(w) FROM unnest((_filters).excluded_words) w
    );
    RETURN array_to_string(parts, ' AND ');
END
$$;

-- Returns the join that the filters' condition needs: a conversation's (c) reservation (r). Planning an unneeded join
-- takes as long as reading a short page.
CREATE OR REPLACE FUNCTION riad.filters_joins(_filters riad.inbox_filters) RETURNS text
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
    SELECT CASE WHEN (_filters).reservation_stages <> '{}'
        THEN 'LEFT JOIN public.reservation r ON r.res_id = c.reservation_id' ELSE '' END;
END;

-- Returns those of the given conversations that the current user reads and that match the filters. Runs as the owner,
-- because row security would check each guest and message.
CREATE OR REPLACE FUNCTION riad.filter_conversations(_ids uuid[], _filters riad.inbox_filters) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me riad.rights := riad.session_rights();
BEGIN
    IF me.user_id IS NULL THEN
        RETURN;
    END IF;
    PERFORM riad.require_valid_filters(_filters);
    -- Rights first: neither filters nor reservations touch a conversation that the user can't read.
    RETURN QUERY EXECUTE format($s$
        SELECT c.id FROM (
            SELECT c.id, (%3$s) AS fits
            FROM (SELECT c.* FROM public.conversations c WHERE c.id = ANY ($1) AND %1$s OFFSET 0) c
            %2$s
            OFFSET 0
        ) c WHERE c.fits
    $s$, CASE WHEN me.can_read_all THEN 'true'
        ELSE 'riad.can_read($2, c.zone_id, c.assigned_agent_id, c.transferred_to_role)' END,
        riad.filters_joins(_filters), riad.filters_condition(_filters, me, false))
    USING _ids, me;
END
$$;
