-- Turns an existing table into its template and keeps all rows and columns.

-- Values replaced by repairs, until riad.adopted_values exists.
CREATE TABLE riad_adoption.replaced_values (table_name text, row_id text, column_name text, old_value text);

-- The deployment's columns that riad doesn't have.
CREATE TABLE riad_adoption.extra_columns (on_table name, name name);

CREATE FUNCTION riad_adoption.record_repairs(_template regclass, _existing regclass) RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    repair record;
    key name := (SELECT c.columns[1] FROM riad_adoption.constraints(_existing) c WHERE c.kind = 'p');
    recorded bigint;
    total bigint := 0;
BEGIN
    FOR repair IN SELECT r.name, r.condition FROM riad_adoption.repairs(_template, _existing) r LOOP
        EXECUTE format('INSERT INTO riad_adoption.replaced_values SELECT %L, x.%I::text, %L, x.%I::text FROM %s x'
            ' WHERE %s',
            (SELECT r.relname FROM pg_class r WHERE r.oid = _template), key, repair.name, repair.name, _existing,
            repair.condition);
        GET DIAGNOSTICS recorded = ROW_COUNT;
        total := total + recorded;
    END LOOP;
    RETURN total;
END
$$;

CREATE FUNCTION riad_adoption.repair(_template regclass, _existing regclass) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    key name := (SELECT c.columns[1] FROM riad_adoption.constraints(_existing) c WHERE c.kind = 'p');
BEGIN
    IF riad_adoption.record_repairs(_template, _existing) = 0 THEN
        RETURN;
    END IF;
    EXECUTE (
        SELECT format('UPDATE %s x SET %s WHERE x.%I::text IN (SELECT v.row_id FROM riad_adoption.replaced_values v'
            ' WHERE v.table_name = %L)', _existing,
            string_agg(format('%I = %s', r.name, r.expression), ', '), key,
            (SELECT t.relname FROM pg_class t WHERE t.oid = _template))
        FROM riad_adoption.repairs(_template, _existing) r
    );
END
$$;

-- Applies these steps of a table's changes: one command per step, for steps 5 and 6 one per clause.
CREATE FUNCTION riad_adoption.apply_changes(_template regclass, _existing regclass, _steps integer[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    number integer;
    clauses text[];
    clause text;
BEGIN
    FOREACH number IN ARRAY _steps LOOP
        clauses := ARRAY(
            SELECT c.clause FROM riad_adoption.column_changes(_template, _existing) c WHERE c.step = number
            UNION ALL
            SELECT c.clause FROM riad_adoption.constraint_changes(_template, _existing) c WHERE c.step = number
        );
        IF number IN (5, 6) THEN
            FOREACH clause IN ARRAY clauses LOOP
                EXECUTE format('ALTER TABLE %s %s', _existing, clause);
            END LOOP;
        ELSIF clauses <> '{}' THEN
            EXECUTE format('ALTER TABLE %s %s', _existing, array_to_string(clauses, ', '));
        END IF;
    END LOOP;
END
$$;

-- The template is the table of this name in riad_adoption; drops it.
CREATE FUNCTION riad_adoption.reconcile(_name name) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    template regclass := format('riad_adoption.%I', _name);
    existing regclass := format('public.%I', _name);
BEGIN
    INSERT INTO riad_adoption.extra_columns
    SELECT _name, e.name FROM riad_adoption.columns(existing) e
    WHERE e.generated = '' AND e.name NOT IN (SELECT t.name FROM riad_adoption.columns(template) t);
    IF _name = 'conversations' AND to_regclass('public.conversation_messages') IS NOT NULL THEN
        -- Each conversation looks up its messages, and a deployment may lack an index. Dropped at the end.
        CREATE INDEX riad_adoption_messages ON public.conversation_messages (conversation_id, created_at);
    END IF;
    PERFORM riad_adoption.repair(template, existing);
    PERFORM riad_adoption.apply_changes(template, existing, '{1,2}');
    IF to_regprocedure(format('riad_adoption.%I()', 'fill_' || _name)) IS NOT NULL THEN
        EXECUTE format('SELECT riad_adoption.%I()', 'fill_' || _name);
    END IF;
    PERFORM riad_adoption.apply_changes(template, existing, '{4,5,6}');
    EXECUTE coalesce((
        SELECT format('ALTER TABLE %s SET (%s)', existing, array_to_string(t.reloptions, ', '))
        FROM pg_class t WHERE t.oid = template AND t.reloptions IS NOT NULL
    ), 'SELECT');
    EXECUTE format('DROP TABLE %s', template);
END
$$;

-- Moves the rows of a table that is now partitioned, with its extra columns and checks, from riad_adoption back; called
-- once partitions exist.
CREATE FUNCTION riad_adoption.restore_rows(_name name) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    old regclass := to_regclass(format('riad_adoption.%I', _name));
    fresh regclass := format('public.%I', _name);
    change record;
BEGIN
    PERFORM riad_adoption.record_repairs(fresh, old);
    FOR change IN
        SELECT c.clause FROM riad_adoption.column_changes(old, fresh) c WHERE c.step = 2
        UNION ALL
        SELECT format('ADD CONSTRAINT %I %s', c.name || CASE WHEN EXISTS (
                SELECT FROM riad_adoption.constraints(fresh) f WHERE f.name = c.name
            ) THEN '_before' ELSE '' END, c.definition)
        FROM riad_adoption.constraints(old) c
        WHERE c.kind IN ('c', 'f') AND NOT EXISTS (
            SELECT FROM riad_adoption.constraints(fresh) f WHERE f.definition = c.definition
        )
    LOOP
        EXECUTE format('ALTER TABLE %s %s', fresh, change.clause);
    END LOOP;
    EXECUTE (
        SELECT format('INSERT INTO %s (%s) SELECT %s FROM %s', fresh, string_agg(quote_ident(e.name), ', '),
            string_agg('x.' || quote_ident(e.name), ', '), riad_adoption.repaired_table(fresh, old))
        FROM riad_adoption.columns(old) e WHERE e.generated = ''
    );
    EXECUTE format('DROP TABLE %s', old);
END
$$;

CREATE FUNCTION riad_adoption.restore_rows() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM riad_adoption.restore_rows(old.relname) FROM pg_class old
    JOIN pg_class fresh ON fresh.relname = old.relname AND fresh.relnamespace = 'public'::regnamespace
    WHERE old.relnamespace = 'riad_adoption'::regnamespace AND fresh.relkind = 'p'
        AND EXISTS (
            SELECT FROM pg_partitioned_table p WHERE p.partrelid = fresh.oid AND p.partdefid <> 0
        );
END
$$;
