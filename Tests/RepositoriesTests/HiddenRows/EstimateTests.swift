import Domain
import Postgres
import TestSupport
import Testing

@Suite("What EXPLAIN tells of rows that a login doesn't read")
struct EstimateTests {
    /// Columns of tables under row security, and what their indexes compute, that have a target for statistics though a login
    /// may select them or call what computes them; a partition's are its table's.
    private static let kept = """
        WITH RECURSIVE shown AS (
            SELECT a.attrelid, a.attname, a.attrelid AS root FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
            WHERE c.relrowsecurity AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
                AND has_column_privilege('riad_console', c.oid, a.attnum, 'SELECT')
            UNION SELECT i.inhrelid, s.attname, s.root FROM shown s JOIN pg_inherits i ON i.inhparent = s.attrelid
        ), computed AS (
            SELECT a.attrelid, a.attname FROM pg_attribute a JOIN pg_index x ON x.indexrelid = a.attrelid
            WHERE x.indkey[a.attnum - 1] = 0 AND EXISTS (SELECT FROM shown s WHERE s.attrelid = x.indrelid) AND NOT EXISTS (
                SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = x.indexrelid
                    AND d.refclassid = 'pg_proc'::regclass
                    AND NOT has_function_privilege('riad_console', d.refobjid, 'EXECUTE')
            )
        )
        SELECT string_agg(a.attrelid::regclass || '.' || a.attname, ', ' ORDER BY a.attname)
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        WHERE (a.attrelid, a.attname) IN (SELECT attrelid, attname FROM shown UNION SELECT * FROM computed)
            AND c.relnamespace IN ('public'::regnamespace, 'riad'::regnamespace) AND coalesce(a.attstattarget, -1) <> 0
        """

    @Test("What a login may select under row security, or an index computes of it, keeps no statistics")
    func targets() throws {
        let deployment = try CompanyFixture()
        #expect(try deployment.database.value(Self.kept, as: String.self) == nil)
        let silent =
            "SELECT count(*) > 20 FROM pg_attribute WHERE attrelid = 'public.conversations'::regclass AND attstattarget = 0"
        #expect(try deployment.database.value(silent, as: Bool.self) == true)
        try deployment.database.run("ALTER TABLE public.conversations ADD COLUMN mood text")
        #expect(try deployment.database.value(Self.kept, as: String.self) == "conversations.mood")
    }

    @Test(
        "How many conversations others have is in no plan: to a login without rights every state and person says the same"
    )
    func counting() throws {
        let deployment = try CompanyFixture()
        try deployment.database.run("CREATE ROLE \(login) LOGIN IN ROLE riad_console; ANALYZE public.conversations")
        defer { _ = try? deployment.database.run("DROP ROLE \(login)") }
        let states = ["NOUVELLE", "EN_COURS", "EN_ATTENTE", "ARCHIVÉE"]
        let plans = try states.map { state in
            try plan("state = '\(state)'", of: "public.conversations", in: deployment).replacing(state, with: "…")
        }
        #expect(Set(plans).count == 1, "\(plans)")
        let statistics = "SELECT count(*) > 0 FROM pg_statistic WHERE starelid = 'public.conversations'::regclass"
        #expect(try deployment.database.value(statistics, as: Bool.self) == false)
        let rows = "SELECT reltuples >= 0 FROM pg_class WHERE oid = 'public.conversations'::regclass"
        #expect(try deployment.database.value(rows, as: Bool.self) == true)
    }

    @Test("A telephone number isn't found by halving: to a login without rights every plan says the same")
    func halving() throws {
        let deployment = try CompanyFixture()
        try deployment.database.run(
            """
            INSERT INTO public.guest (org_id, first_name, phone)
            SELECT riad.organisation_id(), 'Guest ' || n, '+2126' || lpad((n * 7919 % 100000000)::text, 8, '0')
            FROM generate_series(1, 2000) n;
            CREATE ROLE \(login) LOGIN IN ROLE riad_console
            """
        )
        defer { _ = try? deployment.database.run("DROP ROLE \(login)") }
        try deployment.database.run("ANALYZE public.guest")
        let numbers = ["+2126", "+21261", "+21265", "+212699", "+3"]
        for comparison in ["phone < '%'", "riad.phone_number(phone) < '%'", "phone = '%'"] {
            let plans = try numbers.map { number in
                try plan(comparison.replacing("%", with: number), of: "public.guest", in: deployment).replacing(
                    number,
                    with: "…"
                )
            }
            #expect(Set(plans).count == 1, "\(comparison): \(plans)")
        }
    }

    private func plan(_ condition: String, of table: String, in deployment: CompanyFixture) throws -> String {
        let text = "EXPLAIN (ANALYZE, BUFFERS OFF, TIMING OFF, SUMMARY OFF) SELECT FROM \(table) WHERE \(condition)"
        let lines = try deployment.database.connection(login: login).run(
            Request(reading: Statement(name: "plan", text: text)) { rows throws(DecodingError) in
                var lines: [String] = []
                for row in rows { lines.append(try row[0]) }
                return lines
            }
        )
        return lines.joined(separator: "\n")
    }

    /// A role is the whole server's, and a test may run beside itself.
    private let login = "nobody_\(UInt32.random(in: 0 ... .max))"
}
