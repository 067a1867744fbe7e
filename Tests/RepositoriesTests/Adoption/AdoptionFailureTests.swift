import Postgres
import Repositories
import TestSupport
import Testing

@Suite("An adoption that doesn't come to its end", .serialized)
struct AdoptionFailureTests {
    private let foreign: ForeignDatabase
    init() throws { foreign = try ForeignDatabase() }

    private func error(_ body: () throws -> Void) -> MigrationError? {
        do {
            try body()
            return nil
        } catch {
            return error as? MigrationError
        }
    }

    /// The catalog without what an adoption adds before its transaction.
    private func catalog() throws -> Set<String> {
        try Catalog(of: foreign.database).lines.filter { !$0.hasPrefix("label ") }
    }

    @Test("One that fails late leaves everything as it was, and can be tried again")
    func late() throws {
        let before = try catalog()
        let sum = "SELECT md5(string_agg(c::text, ',' ORDER BY id)) FROM conversations c"
        let rows: String? = try foreign.database.value(sum)
        // Only here does it find a conversation: the reference has none.
        let broken = Migration(name: "9999_broken", text: "SELECT 1 / (SELECT 0 FROM public.conversations LIMIT 1)")
        let usual = Schema.adoption()
        let migrator = Migrator(
            usual.migrator.migrations + [broken],
            ledger: usual.migrator.ledger,
            consoleRole: usual.migrator.consoleRole
        )
        let adoption = Adoption(migrator, usual.scripts)
        let connection = foreign.connection()
        let plan = try #require(try adoption.plan(on: connection))
        guard case .refused("9999_broken", let refusal)? = error({ try adoption.apply(plan, on: connection) }) else {
            Issue.record("it wasn't refused")
            return
        }
        #expect(refusal.state == "22012")
        #expect(try catalog() == before)
        #expect(try foreign.database.value(sum) == rows)
        try foreign.adopt()
    }

    @Test("Somebody who holds a table is waited for only so long, and nothing is changed")
    func tableInUse() throws {
        let before = try catalog()
        let holder = foreign.database.connection()
        try holder.run(script: "BEGIN; UPDATE conversations SET subject = subject", name: "hold")
        let adoption = Schema.adoption(patience: .milliseconds(300))
        let connection = foreign.connection()
        let plan = try #require(try adoption.plan(on: connection))
        guard case .tablesInUse(let who?)? = error({ try adoption.apply(plan, on: connection) }) else {
            Issue.record("it was adopted")
            return
        }
        #expect(who.login == "postgres")
        #expect(try catalog() == before)
        try holder.run(script: "ROLLBACK", name: "let go")
    }

    @Test("What wasn't in the plan that was shown isn't done")
    func changed() throws {
        let connection = foreign.connection()
        let plan = try #require(try Schema.adoption().plan(on: connection))
        try connection.run(script: "CREATE POLICY late ON guest USING (true)", name: "late")
        let before = try catalog()
        guard case .planChanged(let line)? = error({ try Schema.adoption().apply(plan, on: connection) }) else {
            Issue.record("it was adopted")
            return
        }
        #expect(line.contains("policy late on guest"))
        #expect(try catalog() == before)
    }

    @Test("Of two at once one adopts, and the other finds it done")
    func twoAtOnce() async throws {
        let adoption = Schema.adoption()
        let plan = try #require(try adoption.plan(on: foreign.connection()))
        async let one = Task.detached { [foreign] in try adoption.apply(plan, on: foreign.connection()) != nil }.value
        async let other = Task.detached { [foreign] in try adoption.apply(plan, on: foreign.connection()) != nil }.value
        let done = try await [one, other]
        #expect(done.filter { $0 }.count == 1)
        #expect(try Schema.migrator().pending(on: foreign.connection()).isEmpty)
    }

    @Test("A console login plans and adopts nothing, and a login without the rights is told what it lacks")
    func rights() throws {
        let number = foreign.database.cluster.nextNumber()
        try foreign.database.run(
            """
            CREATE ROLE plain_\(number) LOGIN;
            CREATE ROLE console_\(number) LOGIN;
            DO $$ BEGIN CREATE ROLE riad_console NOLOGIN NOINHERIT; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
            GRANT riad_console TO console_\(number)
            """
        )
        let plain = foreign.database.connection(login: "plain_\(number)")
        let plan = try #require(try Schema.adoption().plan(on: plain))
        #expect(plan.blockers.contains { $0.text == "plain_\(number) lacks to own the database" })
        let console = foreign.database.connection(login: "console_\(number)")
        #expect(error { _ = try Schema.adoption().plan(on: console) } == .consoleLogin("console_\(number)"))
        #expect(error { try Schema.adoption().apply(plan, on: console) } == .consoleLogin("console_\(number)"))
    }
}
