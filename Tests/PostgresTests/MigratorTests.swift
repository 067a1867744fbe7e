import Postgres
import TestSupport
import Testing

@Suite("Migrations")
struct MigratorTests {
    private let database: TestDatabase
    private let owner: String
    private let console: String

    init() throws {
        database = try TestDatabase(migrated: false)
        let number = database.cluster.nextNumber()
        owner = "owner_\(number)"
        console = "console_\(number)"
        try database.run("CREATE ROLE \(console)")
    }

    private var first: Migration {
        Migration(
            name: "0001_first",
            text: "CREATE ROLE \(owner); CREATE SCHEMA ledger AUTHORIZATION \(owner); CREATE TABLE public.one (n int)"
        )
    }

    private let second = Migration(name: "0002_second", text: "CREATE TABLE public.two (n int)")

    private func migrator(_ migrations: [Migration], patience: Duration = .seconds(20)) -> Migrator {
        let ledger = MigrationLedger(schema: "ledger", table: "steps", owner: owner, users: [console])
        return Migrator(migrations, ledger: ledger, consoleRole: console, patience: patience)
    }

    private func error(_ body: () throws -> Void) -> MigrationError? {
        do {
            try body()
            return nil
        } catch {
            return error as? MigrationError
        }
    }

    @Test("They apply in the order of their numbers, once")
    func order() throws {
        let connection = database.connection()
        let migrator = migrator([second, first])
        #expect(try migrator.pending(on: connection).migrations == [first, second])
        var reported: [String] = []
        #expect(try migrator.apply(on: connection) { reported.append($0) }.migrations == [first, second])
        #expect(reported == ["0001_first", "0002_second", "code"])
        #expect(try migrator.pending(on: connection).isEmpty)
        #expect(try migrator.apply(on: connection).isEmpty)
    }

    @Test("Where one fails nothing of all that was pending is done")
    func failure() throws {
        let broken = Migration(name: "0003_broken", text: "CREATE TABLE public.three (n int); SELECT 1 / 0")
        let connection = database.connection()
        try migrator([first]).apply(on: connection)
        let migrator = migrator([first, second, broken])
        guard case .refused("0003_broken", let failure)? = error({ try migrator.apply(on: connection) }) else {
            Issue.record("not refused")
            return
        }
        #expect(failure.state == "22012")
        #expect(try migrator.pending(on: connection).migrations == [second, broken])
        #expect(try database.value("SELECT to_regclass('public.one')::text", as: String.self) == "one")
        #expect(try database.value("SELECT to_regclass('public.two')::text", as: String.self) == nil)
    }

    @Test("A landed one that was changed, one that is unknown, and one that comes too late are errors")
    func comparison() throws {
        let connection = database.connection()
        try migrator([first, second]).apply(on: connection)
        let changed = Migration(name: second.name, text: second.text + " ")
        let change = error { try migrator([first, changed]).apply(on: connection) }
        #expect(change == .changed(name: "0002_second"))
        let stranger = error { _ = try migrator([first]).pending(on: connection) }
        #expect(stranger == .unknown(name: "0002_second"))
        let late = Migration(name: "0001_late", text: "SELECT 1")
        let expected = MigrationError.outOfOrder(name: "0001_late", after: "0002_second")
        let found = error { try migrator([first, late, second]).apply(on: connection) }
        #expect(found == expected)
    }

    @Test("A ledger of before the first release is told so, and left as it is")
    func before() throws {
        let connection = database.connection()
        try migrator([first]).apply(on: connection)
        try database.run("DROP TABLE ledger.code_files, ledger.code_objects")
        #expect(error { _ = try migrator([first]).pending(on: connection) } == .predatesFirstRelease)
        #expect(error { try migrator([first, second]).apply(on: connection) } == .predatesFirstRelease)
        #expect(try database.value("SELECT to_regclass('public.two')::text", as: String.self) == nil)
    }

    @Test("Another migrator is waited for only so long, and is named")
    func lock() throws {
        let holder = database.connection()
        let slow = Migration(name: "0002_slow", text: "SELECT pg_sleep(0.1)")
        try migrator([first]).apply(on: holder)
        // Somebody else's migration that hangs: the lock as the migrator takes it, held.
        let key = try #require(
            try database.value(
                "SELECT $1::bigint",
                [Parameter(Checksum.of("riad migrations \"ledger\".\"steps\""))],
                as: Int64.self
            )
        )
        try holder.run(script: "SELECT pg_advisory_lock(\(key))", name: "hold")
        let connection = database.connection()
        let found = error { try migrator([first, slow], patience: .milliseconds(80)).apply(on: connection) }
        guard case .locked(let who?)? = found else {
            Issue.record("not locked: \(String(describing: found))")
            return
        }
        #expect(who.processID == holder.processID)
        #expect(who.login == "postgres")
        holder.close()
        #expect(try migrator([first, slow]).apply(on: connection).migrations == [slow])
    }

    @Test("A login of the console never migrates, and one without the rights is told which it lacks")
    func rights() throws {
        let number = database.cluster.nextNumber()
        try database.run(
            "CREATE ROLE agent_\(number) LOGIN IN ROLE \(console); CREATE ROLE guest_\(number) LOGIN"
        )
        let migrator = migrator([first])
        let agent = database.connection(login: "agent_\(number)")
        let refused = error { try migrator.apply(on: agent) }
        #expect(refused == .consoleLogin("agent_\(number)"))
        let guest = database.connection(login: "guest_\(number)")
        let expected = MigrationError.insufficientPrivilege(
            login: "guest_\(number)",
            needs: ["CREATEROLE", "to own the database"]
        )
        let lacking = error { try migrator.apply(on: guest) }
        #expect(lacking == expected)
    }

    @Test("A console login may see what has landed, and nothing else of the ledger")
    func users() throws {
        try migrator([first]).apply(on: database.connection())
        let login = "agent_\(database.cluster.nextNumber())"
        try database.run("CREATE ROLE \(login) LOGIN IN ROLE \(console); GRANT USAGE ON SCHEMA ledger TO \(console)")
        let agent = database.connection(login: login)
        #expect(try migrator([first, second]).pending(on: agent).migrations == [second])
        let tamper = Request(writing: Statement("tamper", "DELETE FROM ledger.steps")) { $0.affected }
        #expect(kind { _ = try agent.run(tamper) } == .permissionDenied)
    }
}
