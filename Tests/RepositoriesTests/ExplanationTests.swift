import Domain
import Postgres
import TestSupport
import Testing

@testable import Repositories

@Suite("What the server refuses is explained to people, not to those who wrote the SQL")
struct ExplanationTests {
    private let house: CompanyFixture
    private let agent: TestPerson
    private let talk: Identifier<Conversation>

    init() throws {
        house = try CompanyFixture()
        agent = try house.database.person(.agent)
        talk = try house.conversation(.nouvelle)
    }

    private func explanation(_ connection: Connection, _ work: (Connection) throws -> Void) throws -> String {
        do {
            try work(connection)
        } catch let error as PostgresError {
            return error.explanation
        }
        throw TestSupportError("nothing was refused")
    }

    private func explanation(of sql: String, as login: String? = nil) throws -> String {
        try explanation(house.database.connection(login: login ?? agent.login)) { connection in
            try connection.run(script: sql, name: "secret_statement")
        }
    }

    /// What claiming says, as the repository asks for it.
    private func explanationOfClaim() throws -> String {
        let user = try #require(try house.user(agent))
        return try explanation(house.database.connection(as: agent)) { connection in
            try connection.run(try Conversations.claim(talk, assignedTo: nil, by: user))
        }
    }

    private let noRight = "this login may not do that. Ask an administrator for the right."

    @Test("a login without any right that calls a function, and a console's that writes a table")
    func permission() throws {
        let stranger = "stranger_\(house.database.cluster.nextNumber())"
        try house.database.run("CREATE ROLE \(stranger) LOGIN")
        defer { _ = try? house.database.run("DROP ROLE \(stranger)") }
        #expect(try explanation(of: "SELECT riad.claim('\(talk)')", as: stranger) == noRight)
        #expect(try explanation(of: "DELETE FROM public.conversation_messages") == noRight)
    }

    @Test("a function that was revoked")
    func revoked() throws {
        try house.database.run("REVOKE EXECUTE ON FUNCTION riad.claim FROM PUBLIC, riad_console")
        #expect(try explanationOfClaim() == noRight)
    }

