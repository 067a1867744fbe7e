import Domain
import Postgres
import TestSupport
import Testing

@Suite("What EXPLAIN tells of rows that a login doesn't read")
struct EstimateTests {
    /// Texts that are the house's own words, of whose frequency nobody makes a secret.
    private static let ownWords = """
        ('state'), ('journey_phase'), ('channel_type'), ('priority'), ('last_sender_type'), ('transferred_to_role'),
        ('sender_type'), ('message_type'), ('delivery_state'), ('act'), ('from_role'), ('to_role'), ('from_state'), ('to_state'),
        ('own_state'), ('own_priority'), ('own_role'), ('old_state'), ('new_state'), ('old_priority'), ('new_priority'),
        ('old_role'), ('new_role'), ('status'), ('source'), ('kind'), ('city'), ('time_zone'), ('event_type'), ('table_name'), ('document_type')
        """

    @Test("Texts that a login may select, or an index computes of them, keep no statistics")
    func targets() throws {
        let deployment = try CompanyFixture()
        let kept = """
            SELECT string_agg(c.oid::regclass || '.' || a.attname, ', ' ORDER BY 1) FROM pg_attribute a
            JOIN pg_class c ON c.oid = a.attrelid
            LEFT JOIN pg_index x ON x.indexrelid = c.oid
            WHERE c.relnamespace IN ('public'::regnamespace, 'riad'::regnamespace) AND a.attnum > 0 AND NOT a.attisdropped
                AND a.atttypid IN ('text'::regtype, 'varchar'::regtype, 'name'::regtype)
                AND coalesce(a.attstattarget, -1) <> 0
                AND a.attname NOT IN (SELECT * FROM (VALUES \(Self.ownWords)) own)
                AND CASE WHEN c.relkind = 'i'
                    THEN x.indkey[a.attnum - 1] = 0 AND a.attname <> 'folded_tags'
                        AND x.indrelid <> 'riad.sla_targets'::regclass AND has_any_column_privilege('riad_console', x.indrelid, 'SELECT')
                    ELSE c.relkind IN ('r', 'p') AND has_column_privilege('riad_console', c.oid, a.attnum, 'SELECT')
                        AND c.oid::regclass::text NOT IN ('riad.migrations', 'riad.code_files', 'riad.settings',
                            'riad.calendars', 'riad.holidays', 'riad.canned_replies') END
            """
        let columns = try deployment.database.value(kept, as: String.self)
        #expect(columns == nil)
        let ofReplies =
            "SELECT string_agg(attname, ' ') FROM pg_attribute WHERE attrelid = 'riad.canned_replies'::regclass"
            + " AND attname IN ('name', 'body') AND attstattarget = 0"
        #expect(try deployment.database.value(ofReplies, as: String.self) != nil)
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
        let nobody = deployment.database.connection(login: login)
        func plan(_ condition: String) throws -> String {
            let text =
                "EXPLAIN (ANALYZE, BUFFERS OFF, TIMING OFF, SUMMARY OFF) SELECT guest_id FROM public.guest WHERE \(condition)"
            let lines = try nobody.run(
                Request(reading: Statement(name: "plan", text: text)) { rows throws(DecodingError) in
                    var lines: [String] = []
                    for row in rows { lines.append(try row[0]) }
                    return lines
                }
            )
            return lines.joined(separator: "\n")
        }
        let numbers = ["+2126", "+21261", "+21265", "+212699", "+3"]
        for comparison in ["phone < '%'", "riad.phone_number(phone) < '%'", "phone = '%'"] {
            let plans = try numbers.map { number in
                try plan(comparison.replacing("%", with: number)).replacing(number, with: "…")
            }
            #expect(Set(plans).count == 1, "\(comparison): \(plans)")
        }
    }

    /// A role is the whole server's, and a test may run beside itself.
    private let login = "nobody_\(UInt32.random(in: 0 ... .max))"
}
