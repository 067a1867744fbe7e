import Postgres
import TestSupport

/// A database's definitions, one per line, comparable between databases.
struct Catalog {
    let lines: Set<String>

    init(of database: TestDatabase) throws {
        let statement = Statement(
            "catalog",
            """
            WITH relation AS (
                SELECT format('%s.%s', n.nspname, c.relname) AS name, c.* FROM pg_class c
                JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname IN ('public', 'riad', 'auth', 'net', 'riad_adoption')
            ), home AS (
                SELECT oid, nspname FROM pg_namespace WHERE nspname IN ('public', 'riad', 'auth', 'net', 'riad_adoption')
            )
            SELECT format('relation %s kind %s owner %s rights %s security %s %s options %s', name, relkind, relowner::regrole,
                    (SELECT array_agg(a::text ORDER BY a::text)
                        FROM unnest(coalesce(relacl, acldefault(CASE relkind WHEN 'S' THEN 's'::"char" ELSE 'r' END, relowner))) a), relrowsecurity,
                    relforcerowsecurity, reloptions)
            FROM relation WHERE relkind <> 'i'
            UNION ALL
            SELECT format('column %s.%s %s collation %s required %s default %s generated %s identity %s rights %s', r.name,
                a.attname, format_type(a.atttypid, a.atttypmod), a.attcollation::regcollation, a.attnotnull,
                pg_get_expr(d.adbin, d.adrelid), a.attgenerated, a.attidentity, a.attacl)
            FROM relation r JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
            LEFT JOIN pg_attrdef d ON d.adrelid = r.oid AND d.adnum = a.attnum
            WHERE r.relkind NOT IN ('i', 'I')
            UNION ALL
            SELECT format('constraint %s on %s: %s', k.conname, r.name, pg_get_constraintdef(k.oid))
            FROM pg_constraint k JOIN relation r ON r.oid = k.conrelid
            -- From 18 on a column that is required has one too; its line says so.
            WHERE k.contype <> 'n'
            UNION ALL
            SELECT 'index ' || pg_get_indexdef(x.indexrelid)
            FROM pg_index x JOIN relation r ON r.oid = x.indrelid
            UNION ALL
            SELECT format('trigger %s (%s)', pg_get_triggerdef(t.oid), t.tgenabled)
            FROM pg_trigger t JOIN relation r ON r.oid = t.tgrelid WHERE NOT t.tgisinternal
            UNION ALL
            SELECT format('policy %s on %s for %s to %s: %s, %s', p.polname, r.name, p.polcmd,
                (SELECT array_agg(o::regrole) FROM unnest(p.polroles) o), pg_get_expr(p.polqual, p.polrelid),
                pg_get_expr(p.polwithcheck, p.polrelid))
            FROM pg_policy p JOIN relation r ON r.oid = p.polrelid
            UNION ALL
            SELECT format('function %s owner %s rights %s: %s', p.oid::regprocedure, p.proowner::regrole,
                (SELECT array_agg(a::text ORDER BY a::text) FROM unnest(p.proacl) a), pg_get_functiondef(p.oid))
            FROM pg_proc p JOIN home h ON h.oid = p.pronamespace
            -- What an extension brings is the extension's, aggregates among it, whose definition nobody can get.
            WHERE NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
            UNION ALL
            SELECT format('view %s: %s', name, pg_get_viewdef(oid)) FROM relation WHERE relkind = 'v'
            UNION ALL
            SELECT format('type %s.%s kind %s owner %s rights %s', h.nspname, t.typname, t.typtype, t.typowner::regrole,
                t.typacl)
            FROM pg_type t JOIN home h ON h.oid = t.typnamespace WHERE t.typtype IN ('e', 'd')
            UNION ALL
            SELECT format('label %s of %s', e.enumlabel, e.enumtypid::regtype) FROM pg_enum e
            UNION ALL
            SELECT format('schema %s owner %s rights %s', n.nspname, n.nspowner::regrole, n.nspacl) FROM pg_namespace n
            WHERE n.nspname IN ('riad', 'auth', 'net', 'riad_adoption')
            UNION ALL
            SELECT format('sequence %s of %s', s.seqtypid::regtype, r.name) FROM pg_sequence s JOIN relation r ON r.oid = s.seqrelid
            """
        )
        lines = try database.connection().run(
            Request(reading: statement) { rows throws(DecodingError) in
                var lines: Set<String> = []
                for row in rows { lines.insert(Self.settled(try row[0])) }
                return lines
            }
        )
    }

    /// Normalizes a definition. A function that returns whole rows lists all columns in table order, including the
    /// deployment's own; triggers and indexes don't depend on the order.
    private static func settled(_ line: String) -> String {
        guard line.hasPrefix("function "), line.contains("BEGIN ATOMIC") else { return line }
        let parts = line.split(whereSeparator: { "\n,; ".contains($0) })
        let own = [".sentiment_score", ".language"]
        let rest = parts.filter { part in !own.contains { part.hasSuffix($0) } }.sorted()
        return "function " + rest.joined(separator: " ")
    }
}
