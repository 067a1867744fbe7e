import Domain
import Loop
import Postgres
import TestSupport
import Testing

@Suite("Attacks that hold others up")
struct LockHoldingAttackTests {
    private let house: SQLFixture
    init() throws { house = try SQLFixture() }

    private let verifier =
        "SCRAM-SHA-256$4096:\(String(repeating: "A", count: 22))==$"
        + "\(String(repeating: "A", count: 43))=:\(String(repeating: "A", count: 43))="

    private func gift(_ role: AppRole, to person: TestPerson, by giver: TestPerson) -> String {
        "SELECT public.assign_user_role('\(person.id)', '\(role.label)', '\(giver.id)')"
    }

    /// A session of that login in a transaction that it leaves open; what waits for the end of one is done at once.
    private func open(_ sql: String, as login: String) throws -> Connection {
        let session = house.database.connection(login: login)
        try session.run(script: "BEGIN; SET CONSTRAINTS ALL IMMEDIATE; \(sql)", name: "hold")
        return session
    }

    @Test("No change of rights waits for who edits their own profile, or replaces a first password")
    func ownProfile() throws {
        let admin = try house.database.person(.administrateur)
        let agent = try house.database.person(.agent)
        let cleaner = try house.database.person(.femmeDeMenage)
        let other = try house.database.person(.femmeDeMenage)
        let starter = try house.database.person(.femmeDeMenage)
        try house.database.run(
            "UPDATE riad.logins SET first_password_until = now() + interval '1 day' WHERE user_id = '\(starter.id)'"
        )
        let holders = [
            try open("SELECT riad.edit_own_profile('Another', 'Name', NULL)", as: cleaner.login),
            try open("SELECT riad.set_own_password('\(verifier)')", as: other.login),
            try open("SELECT riad.set_own_password('\(verifier)')", as: starter.login),
        ]
        #expect(try house.refusal(of: gift(.technicien, to: agent, by: admin), as: admin.login) == nil)
        #expect(try house.text("SELECT role FROM riad.me()", as: agent.login) == "technicien")
        for holder in holders { try holder.run(script: "COMMIT", name: "commit") }
        #expect(try house.text("SELECT role FROM riad.me()", as: starter.login) == "femme_de_menage")
    }

    @Test("Who has their own profile or login in an open transaction is deactivated all the same")
    func ownRow() throws {
        let admin = try house.database.person(.administrateur)
        for hold in ["riad.edit_own_profile('Another', 'Name', NULL)", "riad.set_own_password('\(verifier)')"] {
            let agent = try house.database.person(.agent)
            let seen = "SELECT updated_at::text FROM public.profiles WHERE user_id = '\(agent.id)'"
            let moment = try #require(try house.text(seen))
            let session = try open("SELECT \(hold)", as: agent.login)
            let deactivation = """
                SELECT riad.edit_person('\(agent.id)', 'Test', 'Person', 'x@example.com', NULL, 'agent', '{}', false,
                    '\(moment)')
                """
            #expect(try house.refusal(of: deactivation, as: admin.login) == nil, "\(hold)")
            #expect(throws: PostgresError.self, "\(hold)") { try session.run(script: "COMMIT", name: "commit") }
        }
    }

    @Test("A role that is taken while its person replaces a first password is gone")
    func firstPassword() throws {
        let admin = try house.database.person(.administrateur)
        let starter = try house.database.person(.agent)
        let first = """
            UPDATE riad.logins SET first_password_until = now() + interval '1 day' WHERE user_id = '\(starter.id)'
            """
        try house.database.run(first)
        let holder = try open("SELECT riad.set_own_password('\(verifier)')", as: starter.login)
        #expect(try house.refusal(of: "SELECT riad.revoke_role('\(starter.id)')", as: admin.login) == nil)
        #expect(throws: PostgresError.self) { try holder.run(script: "COMMIT", name: "commit") }
        let rights = "SELECT count(*)::text FROM riad.effective_rights WHERE user_id = '\(starter.id)'"
        #expect(try house.text(rights) == "0")

        // Sessions that nobody ends, and a snapshot from before.
        try house.database.run(
            "\(first); UPDATE public.user_roles SET is_active = true WHERE user_id = '\(starter.id)'"
        )
        let old = house.database.connection(as: starter)
        try old.run(
            script: "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT riad.login_status()",
            name: "begin"
        )
        try house.database.run(
            """
            ALTER TABLE public.user_roles DISABLE TRIGGER role_revoked;
            UPDATE public.user_roles SET role = 'technicien' WHERE user_id = '\(starter.id)'
            """
        )
        #expect(try house.refusal(of: "SELECT riad.set_own_password('\(verifier)')", on: old) == "40001")
    }

    @Test("A guest's message gives up where somebody holds the conversation idly, and comes through the next time")
    func heldConversation() throws {
        let agent = try house.database.person(.agent)
        let channel = try house.channelLogin()
        func message(_ id: String) -> String {
            """
            SELECT conversation_id::text
            FROM public.receive_guest_message('wa1', '\(id)', 'whatsapp', '212600000001', 'Bonjour')
            """
        }
        let talk = try #require(try house.text(message("1"), as: channel))
        let note = "SELECT riad.send_message(gen_random_uuid(), '\(talk)', 'A note', true, NULL, false)"
        let holder = try open("SET idle_in_transaction_session_timeout = 0; \(note)", as: agent.login)
        #expect(try house.refusal(of: message("2"), as: channel) == Refusal.lockTimeout.state)
        #expect(throws: PostgresError.self) { try holder.run(script: "COMMIT", name: "commit") }
        #expect(try house.text(message("2"), as: channel) == talk)
    }

