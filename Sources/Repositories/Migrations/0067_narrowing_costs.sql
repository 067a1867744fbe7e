-- What was seen with a million conversations: to plan joins that nothing asks for took as long as a short page, and tags
-- that one row in ten has are found sooner by their index than on a walk.
SET LOCAL ROLE riad_owner;

-- The joins that a narrowing's condition needs: the stay (r), the guest (g) and the property (p) of a conversation (c).
CREATE FUNCTION riad.narrowing_joins(_wanted riad.narrowing) RETURNS text
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
    SELECT concat_ws(' ',
        CASE WHEN (_wanted).stays <> '{}' THEN 'LEFT JOIN public.reservation r ON r.res_id = c.reservation_id' END,
        CASE WHEN (_wanted).words <> '{}' OR (_wanted).no_words <> '{}' THEN
            'LEFT JOIN public.guest g ON g.guest_id = c.guest_id'
            ' LEFT JOIN public.property p ON p.property_id = c.property_id' END
    );
END;

-- As before, with those joins alone.
CREATE OR REPLACE FUNCTION riad.narrowed(_ids uuid[], _wanted riad.narrowing) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me riad.rights := riad.session_rights();
BEGIN
    IF me.user_id IS NULL THEN
        RETURN;
    END IF;
    RETURN QUERY EXECUTE format($s$
        SELECT c.id FROM public.conversations c
        %s
        WHERE c.id = ANY ($1) AND %s AND %s
    $s$, riad.narrowing_joins(_wanted), CASE WHEN me.reads_all THEN 'true'
        ELSE 'riad.sees($2, c.zone_id, c.assigned_agent_id, c.transferred_to_role)' END,
        riad.narrowing_condition(_wanted, me.is_desk, false, '{}')) USING _ids, me;
END
$$;

-- As before, with those joins alone.
CREATE OR REPLACE FUNCTION riad.narrowed_query(
    reader riad.rights, _states text[], _prios smallint[], _zones smallint[], _assignment text, _wanted riad.narrowing
) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN format($s$
        FROM (
            SELECT c.id, c.state, c.prio, c.zone_id, c.assigned_agent_id, c.transferred_to_role, c.last_message_at,
                c.sla_due_at, c.assign_version
            FROM public.conversations c
            %s
            WHERE %s
            OFFSET 0
        ) c
        WHERE c.state = ANY ($2) AND c.prio = ANY (coalesce(nullif($3, '{}'), '{0,1,2,3}'))
            AND ($4 = '{}' OR c.zone_id = ANY ($4)) AND %s AND %s$s$,
        riad.narrowing_joins(_wanted),
        riad.narrowing_condition(_wanted, coalesce((reader).is_desk, false), true, _states),
        CASE _assignment WHEN 'mine' THEN 'c.assigned_agent_id = ($1).user_id'
            WHEN 'nobody' THEN 'c.assigned_agent_id IS NULL' WHEN 'anyone' THEN 'true' ELSE 'false' END,
        CASE WHEN (reader).reads_all THEN 'true'
            ELSE 'riad.sees($1, c.zone_id, c.assigned_agent_id, c.transferred_to_role)' END
    );
END
$$;

-- As before; how few a tag's conversations must be goes by how many have tags.
CREATE OR REPLACE FUNCTION riad.leaves_few(_wanted riad.narrowing, _states text[]) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    tags_by regclass := CASE WHEN _states && '{RÉSOLUE,CLÔTURÉE,ARCHIVÉE}' THEN 'public.conversations_finished_by_tag'
        ELSE 'public.conversations_by_tag' END;
    talks float := (SELECT c.reltuples FROM pg_class c WHERE c.oid = 'public.conversations'::regclass);
    talks_a_guest float := talks / (
        SELECT greatest(c.reltuples, 1) FROM pg_class c WHERE c.oid = 'public.guest'::regclass
    );
    talks_a_property float := talks / (
        SELECT greatest(c.reltuples, 1) FROM pg_class c WHERE c.oid = 'public.property'::regclass
    );
    tagged float := (SELECT greatest(c.reltuples, 1) FROM pg_class c WHERE c.oid = tags_by);
BEGIN
    RETURN (_wanted).stays <> '{}' AND (_wanted).stays <@ '{arriving,departing}'
        OR (_wanted).whatsapp = 'under' AND (_wanted).minutes <= 240
        OR EXISTS (
            SELECT FROM unnest((_wanted).tags, (_wanted).tag_groups) AS t (tag, number)
            GROUP BY t.number
            -- To find a row by an index costs a twentieth of a row walked past: where both ways cost the same, of `tagged`
            -- rows those with the tag are the root of a page's worth of twenty times as many.
            HAVING sum(riad.rows_with(tags_by, riad.folded(t.tag), false)) < sqrt(1000 * tagged)
        )
        OR EXISTS (
            SELECT FROM unnest((_wanted).words) w
            -- Of some in an order the rarest counts.
            WHERE 25000 > (
                SELECT min(
                    riad.rows_with('public.messages_by_words', l.parts[1], l.parts[2] IS NOT NULL)
                    + talks_a_guest * riad.rows_with('public.guest_by_words', l.parts[1], l.parts[2] IS NOT NULL)
                    + talks_a_property * riad.rows_with('public.property_by_words', l.parts[1], l.parts[2] IS NOT NULL)
                )
                FROM regexp_matches(riad.word_query(w)::text, '''([^'']+)''(:\*)?', 'g') AS l (parts)
            )
        );
END
$$;

-- An index by an expression is known to a session as it first read the table, with what its functions are made of only
-- where it may run them. A login that had looked at a table itself was then never served by the table's index of words,
-- in the functions above and in riad.search_messages: these read all rows instead.
GRANT EXECUTE ON FUNCTION riad.words_of, riad.folded, riad.digits TO riad_console;
