import Postgres
import TestSupport
import Testing

@Suite("Errors that the server reports")
struct ErrorTests {
    private func failure(_ sql: String, _ parameters: [Parameter] = []) throws -> PostgresError {
        let database = try TestDatabase(migrated: false)
        try database.run(
            "CREATE TABLE guest (email text CONSTRAINT guest_email UNIQUE); INSERT INTO guest VALUES ('sofia@example.com')"
        )
        do throws(PostgresError) {
            _ = try database.connection().run(text(sql, parameters))
        } catch {
            return error
        }
        throw TestSupportError("no failure")
    }

    @Test("A constraint is named, and neither the value nor the row is")
    func constraint() throws {
        let sql = "INSERT INTO guest VALUES ($1) RETURNING email"
        let failure = try failure(sql, [Parameter("sofia@example.com")])
        #expect(failure.kind == .duplicate)
        #expect(failure.state == "23505")
        #expect(failure.constraint == "guest_email")
        #expect(!"\(failure)".contains("sofia"))
        #expect(!String(reflecting: failure).contains("sofia"))
    }

    @Test("A value that doesn't fit isn't quoted, though the server's message quotes it")
    func value() throws {
        let failure = try failure("SELECT ($1::text)::integer::text", [Parameter("sesame")])
        #expect(failure.kind == .invalidValue)
        #expect(failure.message == nil)
        #expect(!"\(failure)".contains("sesame"))
        #expect("\(failure)" == "text: a value doesn't fit [22P02]. Check what was entered.")
    }

    @Test("A RAISE of a class of its own speaks for itself; one without doesn't")
    func raised() throws {
        let rule = try failure("DO $$ BEGIN RAISE EXCEPTION 'only its assignee' USING ERRCODE = 'QX001'; END $$")
        #expect(rule.kind == .other)
        #expect(rule.message == "only its assignee")
        let raised = try failure("DO $$ BEGIN RAISE EXCEPTION 'secret of room 7'; END $$")
        #expect(raised.kind == .other)
        #expect(!"\(raised)".contains("room 7"))
    }

    @Test("A missing right, a missing table and a mistake in the SQL say what to do")
    func schema() throws {
        let missing = try failure("SELECT * FROM nothing_here")
        #expect(missing.kind == .schemaMismatch)
        #expect(missing.description.contains("riad migrate"))
        #expect(missing.position == 15)
        #expect(try failure("SELEC 1").kind == .schemaMismatch)
        let locked = try failure("SET ROLE pg_monitor; SELECT 1")
        #expect(locked.state == "42601")
    }

    @Test("A server that can't load a library of its own was upgraded while it runs: no riddle about symbols")
    func libraries() throws {
        for library in ["$libdir/riad_is_gone", "/proc/self/exe", "$libdir/plpgsql"] {
            let failure = try failure("CREATE FUNCTION f() RETURNS void LANGUAGE c AS '\(library)', 'riad_is_gone'")
            #expect(failure.kind == .serverReplaced, "\(library)")
            #expect("\(failure)".contains("upgraded while running"))
            #expect("\(failure)".contains("riad demo stop"))
            #expect(!"\(failure)".contains("riad_is_gone"))
        }
    }

    @Test("What an error says can't move a terminal's cursor")
    func escapes() throws {
        let sql = "DO $$ BEGIN RAISE EXCEPTION E'a\\x1b[2Jb\\u202ec' USING ERRCODE = 'QX002'; END $$"
        #expect(try failure(sql).message == "a [2Jb c")
    }

    @Test("Every kind says what happened and what to do next", arguments: PostgresError.Kind.allCases)
    func words(kind: PostgresError.Kind) {
        #expect(!kind.summary.isEmpty)
        #expect(kind.advice.hasSuffix("."))
    }

    @Test("A lock that isn't had in time is a timeout, and a deadlock a conflict")
    func locks() throws {
        let database = try TestDatabase(migrated: false)
        try database.run("CREATE TABLE t (n int)")
        let holder = database.connection()
        try holder.run(script: "BEGIN; LOCK TABLE t", name: "lock")
        var settings = database.settings()
        settings.lockTimeout = .milliseconds(50)
        #expect(kind { _ = try Connection(settings).run(integer("SELECT count(*) FROM t")) } == .timedOut)
        let deadlock = try failure("DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '40P01'; END $$")
        #expect(deadlock.kind == .conflict)
        #expect(deadlock.kind.isTransient)
    }
}