    @Test("a function that isn't there")
    func dropped() throws {
        try house.database.run("ALTER FUNCTION riad.claim RENAME TO claim_once")
        #expect(
            try explanationOfClaim()
                == "the database lacks something that this version needs (SQLSTATE 42883). "
                + "Run riad migrate, or use the program's matching version."
        )
    }

    @Test("a value out of range, and one that isn't of its type")
    func value() throws {
        let outOfRange = "a value doesn't fit (SQLSTATE 22003). Check what was entered."
        #expect(try explanation(of: "SELECT 4000000000::integer") == outOfRange)
        let wrong = "a value doesn't fit (SQLSTATE 22P02). Check what was entered."
        #expect(try explanation(of: "SELECT 'Sofia'::text::integer") == wrong)
    }

    @Test("one that is there already, and one that a check refuses")
    func constraints() throws {
        let twice = "INSERT INTO public.guest (guest_id, org_id) SELECT '\(talk)', '\(talk)' FROM generate_series(1, 2)"
        #expect(
            try explanation(of: twice, as: "postgres")
                == "it already exists. Use the existing one, or choose another name."
        )
        let checked = "CREATE TEMP TABLE t (n int CONSTRAINT n_is_odd CHECK (n % 2 = 1)); INSERT INTO t VALUES (2)"
        #expect(
            try explanation(of: checked, as: "postgres")
                == "the data violates a constraint (SQLSTATE 23514). Check what was entered."
        )
    }

    @Test("a statement that takes too long, and a lock that isn't had")
    func timeout() throws {
        let late = "it took too long. Ask for less, or try again when the server is less busy."
        #expect(try explanation(of: "SET statement_timeout = 20; SELECT pg_sleep(60)") == late)
        let holder = house.database.connection()
        try holder.run(script: "BEGIN; LOCK TABLE public.guest", name: "lock")
        #expect(try explanation(of: "SET lock_timeout = 20; SELECT count(*) FROM public.guest") == late)
    }

    @Test("two who change the same row at the same time")
    func serialization() throws {
        let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM public.conversations"
        let change = "UPDATE public.conversations SET priority = 'high' WHERE id = '\(talk)'"
        let late = house.database.connection()
        try late.run(script: begin, name: "begin")
        try house.database.run(change)
        let said = try explanation(late) { connection in try connection.run(script: change, name: "change") }
        #expect(said == "somebody else changed it at the same time. Try again.")
    }

    @Test("a server that goes away")
    func gone() throws {
        let end = "SELECT pg_terminate_backend(pg_backend_pid())"
        let lost = "the connection to the server was lost. Try again when the server is back."
        #expect(try explanation(of: end, as: "postgres") == lost)
    }

    @Test("a change whose answer never came, which may have been made")
    func unanswered() throws {
        let connection = house.database.connection()
        try connection.connect()
        let process = try #require(connection.processID)
        var said: [String] = []
        for _ in 0..<2 {
            connection.send(Request(writing: Statement(name: "wait", text: "SELECT pg_sleep(60)")) { _ in }) { result in
                if case .failure(let error) = result { said.append(error.explanation) }
            }
        }
        try house.database.run("SELECT pg_terminate_backend(\(process))")
        while connection.pendingCount > 0 { connection.waitAndAdvance() }
        #expect(
            said.last == "the connection to the server was lost. "
                + "It may have been done all the same: look before you repeat it."
        )
    }

    @Test("a rule of riad's own, in the database's words and with what to do")
    func rules() throws {
        try house.database.run(
            "UPDATE public.conversations SET assigned_agent_id = '\(house.database.person(.agent).id)', state = 'EN_COURS'"
        )
        #expect(
            try explanationOfClaim()
                == "somebody else has this conversation. Check its current state, then decide again."
        )
        let strange = try explanation(of: "SELECT riad.claim('00000000-0000-4000-8000-000000000000')")
        #expect(
            strange == "there is no such conversation. Check that it still exists and that you may see it."
        )
        let priority = try explanation(of: "SELECT riad.set_priority('\(talk)', 'extreme')", as: agent.login)
        #expect(priority.hasSuffix("."))
    }

    @Test("a rule whose words name what is inside the database")
    func inside() throws {
        let sql = """
            DO $$ BEGIN RAISE EXCEPTION 'riad_accounts may not create logins' USING ERRCODE = '\(Refusal.invalidInput.state)',
                HINT = 'GRANT riad_console TO riad_accounts'; END $$
            """
        #expect(
            try explanation(of: sql) == "invalid value. Check what was entered. The server's log says more."
        )
    }

    @Test("a rule of a newer database, and what nobody expects: by its SQLSTATE")
    func unknown() throws {
        for state in ["R" + "I999", "XX000", "P0001"] {
            let sql = "DO $$ BEGIN RAISE EXCEPTION 'Sofia Moreau, room 7' USING ERRCODE = '\(state)'; END $$"
            #expect(
                try explanation(of: sql) == "the server refused (SQLSTATE \(state)). The server's log says more."
            )
        }
    }

    @Test("what has no rule, no server and no code still says what to do", arguments: PostgresError.Kind.allCases)
    func kinds(kind: PostgresError.Kind) {
        let said = PostgresError(kind, statement: "secret_statement").explanation
        #expect(said == "\(kind.summary). \(kind.advice)")
    }

    @Test(
        "Words with a name from the database in them are not for people",
        arguments: [
            ("the last super_admin cannot be removed", true), ("a merge needs 1 to 20 conversations", true),
            ("a first password is a SCRAM verifier, valid for a minute to 31 days", true),
            ("a login name has lower-case letters, digits and _, and is not reserved", true),
            ("login fatima is a member of a role other than riad_console", false),
            ("permission denied for function riad.claim", false), ("call claim() instead", false),
            ("needs manageCalendars", false),
        ]
    )
    func words(text: String, areForPeople: Bool) {
        #expect(ServerSentence(text).isUserFacing == areForPeople)
    }
}
