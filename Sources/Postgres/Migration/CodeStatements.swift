/// The migrator's requests about the objects that code creates: functions, views, triggers and policies.
extension MigratorStatements {
    /// Each object of the ledger's schemas with its address and definition. A trigger that a partition inherits counts
    /// as its parent's.
    private static let objects = """
        object AS (
            SELECT o.class, o.oid, a.type, a.object_names AS names, a.object_args AS args, o.looks, o.maker
            FROM (
                SELECT 'pg_catalog.pg_proc'::regclass AS class, p.oid, p.xmin AS maker,
                    md5(p.prosrc || coalesce(pg_get_function_sqlbody(p.oid), '') || p.prosecdef) AS looks
                FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
                WHERE n.nspname = ANY ($1) AND p.prokind IN ('f', 'p')
                UNION ALL
                SELECT 'pg_catalog.pg_class'::regclass, c.oid, c.xmin, c.oid::text
                FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = ANY ($1) AND c.relkind = 'v'
                UNION ALL
                SELECT 'pg_catalog.pg_trigger'::regclass, t.oid, t.xmin, t.oid::text
                FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid
                JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = ANY ($1) AND NOT t.tgisinternal AND t.tgparentid = 0
                UNION ALL
                SELECT 'pg_catalog.pg_policy'::regclass, p.oid, p.xmin, p.oid::text
                FROM pg_catalog.pg_policy p JOIN pg_catalog.pg_class c ON c.oid = p.polrelid
                JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = ANY ($1)
            ) o
            CROSS JOIN LATERAL pg_identify_object_as_address(o.class, o.oid, 0) a
        )
        """

    /// The commands that drop what the ledger names, in order. A function or view that another object depends on (a
    /// deployment's own policy, a later trigger) stays, along with its own dependencies.
    static func dropping(_ ledger: MigrationLedger) -> Request<[String]> {
        let statement = Statement(
            name: "dropping_code",
            text: """
                WITH RECURSIVE \(objects), ours AS (
                    SELECT o.* FROM object o JOIN \(ledger.codeObjects) c USING (type, names, args)
                ), dependent AS (
                    -- A view depends through its rule.
                    SELECT coalesce(v.class, d.classid::regclass) AS class, coalesce(v.oid, d.objid) AS oid,
                        d.refclassid::regclass AS on_class, d.refobjid AS on_oid
                    FROM pg_catalog.pg_depend d
                    LEFT JOIN LATERAL (
                        SELECT 'pg_catalog.pg_class'::regclass AS class, r.ev_class AS oid FROM pg_catalog.pg_rewrite r
                        WHERE d.classid = 'pg_catalog.pg_rewrite'::regclass AND r.oid = d.objid
                    ) v ON true
                    WHERE (d.refclassid, d.refobjid) IN (SELECT o.class, o.oid FROM ours o)
                        AND (coalesce(v.class, d.classid::regclass), coalesce(v.oid, d.objid)) <> (d.refclassid, d.refobjid)
                        AND d.deptype <> 'i'
                ), needed AS (
                    SELECT d.on_class AS class, d.on_oid AS oid FROM dependent d
                    WHERE (d.class, d.oid) NOT IN (SELECT o.class, o.oid FROM ours o)
                        AND NOT EXISTS (
                            SELECT FROM pg_catalog.pg_trigger t JOIN ours o ON o.oid = t.tgparentid
                            WHERE d.class = 'pg_catalog.pg_trigger'::regclass AND t.oid = d.oid
                        )
                    UNION
                    SELECT d.on_class, d.on_oid FROM needed n JOIN dependent d ON d.class = n.class AND d.oid = n.oid
                ), free AS (
                    SELECT o.* FROM ours o WHERE (o.class, o.oid) NOT IN (SELECT n.class, n.oid FROM needed n)
                ), on_table AS (
                    SELECT f.oid, f.type, t.tgrelid::regclass AS relation, quote_ident(t.tgname) AS name
                    FROM free f JOIN pg_catalog.pg_trigger t ON f.type = 'trigger' AND t.oid = f.oid
                    UNION ALL
                    SELECT f.oid, f.type, p.polrelid::regclass, quote_ident(p.polname)
                    FROM free f JOIN pg_catalog.pg_policy p ON f.type = 'policy' AND p.oid = f.oid
                ), granted AS (
                    -- What code grants on a table goes with a policy.
                    SELECT DISTINCT p.polrelid::regclass AS relation
                    FROM ours o JOIN pg_catalog.pg_policy p ON o.type = 'policy' AND p.oid = o.oid
                ), command AS (
                    SELECT 2 AS step, format('DROP %s %s ON %s', upper(t.type), t.name, t.relation) AS text FROM on_table t
                    UNION ALL
                    SELECT 3, 'DROP VIEW ' || string_agg(f.oid::regclass::text, ', ') FROM free f WHERE f.type = 'view'
                    UNION ALL
                    SELECT 4, 'DROP ROUTINE ' || string_agg(f.oid::regprocedure::text, ', ') FROM free f
                    WHERE f.class = 'pg_catalog.pg_proc'::regclass
                    UNION ALL
                    SELECT 5, 'REVOKE ALL ON ' || string_agg(g.relation::text, ', ') || ' FROM ' || nullif($2, '')
                    FROM granted g
                    UNION ALL
                    SELECT 6, 'REVOKE ALL ON ROUTINE ' || string_agg(n.oid::regprocedure::text, ', ') || ' FROM '
                        || nullif($2, '')
                    FROM needed n WHERE n.class = 'pg_catalog.pg_proc'::regclass
                )
                SELECT c.text FROM command c WHERE c.text IS NOT NULL ORDER BY c.step
                """
        )
        let parameters = [
            Parameter(ledger.codeSchemas),
            Parameter(ledger.grantees.map(MigrationLedger.quote).joined(separator: ", ")),
        ]
        return Request(reading: statement, parameters) { rows throws(DecodingError) in
            var commands: [String] = []
            for row in rows { commands.append(try row[0]) }
            return commands
        }
    }

