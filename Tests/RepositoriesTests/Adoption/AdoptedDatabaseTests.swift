import Domain
import Postgres
import Repositories
import TestSupport
import Testing

@Suite("Working in an adopted house", .serialized)
struct AdoptedDatabaseTests {
    private let foreign: ForeignDatabase
    private let agent: Connection
    private let user: CurrentUser

    init() throws {
        foreign = try ForeignDatabase.adopted()
        agent = foreign.database.connection(login: try foreign.login(ofPerson: 4))
        user = try #require(try agent.run(Session.currentUser()))
    }

    @Test("An agent who was there before finds the inbox, reads a thread, claims and answers")
    func work() throws {
        let id: String? = try foreign.database.value(
            """
            SELECT id::text FROM conversations
            WHERE state = 'NOUVELLE' AND assigned_agent_id IS NULL AND last_seq > 2 AND channel_type = 'email' LIMIT 1
            """
        )
        let talk = try #require(id.flatMap { Identifier<Conversation>($0) })
        let counters = try agent.run(try Inbox.counters(for: user))
        #expect(counters.total.open > 500)
        let thread = try agent.run(try Threads.page(of: talk, at: .last, limit: 40, for: user))
        #expect(thread.count > 2)
        let message = OutgoingMessage(
            id: freshIdentifier(),
            conversation: talk,
            body: "Bonjour, la clé est là 🔑",
            isInternal: false,
            expectedSequence: thread.last?.sequence,
            waitsForGuest: true
        )
        let receipt = try agent.run(try Threads.send(message, onAssignedTo: nil, by: user))
        #expect(receipt.state == .enAttente)
        #expect(receipt.sequence == (thread.last?.sequence ?? 0) + 1)
        // What the deployment had of its own goes on: its journal, and nothing over the network.
        #expect(try foreign.database.value("SELECT count(*) FROM change_journal", as: Int64.self) == 1)
        #expect(try foreign.database.value("SELECT count(*) FROM net.calls", as: Int64.self) == 0)
        #expect(try foreign.database.value("SELECT count(*) FROM riad.outbox", as: Int64.self) ?? 0 > 0)
    }

    @Test("A guest's message by a channel, a role given, and old logs cleaned up work as in a new house")
    func functions() throws {
        let boss = foreign.database.connection(login: try foreign.login(ofPerson: 1))
        try boss.run(
            script: "SELECT assign_user_role(md5('user5')::uuid, 'superviseur', md5('user1')::uuid)",
            name: "assign"
        )
        let roles: String? = try foreign.database.value(
            "SELECT string_agg(role::text, ' ') FROM user_roles WHERE user_id = md5('user5')::uuid AND is_active"
        )
        #expect(roles == "superviseur")
        let logs = "SELECT count(*) FROM webhook_logs WHERE created_at < now() - interval '30 days'"
        #expect(try foreign.database.value(logs, as: Int64.self) ?? 0 > 100)
        try boss.run(script: "SELECT cleanup_old_logs()", name: "clean")
        #expect(try foreign.database.value(logs, as: Int64.self) == 0)
        #expect(try foreign.database.value("SELECT count(*) FROM webhook_logs", as: Int64.self) ?? 0 > 100)
    }

    /// The holes of what was there, each tried as the application's roles and as a console login.
    @Test(
        "What used to be open is closed",
        arguments: [
            "SELECT assign_user_role(md5('user4')::uuid, 'super_admin', md5('user1')::uuid)",
            "SELECT cleanup_old_logs()",
            "SELECT trigger_webhook_notification('conversation-update', 'message_created', '{}')",
            "SELECT secret_token FROM webhook_configs",
            "INSERT INTO conversation_messages (conversation_id, sender_type, message_content)"
                + " SELECT id, 'guest', 'forged' FROM conversations LIMIT 1",
            "UPDATE user_roles SET role = 'super_admin'",
            "INSERT INTO webhook_logs (event_type, payload) VALUES ('forged', '{}')",
            "DELETE FROM guest",
            "SELECT * FROM riad.adopted_values",
            "CREATE TABLE public.user_roles_2 (n integer)",
            "CREATE TEMP TABLE user_roles (n integer)",
        ]
    )
    func holes(attack: String) throws {
        let claims = "SELECT set_config('request.jwt.claims', '{\"sub\": \"c4ca4238\"}', true)"
        for role in ["anon", "authenticated", "service_role"] {
            let application = foreign.database.connection(login: "authenticator")
            let refused = try refusal {
                try application.run(script: "BEGIN; SET LOCAL ROLE \(role); \(claims); \(attack)", name: "attack")
            }
            #expect(refused == "42501", "\(role)")
        }
        let refused = try refusal { try agent.run(script: attack, name: "attack") }
        #expect(refused == "42501" || refused == Refusal.notPermitted.state, "\(refused ?? "not refused")")
    }

    @Test("A console login reads through the deployment's views only what it may read itself")
    func views() throws {
        try foreign.database.run("GRANT SELECT ON open_conversations TO riad_console")
        let cleaner = foreign.database.connection(login: try foreign.login(ofPerson: 40))
        let count = Request(reading: Statement("count", "SELECT count(*) FROM open_conversations")) {
            rows throws(DecodingError) -> Int64 in try rows.single()[0]
        }
        #expect(try cleaner.run(count) == 0)
        #expect(try agent.run(count) > 100)
    }
}
