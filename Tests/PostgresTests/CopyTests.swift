import Postgres
import TestSupport
import Testing

@Suite("Scripts, COPY and descriptions")
struct CopyTests {
    private let database: TestDatabase

    init() throws {
        database = try TestDatabase(migrated: false)
        try database.run("CREATE TABLE load (id int PRIMARY KEY, title text, at timestamptz, tags text[])")
    }

    private let statement = Statement("load", "COPY load FROM STDIN (FORMAT binary)")

    @Test("Many rows of all kinds arrive as they were written")
    func loading() throws {
        let connection = database.connection()
        let count = try connection.copy(statement) { writer throws(PostgresError) in
            for number in 1...50_000 {
                try writer.beginRow(columns: 4)
                writer.append(Int32(number))
                writer.append(number % 3 == 0 ? nil : "room \(number) ☕")
                writer.append(TimestampTZ(microseconds: Int64(number) * 1_000_000))
                writer.append(["a", "b\(number)"])
            }
        }
        #expect(count == 50_000)
        #expect(try database.value("SELECT count(*) FROM load WHERE title IS NULL", as: Int.self) == 16_666)
        #expect(try database.value("SELECT title FROM load WHERE id = 50000", as: String.self) == "room 50000 ☕")
        #expect(try database.value("SELECT tags[2] FROM load WHERE id = 7", as: String.self) == "b7")
        let seconds = try database.value("SELECT extract(epoch FROM at)::bigint FROM load WHERE id = 90", as: Int.self)
        #expect(seconds == 90)
        #expect(try connection.run(integer("SELECT 1")) == 1)
    }

    @Test("A row that is refused refuses them all, and the connection goes on")
    func refused() throws {
        let connection = database.connection()
        let failure = kind {
            _ = try connection.copy(statement) { writer throws(PostgresError) in
                for number in [1, 2, 1] {
                    try writer.beginRow(columns: 4)
                    writer.append(Int32(number))
                    writer.append(String?.none)
                    writer.append(TimestampTZ?.none)
                    writer.append([String]?.none)
                }
            }
        }
        #expect(failure == .duplicate)
        #expect(try connection.run(integer("SELECT count(*) FROM load")) == 0)
    }

    @Test("A writer that gives up leaves nothing")
    func givenUp() throws {
        let connection = database.connection()
        let failure = kind {
            _ = try connection.copy(statement) { writer throws(PostgresError) in
                try writer.beginRow(columns: 4)
                writer.append(Int32(1))
                throw PostgresError(.cancelled)
            }
        }
        #expect(failure == .cancelled)
        #expect(try connection.run(integer("SELECT count(*) FROM load")) == 0)
    }

    @Test("A script that fails in the middle changes nothing, says so, and the connection goes on")
    func script() throws {
        let connection = database.connection()
        let script = "INSERT INTO load (id) VALUES (1); SELECT 1 / 0; INSERT INTO load (id) VALUES (2)"
        #expect(kind { try connection.run(script: script, name: "script") } == .invalidValue)
        #expect(try connection.run(integer("SELECT count(*) FROM load")) == 0)
    }

    @Test("Requests that are under way end before a script begins")
    func order() throws {
        let connection = database.connection()
        try connection.connect()
        var first: String?
        connection.send(text("SELECT 'done' FROM pg_sleep(0.1)")) { first = try? $0.get() }
        try connection.run(script: "SELECT 1", name: "script")
        #expect(first == "done")
    }

    @Test("A statement is described without being run")
    func description() throws {
        let statement = Statement("insert", "INSERT INTO load (id, title) VALUES ($1, $2) RETURNING id, tags")
        let connection = database.connection()
        let description = try connection.describe(statement)
        #expect(description.parameters == [.int4, .text])
        #expect(description.columns.map(\.name) == ["id", "tags"])
        #expect(description.columns.map(\.type) == [.int4, .textArray])
        #expect(kind { _ = try connection.describe(Statement("bad", "SELECT nothing")) } == .schemaMismatch)
        #expect(try connection.run(integer("SELECT count(*) FROM load")) == 0)
    }

    @Test("COPY as a request isn't answered by a hang")
    func copyAsRequest() throws {
        let connection = database.connection()
        #expect(kind { _ = try connection.run(text("COPY load FROM STDIN")) } != nil)
    }
}
