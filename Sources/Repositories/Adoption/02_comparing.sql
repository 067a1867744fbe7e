-- The differences between a table and its template (its reference, or the same table created beside it), as clauses of
-- ALTER TABLE.

-- Returns whether a column can change its type without loss.
CREATE FUNCTION riad_adoption.is_convertible(_from text, _to text) RETURNS boolean
LANGUAGE sql IMMUTABLE
AS $$
    SELECT _from = _to
        OR _to = 'text' AND _from ~ '^(character varying|character|citext|name)'
        OR _to = 'bigint' AND _from IN ('integer', 'smallint')
        OR _to = 'integer' AND _from = 'smallint'
        OR _to = 'numeric' AND _from ~ '^(numeric|integer|smallint|bigint|real|double precision)'
        OR _to = 'jsonb' AND _from = 'json'
        OR _to = 'text[]' AND _from ~ '^character varying.*\[\]$'
$$;

-- Step 1 changes types, 2 adds columns, 4 sets defaults and NOT NULL (3 is the backfill). Zones' defaults stay the
-- deployment's own.
CREATE FUNCTION riad_adoption.column_changes(_template regclass, _existing regclass)
RETURNS TABLE (step integer, name name, what text, clause text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    WITH pair AS (
        SELECT t.*, e.type AS old_type, e.collated AS old_collated, e.is_required AS was_required, e.value AS old_value
        FROM riad_adoption.columns(_template) t
        LEFT JOIN riad_adoption.columns(_existing) e ON e.name = t.name
    )
    SELECT 1, p.name, format('column %s: %s%s becomes %s%s', p.name, p.old_type,
            coalesce(' collated ' || p.old_collated, ''), p.type, coalesce(' collated ' || p.collated, '')),
        format('ALTER COLUMN %I TYPE %s COLLATE %s USING %I::%s', p.name, p.type,
            coalesce('pg_catalog.' || quote_ident(p.collated), 'pg_catalog."default"'), p.name, p.type)
    FROM pair p
    WHERE p.old_type IS NOT NULL AND p.type = 'text' AND p.generated = ''
        AND (p.old_type <> p.type OR p.old_collated IS DISTINCT FROM p.collated)
    UNION ALL
    SELECT 1, p.name, format('column %s: %s becomes %s', p.name, p.old_type, p.type),
        format('ALTER COLUMN %I TYPE %s USING %I::%s', p.name, p.type, p.name, p.type)
    FROM pair p WHERE p.old_type <> p.type AND p.type <> 'text' AND p.generated = ''
    UNION ALL
    SELECT 2, p.name, format('column %s is added', p.name), format('ADD COLUMN %I %s%s%s%s', p.name, p.type,
        coalesce(' COLLATE pg_catalog.' || quote_ident(p.collated), ''),
        CASE WHEN p.generated = 's' THEN format(' GENERATED ALWAYS AS (%s) STORED', p.value)
            ELSE coalesce(' DEFAULT ' || p.value, '') END,
        CASE WHEN p.is_required AND p.value IS NOT NULL THEN ' NOT NULL' ELSE '' END)
    FROM pair p WHERE p.old_type IS NULL
    UNION ALL
    SELECT 4, p.name, format('column %s: the default %s becomes %s', p.name, coalesce(p.old_value, '(none)'), p.value),
        format('ALTER COLUMN %I SET DEFAULT %s', p.name, p.value)
    FROM pair p
    WHERE p.old_type IS NOT NULL AND p.generated = '' AND p.value IS DISTINCT FROM p.old_value AND p.value IS NOT NULL
        AND p.type NOT LIKE 'public.geographical\_zone%'
    UNION ALL
    SELECT 4, p.name, format('column %s may not be null any more', p.name), format('ALTER COLUMN %I SET NOT NULL', p.name)
    FROM pair p
    WHERE p.is_required AND NOT coalesce(p.was_required, p.value IS NOT NULL)
$$;

-- Steps 5 and 6. An equivalent constraint is kept, without checking rows again, and renamed to riad's name, which later
-- migrations use; another constraint with that name is renamed first.
CREATE FUNCTION riad_adoption.constraint_changes(_template regclass, _existing regclass)
RETURNS TABLE (step integer, name name, what text, clause text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    WITH wanted AS (
        SELECT t.*, (
            SELECT e.name FROM riad_adoption.constraints(_existing) e
            WHERE e.kind = t.kind AND e.definition = t.definition ORDER BY e.name <> t.name, e.name LIMIT 1
        ) AS same
        FROM riad_adoption.constraints(_template) t
    )
    SELECT 5, e.name, format('constraint %s is called %s from now on', e.name, e.name || '_before'),
        format('RENAME CONSTRAINT %I TO %I', e.name, e.name || '_before')
    FROM riad_adoption.constraints(_existing) e JOIN wanted w ON w.name = e.name
    WHERE w.same IS DISTINCT FROM e.name AND NOT EXISTS (SELECT FROM wanted o WHERE o.same = e.name)
    UNION ALL
    SELECT 6, w.name, format('constraint %s is called %s from now on', w.same, w.name),
        format('RENAME CONSTRAINT %I TO %I', w.same, w.name)
    FROM wanted w WHERE w.same <> w.name
    UNION ALL
    SELECT 6, w.name, format('constraint %s is added: %s', w.name, w.definition),
        format('ADD CONSTRAINT %I %s', w.name, w.definition)
    FROM wanted w WHERE w.same IS NULL
$$;

-- Repairs that need no decision: a null gets the column's default (or a value from related rows), decomposed accents
-- are composed, and a new conversation with an assignee is in progress. Expressions refer to the table as x; the
-- condition selects the rows to repair without computing their new values.
CREATE FUNCTION riad_adoption.repairs(_template regclass, _existing regclass)
RETURNS TABLE (name name, expression text, condition text, why text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    WITH pair AS (
        SELECT t.name, t.type, t.value, t.is_required AND NOT e.is_required AS was_optional, EXISTS (
                SELECT FROM riad_adoption.constraints(_template) c
                WHERE c.kind = 'c' AND c.columns = ARRAY[t.name] AND t.type = 'text'
            ) AS is_coded,
            (SELECT r.relname FROM pg_class r WHERE r.oid = _template) || '.' || t.name AS column_path
        FROM riad_adoption.columns(_template) t
        JOIN riad_adoption.columns(_existing) e ON e.name = t.name AND riad_adoption.is_convertible(e.type, t.type)
        WHERE t.generated = ''
    ), part AS (
        SELECT p.*, CASE WHEN p.is_coded THEN format('normalize(x.%I, NFC)', p.name) ELSE format('x.%I', p.name) END AS read,
            CASE p.column_path
                WHEN 'conversations.last_message_at' THEN '(SELECT max(m.created_at) FROM public.conversation_messages m'
                    ' WHERE m.conversation_id = x.id), x.created_at, '
                WHEN 'conversations.created_at' THEN '(SELECT min(m.created_at) FROM public.conversation_messages m'
                    ' WHERE m.conversation_id = x.id), x.updated_at, '
                WHEN 'conversations.updated_at' THEN 'x.created_at, '
                WHEN 'conversation_messages.created_at' THEN '(SELECT c.created_at FROM public.conversations c'
                    ' WHERE c.id = x.conversation_id), '
                ELSE ''
            END AS nearer
        FROM pair p
    )
    SELECT p.name, CASE
            WHEN p.column_path = 'conversations.state' THEN
                $case$CASE WHEN normalize(x.state, NFC) = 'NOUVELLE' AND x.assigned_agent_id IS NOT NULL$case$
                    || format(' THEN ''EN_COURS'' ELSE coalesce(%s, %s) END', p.read, p.value)
            WHEN p.was_optional AND p.value IS NOT NULL THEN format('coalesce(%s, %s%s)', p.read, p.nearer, p.value)
            ELSE p.read
        END,
        concat_ws(' OR ',
            CASE WHEN p.was_optional AND p.value IS NOT NULL THEN format('x.%I IS NULL', p.name) END,
            CASE WHEN p.is_coded THEN format('%s <> x.%I', p.read, p.name) END,
            CASE WHEN p.column_path = 'conversations.state' THEN
                $case$normalize(x.state, NFC) = 'NOUVELLE' AND x.assigned_agent_id IS NOT NULL$case$ END),
        concat_ws('; ',
            CASE WHEN p.was_optional AND p.value IS NOT NULL THEN
                'null becomes ' || CASE p.nearer WHEN '' THEN p.value ELSE 'what the rows beside it tell' END END,
            CASE WHEN p.is_coded THEN 'words take their precomposed form' END,
            CASE WHEN p.column_path = 'conversations.state' THEN 'NOUVELLE that somebody has becomes EN_COURS' END)
    FROM part p
    WHERE p.is_coded OR p.was_optional AND p.value IS NOT NULL
$$;

-- Returns the repaired table as a subquery named x.
CREATE FUNCTION riad_adoption.repaired_table(_template regclass, _existing regclass) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT format('(SELECT %s FROM %s x) x',
        string_agg(coalesce('(' || r.expression || ') AS ' || quote_ident(e.name), 'x.' || quote_ident(e.name)), ', '),
        _existing)
    FROM riad_adoption.columns(_existing) e
    LEFT JOIN riad_adoption.repairs(_template, _existing) r ON r.name = e.name
$$;

-- Returns the template's columns that exist here with a convertible type.
CREATE FUNCTION riad_adoption.convertible_columns(_template regclass, _existing regclass) RETURNS name[]
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce(array_agg(t.name), '{}') FROM riad_adoption.columns(_template) t
    JOIN riad_adoption.columns(_existing) e ON e.name = t.name AND riad_adoption.is_convertible(e.type, t.type)
$$;
