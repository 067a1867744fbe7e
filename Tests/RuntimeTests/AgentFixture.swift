import Domain
import Postgres
import Repositories
import TestSupport

/// A database with one agent and the conversations that a test creates.
struct AgentFixture {
    let database: TestDatabase
    let agent: TestPerson

    init() throws {
        database = try TestDatabase()
        agent = try database.person(.agent)
    }

    var settings: ConnectionSettings { database.settings(login: agent.login) }

    /// Creates a conversation assigned to the agent, without messages, whose guest has just written.
    func conversation() throws -> Identifier<Conversation> {
        let statement = Statement(
            "conversation",
            """
            INSERT INTO public.conversations (channel_type, state, assigned_agent_id, zone_id, last_guest_at)
            VALUES ('whatsapp', 'EN_COURS', $1, 0, clock_timestamp()) RETURNING id
            """
        )
        return try database.connection().run(
            Request(writing: statement, [Parameter(agent.id)]) { rows throws(DecodingError) in try rows.single()[0] }
        )
    }

    /// Adds a message from the guest.
    func guestWrites(in conversation: Identifier<Conversation>) throws {
        try database.run(
            """
            INSERT INTO public.conversation_messages (conversation_id, seq, sender_type, sender_name, message_content)
            SELECT c.id, c.last_seq + 1, 'guest', 'Sofia', 'un instant' FROM public.conversations c
            WHERE c.id = '\(conversation)';
            UPDATE public.conversations SET last_seq = last_seq + 1 WHERE id = '\(conversation)'
            """
        )
    }

    /// The thread's messages, in order.
    func thread(_ conversation: Identifier<Conversation>) throws -> [String] {
        let texts = try database.value(
            "SELECT array_agg(message_content ORDER BY seq) FROM public.conversation_messages WHERE conversation_id = $1",
            [Parameter(conversation)],
            as: [String].self
        )
        return texts ?? []
    }
}
