import Postgres
import Repositories
import TestSupport
import Testing

@Suite("The rows of an adopted database", .serialized)
struct AdoptedRowsTests {
    /// A check sum of every column of every table that the deployment had; what was set right counts with its old value
    /// where `keeps`.
    private func sums(of database: TestDatabase, keeps: Bool) throws -> [String: String] {
        let columns = try database.value(
            """
            SELECT string_agg(format('%I.%I.%I.%I', c.table_schema, c.table_name, c.column_name, (
                    SELECT a.attname FROM pg_index x JOIN pg_attribute a ON a.attrelid = x.indrelid
                    WHERE x.indrelid = format('%I.%I', c.table_schema, c.table_name)::regclass AND x.indisprimary
                        AND a.attnum = x.indkey[0]
                )), ' ' ORDER BY 1)
            FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
            WHERE c.table_schema IN ('public', 'auth', 'net') AND t.table_type = 'BASE TABLE'
            """,
            as: String.self
        )
        var sums: [String: String] = [:]
        for place in (columns ?? "").split(separator: " ") {
            let names = place.split(separator: ".")
            let old = "SELECT FROM riad.adopted_values v WHERE (v.table_name, v.row_id, v.column_name)"
            let key = "('\(names[1])', x.\(names[3])::text, '\(names[2])')"
            let value =
                keeps
                ? """
                CASE WHEN EXISTS (\(old) = \(key)) THEN (\(old.replacing("SELECT", with: "SELECT v.old_value")) = \(key))
                ELSE x.\(names[2])::text END
                """ : "x.\(names[2])::text"
            sums[String(place)] = try database.value(
                """
                SELECT md5(string_agg(concat(x.\(names[3]), '=', coalesce(\(value), '∅')), ',' ORDER BY x.\(names[3])::text))
                FROM \(names[0]).\(names[1]) x
                """
            )
        }
        return sums
    }

    @Test("Every value of every column is there, what was set right in the place where the old ones are kept")
    func kept() throws {
        let foreign = try ForeignDatabase()
        let before = try sums(of: foreign.database, keeps: false)
        #expect(before.count > 100)
        try foreign.adopt()
        let after = try sums(of: foreign.database, keeps: true)
        for (column, sum) in before { #expect(after[column] == sum, "\(column)") }
    }

    @Test("Messages are numbered in the order of time, without gaps, and their conversations know how many there are")
    func order() throws {
        let foreign = try ForeignDatabase.adopted()
        let wrong: Int64? = try foreign.database.value(
            """
            SELECT count(*) FROM (
                SELECT m.seq, row_number() OVER (PARTITION BY m.conversation_id ORDER BY m.created_at, m.id) AS place
                FROM conversation_messages m
            ) o WHERE o.seq <> o.place
            """
        )
        #expect(wrong == 0)
        let miscounted: Int64? = try foreign.database.value(
            """
            SELECT count(*) FROM conversations c
            WHERE c.last_seq <> (SELECT count(*) FROM conversation_messages m WHERE m.conversation_id = c.id)
            """
        )
        #expect(miscounted == 0)
    }

    @Test("A conversation has the zone of its reservation's property, and the house its organisation")
    func places() throws {
        let foreign = try ForeignDatabase.adopted()
        let zones: String? = try foreign.database.value(
            """
            SELECT string_agg(DISTINCT z.label::text, ' ') FROM conversations c JOIN riad.zones z ON z.id = c.zone_id
            WHERE c.reservation_id IS NOT NULL
            """
        )
        #expect(zones?.contains("essaouira_medina") == true)
        let misplaced: Int64? = try foreign.database.value(
            """
            SELECT count(*) FROM conversations c LEFT JOIN reservation r ON r.res_id = c.reservation_id
            LEFT JOIN property p ON p.property_id = r.property_id LEFT JOIN riad.zones z ON z.label = p.zone
            WHERE c.zone_id <> coalesce(z.id, 0) OR c.property_id IS DISTINCT FROM p.property_id
            """
        )
        #expect(misplaced == 0)
        let organisation: Bool? = try foreign.database.value(
            "SELECT riad.organisation_id() = (SELECT DISTINCT org_id FROM property)"
        )
        #expect(organisation == true)
    }

    @Test("A conversation shows the guest and the stay that it had")
    func shown() throws {
        let foreign = try ForeignDatabase.adopted()
        let different: Int64? = try foreign.database.value(
            """
            SELECT count(*) FROM conversations c
            LEFT JOIN guest g ON g.guest_id = c.guest_id
            LEFT JOIN reservation r ON r.res_id = c.reservation_id
            WHERE (c.shown_guest_name, c.shown_guest_country, c.shown_check_in, c.shown_check_out) IS DISTINCT FROM
                (nullif(concat_ws(' ', g.first_name, g.last_name), ''), g.country, r.check_in, r.check_out)
            """
        )
        #expect(different == 0)
        let names: Int64? = try foreign.database.value("SELECT count(shown_guest_name) FROM conversations")
        #expect(names ?? 0 > 0)
    }

    @Test("Nothing was told to the outside while they were adopted")
    func silence() throws {
        let foreign = try ForeignDatabase.adopted()
        #expect(try foreign.database.value("SELECT count(*) FROM net.calls", as: Int64.self) == 0)
        #expect(try foreign.database.value("SELECT count(*) FROM riad.outbox", as: Int64.self) == 0)
        #expect(try foreign.database.value("SELECT count(*) FROM change_journal", as: Int64.self) == 0)
    }
}
