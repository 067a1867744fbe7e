import Postgres
import TestSupport
import Testing

@Suite("Statements that are planned once")
struct PreparedTests {
    private let database: TestDatabase
    private let connection: Connection

    init() throws {
        database = try TestDatabase(migrated: false)
        try database.run("CREATE TABLE room (n int, title text); INSERT INTO room VALUES (1, 'one'), (2, 'two')")
        connection = database.connection()
    }

    private func title(_ number: Int32) -> Request<String> {
        let statement = Statement("title", "SELECT title FROM room WHERE n = $1", planned: .once)
        return Request(reading: statement, [Parameter(number)]) { rows throws(DecodingError) in try rows.single()[0] }
    }

    private func plans() throws -> String? {
        let sql = "SELECT string_agg(concat_ws(' ', name, generic_plans, custom_plans), ', ' ORDER BY name)"
        return try connection.run(text(sql + " FROM pg_prepared_statements WHERE name LIKE 'title%'"))
    }

    @Test("Many uses share one plan, also those that go out before the first is answered")
    func sharing() throws {
        try connection.connect()
        var titles: [String] = []
        for number in [1, 2, 1] as [Int32] {
            connection.send(title(number)) { titles.append((try? $0.get()) ?? "failed") }
        }
        while connection.pendingCount > 0 { connection.waitAndAdvance() }
        #expect(titles == ["one", "two", "one"])
        #expect(try connection.run(title(2)) == "two")
        #expect(try plans() == "title_1 4 0")
    }

    @Test("A table that changed under a kept statement is noticed, and the statement answered")
    func changedTable() throws {
        #expect(try connection.run(title(1)) == "one")
        try database.run("ALTER TABLE room ALTER title TYPE varchar(10)")
        var titles: [String] = []
        for number in [1, 2] as [Int32] {
            connection.send(title(number)) { titles.append((try? $0.get()) ?? "failed") }
        }
        while connection.pendingCount > 0 { connection.waitAndAdvance() }
        #expect(Set(titles) == ["one", "two"])
        #expect(try plans()?.contains("title_2") == true)
    }

    @Test("A preparation that fails is tried again with the next use")
    func failedPreparation() throws {
        try database.run("ALTER TABLE room RENAME TO hall")
        #expect(kind { _ = try connection.run(title(1)) } == .schemaMismatch)
        try database.run("ALTER TABLE hall RENAME TO room")
        #expect(try connection.run(title(1)) == "one")
    }

    @Test("One that the server has forgotten is prepared anew")
    func forgotten() throws {
        #expect(try connection.run(title(1)) == "one")
        try connection.run(script: "DEALLOCATE ALL", name: "forget")
        #expect(try connection.run(title(2)) == "two")
    }

    @Test("Each session prepares for itself, and behind a transaction pooler nothing is kept")
    func sessions() throws {
        #expect(try connection.run(title(1)) == "one")
        connection.close()
        #expect(try connection.run(title(2)) == "two")
        #expect(try plans() == "title_1 1 0")
        var settings = database.settings()
        settings.scope = .transaction
        let pooled = Connection(settings)
        #expect(try pooled.run(title(1)) == "one")
        #expect(try pooled.run(integer("SELECT count(*) FROM pg_prepared_statements")) == 0)
    }

    @Test("A request's own limit holds with a kept statement too")
    func ownLimit() throws {
        let statement = Statement("sleep", "SELECT pg_sleep($1)::text", planned: .once)
        let request = Request(reading: statement, [Parameter(5.0)]) { rows throws(DecodingError) -> String in
            try rows.single()[0]
        }
        #expect(kind { _ = try connection.run(request.withTimeout(.milliseconds(50))) } == .timedOut)
        #expect(try connection.run(title(1)) == "one")
    }
}
