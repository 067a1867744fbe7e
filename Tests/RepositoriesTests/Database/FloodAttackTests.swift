import Domain
import Loop
import Postgres
import TestSupport
import Testing

@Suite("Attacks that fill the server or keep it busy")
struct FloodAttackTests {
    private let house: SQLFixture
    init() throws { house = try SQLFixture() }

    /// A session of that login in a statement that ends long after the test.
    private func busy(_ sql: String, as person: TestPerson) throws -> Connection {
        let session = house.database.connection(as: person)
        try session.run(script: "SET statement_timeout = 0", name: "lift")
        session.send(SQLFixture.question(sql)) { _ in }
        let isRunning = """
            SELECT 1::text FROM pg_stat_activity a WHERE a.usename = '\(person.login)' AND a.state = 'active'
                AND (a.backend_xid IS NOT NULL OR a.wait_event = 'PgSleep')
            """
        while try house.text(isRunning) == nil { session.waitAndAdvance(limit: .now() + .milliseconds(20)) }
        return session
    }

    /// Waits until that login has no session any more.
    private func waitForEnd(of person: TestPerson) throws {
        let isThere = "SELECT 1::text FROM pg_stat_activity WHERE usename = '\(person.login)'"
        while try house.text(isThere) != nil {}
    }

    @Test("Who reads in one statement without end is put out after a time: what was deleted must be cleared away")
    func reading() throws {
        let agent = try house.database.person(.agent)
        let session = try busy("SELECT pg_sleep(100000)::text", as: agent)
        defer { withExtendedLifetime(session) {} }
        #expect(try house.text("SELECT riad.end_idle_transactions()::text") == "0")
        #expect(try house.text("SELECT riad.end_idle_transactions('1 hour', '0 seconds')::text") == "1")
        try waitForEnd(of: agent)
    }

    @Test("Who holds a row in a statement without end is put out; a superviseur has a minute, for what takes long")
    func holding() throws {
        let held = """
            SELECT riad.edit_own_profile('Another', 'Name', NULL)::text,
                (SELECT count(*) FROM pg_class a, pg_class b, pg_class c, pg_class d)
            """
        let cleaner = try house.database.person(.femmeDeMenage)
        let boss = try house.database.person(.superviseur)
        let sessions = [try busy(held, as: cleaner), try busy(held, as: boss)]
        defer { withExtendedLifetime(sessions) {} }
        #expect(try house.text("SELECT riad.end_idle_transactions('0 seconds')::text") == "1")
        try waitForEnd(of: cleaner)
        try house.database.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '\(boss.login)'")
    }

    @Test("One login begins only so many changes of many within a minute; others go on")
    func batches() throws {
        let boss = try house.database.person(.superviseur)
        let other = try house.database.person(.superviseur)
        let begin = """
            PERFORM riad.start_batch('priority', NULL, 'high', NULL, ARRAY[gen_random_uuid()], '{0}', NULL, NULL);
            """
        let flood = "DO $$ BEGIN FOR turn IN 1..61 LOOP \(begin) END LOOP; END $$"
        #expect(try house.refusal(of: flood, as: boss.login) == Refusal.rateLimited.state)
        #expect(try house.refusal(of: "DO $$ BEGIN \(begin) END $$", as: other.login) == nil)
    }

    @Test("Long texts count for as many changes as they fill pages")
    func longTexts() throws {
        let agent = try house.database.person(.agent)
        let talk = try house.conversation(assignedTo: agent)
        func notes(_ count: Int, of text: String) -> String {
            """
            DO $$ BEGIN FOR turn IN 1..\(count) LOOP
                PERFORM riad.send_message(gen_random_uuid(), '\(talk)', \(text), true, NULL, false);
            END LOOP; END $$
            """
        }
        #expect(try house.refusal(of: notes(20, of: "'Bonjour'"), as: agent.login) == nil)
        // More than twice as many as a minute takes: one of them may begin in between.
        let flood = notes(20, of: "repeat('x ', 131072)")
        #expect(try house.refusal(of: flood, as: agent.login) == Refusal.rateLimited.state)
    }
}
