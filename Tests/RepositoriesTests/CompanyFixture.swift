import Domain
import Postgres
import Repositories
import TestSupport

/// A small company in a database of its own.
struct CompanyFixture {
    let database: TestDatabase

    init() throws {
        database = try TestDatabase()
    }

    /// The current user as the server sees that person.
    func user(_ person: TestPerson) throws -> CurrentUser? {
        try database.connection(as: person).run(Session.currentUser())
    }

    /// Turns on zone isolation: agents see their own zones, the common queue, and their own conversations.
    func isolateZones() throws {
        try database.run("UPDATE riad.settings SET value = 'true' WHERE key = 'zone_isolation'")
    }

    /// Creates a conversation with the given state and assignee, on WhatsApp, with a recent guest message.
    func conversation(
        _ state: ConversationState,
        assignedTo person: TestPerson? = nil,
        transferredTo role: AppRole? = nil,
        zone: Int16 = 0
    ) throws -> Identifier<Conversation> {
        let statement = Statement(
            "conversation",
            """
            INSERT INTO public.conversations (
                channel_type, state, assigned_agent_id, transferred_to_role, zone_id, last_guest_at
            )
            VALUES ('whatsapp', $1, $2, $3, $4, clock_timestamp()) RETURNING id
            """
        )
        let parameters = [
            Parameter(state.label), Parameter(person?.id), Parameter(role?.label), Parameter(zone),
        ]
        return try database.connection().run(
            Request(writing: statement, parameters) { rows throws(DecodingError) in try rows.single()[0] }
        )
    }

    /// Appends numbered guest messages to a conversation.
    func guestWrites(_ count: Int, in conversation: Identifier<Conversation>) throws {
        try database.run(
            """
            INSERT INTO public.conversation_messages (conversation_id, seq, sender_type, sender_name, message_content)
            SELECT c.id, c.last_seq + n, 'guest', 'Sofia', 'message ' || c.last_seq + n
            FROM public.conversations c, generate_series(1, \(count)) AS n
            WHERE c.id = '\(conversation)';
            UPDATE public.conversations SET last_seq = last_seq + \(count) WHERE id = '\(conversation)'
            """
        )
    }
}

/// The SQLSTATE of the database's refusal; nil if it accepts.
func refusal(_ body: () throws -> Void) throws -> String? {
    do {
        try body()
        return nil
    } catch let error as PostgresError {
        return error.state ?? "\(error.kind)"
    }
}

/// A new random identifier.
func freshIdentifier<Entity>() -> Identifier<Entity> {
    var generator = SystemRandomNumberGenerator()
    return Identifier(using: &generator)
}
