-- Pages of the inbox. A page uses only the scans that the user's rights and the filter leave: one to three of sixteen.
--
-- One function per order and direction, generated from one template. riad.page_by_<order> returns the ids of the
-- conversations after a position, riad.page_by_<order>_before of those before it, at most _limit, in list order. Empty
-- _prios is every priority, empty _zones every zone. They run with the caller's rights, as the scans do: row security
-- decides. `\sf riad.page_by_priority` in psql shows the result. For each kind of user it has lines such as
--     IF scope.everything IS NOT NULL THEN
--         ids := ids || ARRAY(SELECT w.id FROM (SELECT * FROM riad.scan_everything_latest(…)) w
--             ORDER BY w.prio DESC, w.last_message_at DESC, w.id DESC LIMIT _limit);
DO $make$
DECLARE
    page record;
    part record;
    variant record;
    source text;
    keys text;
    reversed_keys text;
    choice text;
    body text;
BEGIN
    FOR page IN
        SELECT o.name, d.backwards, 'page_by_' || o.name || CASE WHEN d.backwards THEN '_before' ELSE '' END AS function
        FROM (VALUES ('priority'), ('activity'), ('deadline')) AS o (name)
        CROSS JOIN (VALUES (false), (true)) AS d (backwards)
    LOOP
        body := '';
        -- By deadline, that is most urgent first: conversations with a deadline, then open ones without, then finished ones.
        -- A page starts in the part that contains its position (finished ones have a negative priority there) and continues
        -- in the next one while there is room.
        FOR part IN
            SELECT p.*
            FROM (VALUES
                ('latest', false, 1, 1, 'true', 'true', '_at', '_at', '_prio'),
                ('due', true, 1, 3, $c$_due_at < 'infinity'$c$, 'true', '_due_at', '_due_at', '_prio'),
                ('no_deadline', true, 2, 2, $c$(_due_at < 'infinity' OR _prio >= 0)$c$, $c$_due_at = 'infinity'$c$,
                    '_at', '_at', $c$CASE WHEN _due_at < 'infinity' THEN 32767::smallint ELSE _prio END$c$),
                ('finished', true, 3, 1, 'true', $c$_due_at = 'infinity' AND _prio < 0$c$,
                    $c$CASE WHEN _due_at < 'infinity' OR _prio >= 0 THEN 'infinity' ELSE _at END$c$, '_at', '_prio')
            ) AS p (name, has_deadlines, nth, nth_before, begins, begins_before, at, at_before, prio)
            WHERE p.has_deadlines = (page.name = 'deadline')
            ORDER BY CASE WHEN page.backwards THEN p.nth_before ELSE p.nth END
        LOOP
            SELECT string_agg(format('w.%s %s', k.name, CASE WHEN k.ascends THEN 'ASC' ELSE 'DESC' END), ', ' ORDER BY k.nth),
                string_agg(format('w.%s %s', k.name, CASE WHEN k.ascends THEN 'DESC' ELSE 'ASC' END), ', ' ORDER BY k.nth)
            INTO keys, reversed_keys
            FROM (VALUES
                (1, 'prio', false, page.name = 'priority' OR part.name = 'no_deadline'),
                (2, 'sla_due_at', true, part.name = 'due'),
                (2, 'last_message_at', part.name = 'no_deadline', part.name <> 'due'),
                (3, 'id', part.name IN ('due', 'no_deadline'), true)
            ) AS k (nth, name, ascends, is_one)
            WHERE k.is_one;
            choice := '';
            FOR variant IN
                SELECT * FROM (VALUES
                    (1, 'IF scope.everything IS NOT NULL THEN', '{everything}'::text[]),
                    (2, 'ELSIF scope.unassigned IS NOT NULL THEN', '{unassigned}'),
                    (3, 'ELSIF coalesce(scope.by_zone, scope.unassigned_by_zone, scope.by_role) IS NULL THEN', '{mine}'),
                    (4, 'ELSIF scope.unassigned_by_zone IS NOT NULL THEN', '{unassigned_by_zone,by_role}'),
                    (5, 'ELSE', '{by_zone,by_role,mine}')
                ) AS r (nth, condition, scans)
                ORDER BY r.nth
            LOOP
                SELECT string_agg(format(
                    'SELECT * FROM riad.scan_%s_%s%s(scope.user_id, scope.role, %s, prios, scope.%s, %L%s, %s, %s, _id, _limit)',
                    scan.name, way.name, CASE WHEN page.backwards THEN '_before' ELSE '' END, way.states, scan.name,
                    (page.name = 'priority' OR part.name = 'no_deadline')::text, way.no_deadline, part.prio,
                    CASE WHEN page.backwards THEN part.at_before ELSE part.at END
                ), ' UNION ')
                INTO source
                FROM unnest(variant.scans) AS scan (name)
                JOIN (VALUES
                    ('latest', NULL, 'latest', '_states', ', false'),
                    ('due', NULL, 'due', 'open_states', ', false'),
                    -- The user's own and those transferred to a role are few.
                    ('no_deadline', 'many', 'no_deadline', 'open_states', ''),
                    ('no_deadline', 'few', 'longest', 'open_states', ', true'),
                    ('finished', NULL, 'latest', 'closed_states', ', false')
                ) AS way (part, amount, name, states, no_deadline)
                ON way.part = part.name AND coalesce(
                    way.amount = CASE WHEN scan.name IN ('mine', 'by_role') THEN 'few' ELSE 'many' END, true
                );
                choice := choice || format(
                    CASE WHEN page.backwards THEN $t$
        %1$s
            ids := ARRAY(
                SELECT w.id FROM (SELECT * FROM (%2$s) w ORDER BY %4$s LIMIT _limit) w ORDER BY %3$s
            ) || ids;$t$ ELSE $t$
        %1$s
            ids := ids || ARRAY(SELECT w.id FROM (%2$s) w ORDER BY %3$s LIMIT _limit);$t$ END,
                    variant.condition, source, keys, reversed_keys
                );
            END LOOP;
            body := body || format($t$
    IF _limit > 0 AND %s THEN%s
        END IF;
        _limit := wanted - cardinality(ids);
    END IF;$t$, CASE WHEN page.backwards THEN part.begins_before ELSE part.begins END, choice);
        END LOOP;
        EXECUTE format($t$
CREATE OR REPLACE FUNCTION riad.%I(
    _states text[], _prios smallint[], _zones smallint[], _assignment text,
    _prio smallint, _at timestamptz, _due_at timestamptz, _id uuid, _limit integer
) RETURNS uuid[]
LANGUAGE plpgsql STABLE
AS $body$
DECLARE
    prios smallint[] := coalesce(nullif(_prios, '{}'), '{0,1,2,3}');
    scope riad.inbox_scope := riad.inbox_scope(_zones, _assignment, cardinality(_states) * cardinality(prios));
    ids uuid[] := '{}';
    wanted constant integer := _limit;%2$s
BEGIN%3$s
    RETURN ids;
END
$body$
$t$, page.function, CASE WHEN page.name = 'deadline' THEN $t$
    open_states text[] := nullif(ARRAY(
        SELECT s FROM unnest(_states) s WHERE s NOT IN ('RÉSOLUE', 'CLÔTURÉE', 'ARCHIVÉE')
    ), '{}');
    closed_states text[] := nullif(ARRAY(
        SELECT s FROM unnest(_states) s WHERE s IN ('RÉSOLUE', 'CLÔTURÉE', 'ARCHIVÉE')
    ), '{}');$t$ ELSE '' END, body);
        EXECUTE format('GRANT EXECUTE ON FUNCTION riad.%I TO riad_console', page.function);
    END LOOP;
END
$make$;
