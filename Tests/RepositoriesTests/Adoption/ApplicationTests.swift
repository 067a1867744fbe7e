import Postgres
import Repositories
import TestSupport
import Testing

@Suite("The application that an adoption keeps", .serialized)
struct ApplicationTests {
    private let foreign: ForeignDatabase
    private let talk: String

    init() throws {
        foreign = try ForeignDatabase.adopted(keepingApplication: true)
        talk = try #require(
            try foreign.database.value(
                "SELECT id::text FROM conversations WHERE state = 'NOUVELLE' AND assigned_agent_id IS NULL LIMIT 1"
            )
        )
    }

    /// Runs SQL as the platform does for somebody who signed in; gives the SQLSTATE of a refusal.
    private func refusal(of sql: String, as number: Int, role: String = "authenticated") throws -> String? {
        let application = foreign.database.connection(login: "authenticator")
        let claims = "jsonb_build_object('sub', md5('user\(number)')::uuid, 'role', '\(role)')::text"
        return try RepositoriesTests.refusal {
            try application.run(
                script: """
                    BEGIN; SET LOCAL ROLE \(role); SELECT set_config('request.jwt.claims', \(claims), true);
                    \(sql); COMMIT
                    """,
                name: "application"
            )
        }
    }

    private func one(_ sql: String) throws -> String? { try foreign.database.value("SELECT (\(sql))::text") }

    @Test("An agent's message is numbered, claims the conversation and is no one else's")
    func message() throws {
        let count = try #require(try one("SELECT last_seq FROM conversations WHERE id = '\(talk)'").flatMap { Int($0) })
        let message = """
            INSERT INTO conversation_messages (conversation_id, sender_id, sender_type, message_content, translated_content)
            VALUES ('\(talk)', md5('user4')::uuid, 'agent', 'Bonjour', 'Hello')
            """
        #expect(try refusal(of: message, as: 4) == nil)
        #expect(
            try one(
                "SELECT concat_ws(' ', last_seq, state, assigned_agent_id = md5('user4')::uuid, last_message_content)"
                    + " FROM conversations WHERE id = '\(talk)'"
            ) == "\(count + 1) EN_COURS t Bonjour"
        )
        #expect(try one("SELECT seq FROM conversation_messages WHERE translated_content = 'Hello'") == "\(count + 1)")
        // A colleague's name, and a colleague's conversation.
        #expect(try refusal(of: message, as: 6) == "42501")
        #expect(try refusal(of: message.replacing("user4", with: "user6"), as: 6) == "42501")
        #expect(try refusal(of: message.replacing("'agent'", with: "'guest'"), as: 4) == "42501")
        // What the outside hears comes from riad's own outbox.
        #expect(try one("SELECT count(*) FROM net.calls") == "0")
        #expect(try one("SELECT count(*) > 0 FROM riad.outbox WHERE event_type = 'message_created'") == "true")
    }

    @Test("An agent takes and closes a conversation, and gives none away; a supervisor does")
    func changes() throws {
        let take = "UPDATE conversations SET assigned_agent_id = md5('user4')::uuid WHERE id = '\(talk)'"
        let state = "SELECT concat_ws(' ', state, assign_version) FROM conversations WHERE id = '\(talk)'"
        #expect(try refusal(of: take, as: 4) == nil)
        #expect(try one(state) == "EN_COURS 1")
        #expect(try refusal(of: take.replacing("user4", with: "user6"), as: 4) == "42501")
        #expect(try refusal(of: "UPDATE conversations SET state = 'CLÔTURÉE' WHERE id = '\(talk)'", as: 4) == nil)
        #expect(try refusal(of: "UPDATE conversations SET state = 'ARCHIVÉE' WHERE id = '\(talk)'", as: 4) == "42501")
        #expect(try refusal(of: take.replacing("user4", with: "user6"), as: 3) == nil)
        #expect(try one(state) == "CLÔTURÉE 2")
        // Rows of others aren't found at all.
        #expect(try refusal(of: "UPDATE conversations SET state = 'RÉSOLUE' WHERE id = '\(talk)'", as: 4) == nil)
        #expect(try one(state) == "CLÔTURÉE 2")
    }

    @Test(
        "What riad keeps itself, secrets, and other people's rights stay out of reach",
        arguments: [
            "UPDATE conversations SET zone_id = 0", "UPDATE conversations SET last_seq = 0",
            "INSERT INTO conversation_messages (conversation_id, sender_type, message_content, seq)"
                + " SELECT id, 'agent', 'x', 1 FROM conversations LIMIT 1",
            "DELETE FROM conversations", "UPDATE conversation_messages SET message_content = 'x'",
            "SELECT secret_token FROM webhook_configs", "UPDATE user_roles SET role = 'super_admin'",
            "SELECT assign_user_role(md5('user4')::uuid, 'super_admin', md5('user4')::uuid)",
            "UPDATE profiles SET user_id = md5('user1')::uuid", "SELECT * FROM riad.adopted_values",
            "SELECT riad.enable_application_access('{}')", "SELECT riad.refresh_effective_rights(NULL)",
        ]
    )
    func outOfReach(attack: String) throws {
        for role in ["authenticated", "anon", "service_role"] {
            #expect(try refusal(of: attack, as: 4, role: role) == "42501", "\(role)")
        }
    }

    @Test("Claims are nothing in anybody else's session, and without a role there are no rights")
    func claims() throws {
        let agent = foreign.database.connection(login: try foreign.login(ofPerson: 40))
        let seen = Request(
            reading: Statement(
                "seen",
                """
                WITH claims AS MATERIALIZED (
                    SELECT set_config('request.jwt.claims', jsonb_build_object('sub', md5('user1')::uuid)::text, false)
                )
                SELECT (SELECT count(*) FROM conversations) FROM claims
                """
            )
        ) { rows throws(DecodingError) -> Int64 in try rows.single()[0] }
        #expect(try agent.run(seen) == 0)
        #expect(try agent.run(seen) == 0)
        let empty = "DO $$ BEGIN IF EXISTS (SELECT FROM conversations) THEN RAISE 'seen'; END IF; END $$"
        // 40 has a role that gives no rights, 13 an inactive profile, 99 isn't there.
        for number in [40, 13, 99] { #expect(try refusal(of: empty, as: number) == nil, "\(number)") }
        #expect(try refusal(of: empty, as: 4) == "P0001")
    }

    @Test("The deployment's own policies ask has_role of the person signed in")
    func ownPolicies() throws {
        let rate = "INSERT INTO conversation_ratings (conversation_id, stars) VALUES ('\(talk)', 5)"
        #expect(try refusal(of: rate, as: 3) == nil)
        #expect(try refusal(of: rate, as: 4) == "42501")
    }

    @Test("The server's side of the application brings guests' messages, which reopen what was done")
    func guests() throws {
        let done = try #require(
            try one("SELECT id FROM conversations WHERE state = 'CLÔTURÉE' AND assigned_agent_id IS NULL LIMIT 1")
        )
        let message = """
            INSERT INTO conversation_messages (conversation_id, sender_type, message_content)
            VALUES ('\(done)', 'guest', 'Encore moi')
            """
        #expect(try refusal(of: message, as: 99, role: "service_role") == nil)
        #expect(
            try one(
                "SELECT concat_ws(' ', state, sla_due_at < 'infinity', last_sender_type) FROM conversations"
                    + " WHERE id = '\(done)'"
            ) == "NOUVELLE t guest"
        )
    }

    @Test("Once it is let go, nothing of it counts any more")
    func closing() throws {
        try foreign.database.run("SELECT riad.disable_application_access()")
        for role in ["authenticated", "service_role"] {
            #expect(try refusal(of: "SELECT FROM conversations", as: 4, role: role) == "42501")
        }
        let lines = try Catalog(of: foreign.database).lines
        let left = lines.filter {
            !$0.hasPrefix("function ") && ($0.contains("Signed in: ") || $0.contains("TRIGGER application_"))
        }
        #expect(left == [])
    }
}