    @Test("A guest's message that is in a circle of who waits for whom is to come again, as any that is held up")
    func circle() throws {
        let boss = try house.database.person(.superviseur)
        let login = try house.channelLogin()
        func message(_ id: String) -> String {
            """
            SELECT conversation_id::text
            FROM public.receive_guest_message('wa1', '\(id)', 'whatsapp', '212600000001', 'Bonjour')
            """
        }
        let talk = try #require(try house.text(message("1"), as: login))
        let guest = "SELECT guest_id::text FROM public.conversations WHERE id = '\(talk)'"
        let edit = """
            SELECT riad.edit_guest(g.guest_id, g.xmin::text::bigint, 'Another', 'Name', NULL, NULL, NULL, NULL)::text
            FROM public.guest g WHERE g.guest_id = '\(try #require(try house.text(guest)))'
            """
        let holder = try open("SELECT riad.set_priority('\(talk)', 'urgent')", as: boss.login)
        let channel = house.database.connection(login: login)
        try channel.connect()
        var answer: Result<String?, PostgresError>?
        channel.send(SQLFixture.question(message("2"))) { answer = $0 }
        let isWaiting = "SELECT 1::text FROM pg_stat_activity WHERE usename = '\(login)' AND wait_event_type = 'Lock'"
        while try house.text(isWaiting) == nil { channel.waitAndAdvance(limit: .now() + .milliseconds(20)) }
        holder.send(SQLFixture.question(edit)) { _ in }
        while answer == nil {
            holder.waitAndAdvance(limit: .now() + .milliseconds(20))
            channel.waitAndAdvance(limit: .now() + .milliseconds(20))
        }
        // Whichever of the two the server takes out of the circle.
        if case .failure(let error) = answer { #expect(error.state == Refusal.lockTimeout.state) }
    }

    @Test("Who holds rows in a transaction and does nothing is put out; who reads in one, or holds nothing, stays")
    func idle() throws {
        let agent = try house.database.person(.agent)
        let user = try house.database.person(.agent)
        let present = try house.database.person(.agent)
        let holding = try open("SELECT riad.edit_own_profile('Another', 'Name', NULL)", as: agent.login)
        let reading = try open("SELECT count(*) FROM public.conversations", as: user.login)
        let waiting = house.database.connection(as: present)
        try waiting.connect()
        #expect(try house.text("SELECT riad.end_idle_transactions('0 seconds')::text") == "1")
        #expect(throws: PostgresError.self) { try holding.run(script: "COMMIT", name: "commit") }
        for session in [reading, waiting] {
            #expect(try house.text("SELECT 'here'", on: session) == "here")
        }
    }

    @Test("A console that asks who is there has sessions without rights ended, once in a while")
    func inPassing() throws {
        let expired = try house.database.person(.agent)
        let present = try house.database.person(.agent)
        let session = house.database.connection(as: expired)
        try session.run(script: "BEGIN; DECLARE kept CURSOR FOR SELECT * FROM public.conversations", name: "keep")
        try house.database.run(
            """
            ALTER TABLE public.user_roles DISABLE TRIGGER role_revoked;
            UPDATE public.user_roles SET expires_at = clock_timestamp() WHERE user_id = '\(expired.id)';
            SELECT setval('riad.last_session_check', extract(epoch FROM clock_timestamp())::bigint)
            """
        )
        let asked = "SELECT * FROM riad.presence(NULL)"
        #expect(try house.refusal(of: asked, as: present.login) == nil)
        #expect(try house.refusal(of: "FETCH kept", on: session) == nil)
        try house.database.run("SELECT setval('riad.last_session_check', 1)")
        #expect(try house.refusal(of: asked, as: present.login) == nil)
        #expect(throws: PostgresError.self) { try session.run(script: "FETCH kept", name: "fetch") }
    }

    @Test("Who looks after sessions from within a transaction that goes on keeps nobody else from it")
    func keepingOthersFrom() throws {
        let agent = try house.database.person(.agent)
        let session = try open("SELECT 1", as: agent.login)
        try house.database.run("SELECT setval('riad.last_session_check', 1)")
        let asked = "SELECT pg_sleep(2.1); SELECT * FROM riad.presence(NULL)"
        #expect(try house.refusal(of: asked, on: session) == nil)
        #expect(try house.text("SELECT last_value::text FROM riad.last_session_check") == "1")
    }

    @Test("One login changes only so much within a minute; others go on")
    func changesOfOneLogin() throws {
        let cleaner = try house.database.person(.femmeDeMenage)
        let other = try house.database.person(.femmeDeMenage)
        // More than twice as many as a minute takes: one of them may begin in between.
        let flood = """
            DO $$ BEGIN
                FOR turn IN 1..1250 LOOP PERFORM riad.edit_own_profile('Name ' || turn, 'Person', NULL); END LOOP;
            END $$
            """
        #expect(try house.refusal(of: flood, as: cleaner.login) == Refusal.rateLimited.state)
        let once = "SELECT riad.edit_own_profile('Another', 'Name', NULL)"
        #expect(try house.refusal(of: once, as: other.login) == nil)
    }
}