    /// The LOCK statement for all tables with triggers or policies of the code; nil if there are none.
    static func locking(_ ledger: MigrationLedger) -> Request<String?> {
        let statement = Statement(
            name: "locking_tables",
            text: """
                SELECT 'LOCK TABLE ' || string_agg(t.oid::regclass::text, ', ' ORDER BY t.oid::regclass::text)
                    || ' IN ACCESS EXCLUSIVE MODE'
                FROM (
                    SELECT DISTINCT c.oid FROM \(ledger.codeObjects) o
                    JOIN pg_catalog.pg_namespace n ON n.nspname = o.names[1]
                    JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = o.names[2]
                    WHERE o.type IN ('trigger', 'policy')
                ) t
                """
        )
        return Request(reading: statement) { rows throws(DecodingError) in try rows.single()[0] }
    }

    /// The grants that a deployment gave its own roles on the code's functions, as JSON: one array per grant, of
    /// function, role and grant option.
    static func externalGrants(_ ledger: MigrationLedger) -> Request<String> {
        let statement = Statement(
            name: "grants_of_others",
            text: """
                WITH \(objects)
                SELECT coalesce(jsonb_agg(jsonb_build_array(
                    o.oid::regprocedure::text, g.grantee::regrole::text, g.is_grantable
                )), '[]')::text
                FROM object o JOIN \(ledger.codeObjects) c USING (type, names, args)
                JOIN pg_catalog.pg_proc p ON o.class = 'pg_catalog.pg_proc'::regclass AND p.oid = o.oid
                CROSS JOIN LATERAL aclexplode(p.proacl) g
                WHERE g.grantee <> 0 AND g.grantee <> p.proowner AND g.grantee <> $2::regrole
                    AND g.grantee <> ALL (ARRAY(SELECT r.oid FROM pg_catalog.pg_roles r WHERE r.rolname = ANY ($3)))
                """
        )
        let parameters = [
            Parameter(ledger.codeSchemas), Parameter(MigrationLedger.quote(ledger.owner)), Parameter(ledger.grantees),
        ]
        return Request(reading: statement, parameters) { rows throws(DecodingError) in try rows.single()[0] }
    }

    /// The commands that restore these grants, on functions that still exist.
    static func granting(_ grants: String) -> Request<[String]> {
        let statement = Statement(
            "granting",
            """
            SELECT format('GRANT EXECUTE ON ROUTINE %s TO %s%s', g ->> 0, g ->> 1,
                CASE WHEN (g ->> 2)::boolean THEN ' WITH GRANT OPTION' ELSE '' END)
            FROM jsonb_array_elements($1::jsonb) g WHERE to_regprocedure(g ->> 0) IS NOT NULL
            """
        )
        return Request(reading: statement, [Parameter(grants)]) { rows throws(DecodingError) in
            try rows.map { row throws(DecodingError) in try row[0] }
        }
    }

    /// The objects not made by code, as JSON: one array per object, of type, names, arguments and definition.
    static func unmanagedObjects(_ ledger: MigrationLedger) -> Request<String> {
        let statement = Statement(
            name: "objects_of_others",
            text: """
                WITH \(objects)
                SELECT coalesce(jsonb_agg(jsonb_build_array(o.type, o.names, o.args, o.looks)), '[]')::text FROM object o
                WHERE (o.type, o.names, o.args) NOT IN (SELECT c.type, c.names, c.args FROM \(ledger.codeObjects) c)
                """
        )
        return Request(reading: statement, [Parameter(ledger.codeSchemas)]) { rows throws(DecodingError) in
            try rows.single()[0]
        }
    }

    /// Records the objects that this transaction created and that aren't among `others` or whose definition differs.
    /// Existing records stay while their objects exist.
    static func recordObjects(except others: String, in ledger: MigrationLedger) -> Request<Void> {
        let statement = Statement(
            name: "record_objects",
            text: """
                WITH \(objects), gone AS (
                    DELETE FROM \(ledger.codeObjects) c
                    WHERE (c.type, c.names, c.args) NOT IN (SELECT o.type, o.names, o.args FROM object o)
                )
                INSERT INTO \(ledger.codeObjects) (type, names, args)
                SELECT o.type, o.names, o.args FROM object o
                WHERE o.maker = pg_current_xact_id()::xid AND (o.type, to_jsonb(o.names), to_jsonb(o.args), o.looks) NOT IN (
                    SELECT e ->> 0, e -> 1, e -> 2, e ->> 3 FROM jsonb_array_elements($2::jsonb) e
                )
                ON CONFLICT DO NOTHING
                """
        )
        return Request(writing: statement, [Parameter(ledger.codeSchemas), Parameter(others)]) { _ in }
    }
}
