-- Blockers of an adoption: rows that violate constraints even when repaired. The remedy is a query that finds them,
-- since only a person can decide.
CREATE FUNCTION riad_adoption.violating_rows() RETURNS TABLE (reason text, remedy text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    rule record;
    broken bigint;
BEGIN
    FOR rule IN
        SELECT o.name, c.what, format(c.question, riad_adoption.repaired_table(o.reference, o.existing)) AS question
        FROM riad_adoption.shared_tables o
        CROSS JOIN LATERAL (
            SELECT format('%s: no %s', o.name, t.name) AS what,
                format('SELECT * FROM %%s WHERE %I IS NULL', t.name) AS question
            FROM riad_adoption.columns(o.reference) t
            JOIN riad_adoption.columns(o.existing) e ON e.name = t.name AND NOT e.is_required
            WHERE t.is_required AND t.value IS NULL
            UNION ALL
            SELECT format('%s: against the rule %s', o.name, t.expression),
                format('SELECT * FROM %%s WHERE NOT (%s)', replace(t.expression, '%', '%%'))
            FROM riad_adoption.constraints(o.reference) t
            WHERE t.kind = 'c' AND t.columns <@ riad_adoption.convertible_columns(o.reference, o.existing)
            UNION ALL
            SELECT format('%s: not the only one with its (%s)', o.name, array_to_string(u.columns, ', ')),
                format('SELECT * FROM (SELECT *, count(*) OVER (PARTITION BY %s) AS of_these FROM %%s%s) x WHERE of_these > 1',
                    array_to_string(u.columns, ', '),
                    ' WHERE ' || concat_ws(' AND ', replace(u.condition, '%', '%%'),
                        (SELECT string_agg(format('%I IS NOT NULL', n), ' AND ') FROM unnest(u.columns) n)))
            FROM (
                SELECT ARRAY(
                        SELECT a.attname FROM unnest(x.indkey::smallint[]) WITH ORDINALITY AS k (number, ordinal)
                        JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = k.number
                        WHERE k.ordinal <= x.indnkeyatts ORDER BY k.ordinal
                    ) AS columns, riad_adoption.to_local_name(pg_get_expr(x.indpred, x.indrelid)) AS condition
                FROM pg_index x
                WHERE x.indrelid = o.reference AND x.indisunique AND NOT x.indisprimary AND x.indexprs IS NULL
            ) u
            WHERE u.columns <@ riad_adoption.convertible_columns(o.reference, o.existing)
            UNION ALL
            SELECT format('%s: %s is nowhere in %s', o.name, array_to_string(t.columns, ', '), t.referenced_table),
                format('SELECT * FROM %%s WHERE %s AND NOT EXISTS (SELECT FROM %s o WHERE (%s) = (%s))',
                    (SELECT string_agg(format('%I IS NOT NULL', n), ' AND ') FROM unnest(t.columns) n), t.referenced_table,
                    (SELECT string_agg(format('o.%I', n), ', ') FROM unnest(t.referenced_columns) n),
                    (SELECT string_agg(format('x.%I', n), ', ') FROM unnest(t.columns) n))
            FROM riad_adoption.constraints(o.reference) t
            WHERE t.kind = 'f' AND t.referenced_table IS NOT NULL
                AND t.columns <@ riad_adoption.convertible_columns(o.reference, o.existing)
        ) c
    LOOP
        broken := riad_adoption.count_rows(format('SELECT count(*) FROM (%s) broken', rule.question));
        IF broken > 0 THEN
            RETURN QUERY SELECT format('%s of %s', riad_adoption.pluralized(broken, 'row', 'rows'), rule.what),
                format('change what this finds: %s', rule.question);
        END IF;
    END LOOP;
END
$$;

-- Checks of the deployment that reject values written by riad.
CREATE FUNCTION riad_adoption.conflicting_checks() RETURNS TABLE (reason text, remedy text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    existing_check record;
    forbidden text;
BEGIN
    FOR existing_check IN
        SELECT o.name AS on_table, e.name, e.expression, e.columns[1] AS on_column, t.expression AS required
        FROM riad_adoption.shared_tables o
        CROSS JOIN LATERAL riad_adoption.constraints(o.existing) e
        JOIN LATERAL riad_adoption.constraints(o.reference) t ON t.kind = 'c' AND t.columns = e.columns
        WHERE e.kind = 'c' AND cardinality(e.columns) = 1 AND e.definition <> t.definition
    LOOP
        EXECUTE format('SELECT string_agg(x.%1$I, '', '') FROM (SELECT DISTINCT m[1]::text AS %1$I FROM'
            ' regexp_matches(%2$L, %3$L, ''g'') m) x WHERE NOT (%4$s)', existing_check.on_column, existing_check.required,
            '''([^'']+)''::text', existing_check.expression)
        INTO forbidden;
        IF forbidden IS NOT NULL THEN
            RETURN QUERY SELECT format('constraint %I on %s forbids %s, which riad writes', existing_check.name, existing_check.on_table,
                forbidden), format('ALTER TABLE public.%I DROP CONSTRAINT %I', existing_check.on_table, existing_check.name);
        END IF;
    END LOOP;
END
$$;

CREATE FUNCTION riad_adoption.blockers() RETURNS TABLE (reason text, remedy text)
LANGUAGE plpgsql STABLE
AS $$
BEGIN
    RETURN QUERY SELECT * FROM riad_adoption.ownership_blockers() UNION ALL SELECT * FROM riad_adoption.column_blockers()
        UNION ALL SELECT * FROM riad_adoption.schema_blockers();
    -- Rows can be checked only if the columns are as required.
    IF NOT EXISTS (SELECT FROM riad_adoption.ownership_blockers()) THEN
        RETURN QUERY SELECT * FROM riad_adoption.conflicting_checks();
        RETURN QUERY SELECT * FROM riad_adoption.violating_rows();
    END IF;
END
$$;
