import Domain
import Postgres
import Repositories
import TestSupport
import Testing

/// A guest who writes by e-mail and WhatsApp, and the desk that replies.
struct MergeFixture {
    let desk: AssignmentFixture
    let boss: FixtureUser
    let agent: FixtureUser
    /// The e-mail conversation.
    let mail: Identifier<Conversation>
    /// The WhatsApp conversation.
    let chat: Identifier<Conversation>
    let guest: Identifier<Guest>
    private let channel: String

    var database: TestDatabase { desk.database }

    init() throws {
        desk = try AssignmentFixture()
        channel = "n8n_\(desk.database.cluster.nextNumber())"
        try desk.database.run("CREATE ROLE \(channel) LOGIN IN ROLE riad_integration")
        boss = try desk.member(.superviseur)
        agent = try desk.member(.agent, zones: ["rabat_agdal"])
        let (mail, other) = try Self.open(desk.database, channel, "mail@house", "email", "sofia@example.com")
        let (chat, sofia) = try Self.open(desk.database, channel, "wa1", "whatsapp", "+33612345678")
        // Both addresses belong to one guest, as the desk has found out.
        try desk.database.run(
            """
            UPDATE riad.guest_addresses SET guest_id = '\(sofia)' WHERE guest_id = '\(other)';
            UPDATE public.conversations SET guest_id = '\(sofia)' WHERE guest_id = '\(other)'
            """
        )
        (self.mail, self.chat, guest) = (mail, chat, sofia)
    }

    private static func open(
        _ database: TestDatabase,
        _ channel: String,
        _ account: String,
        _ type: String,
        _ address: String
    ) throws -> (Identifier<Conversation>, Identifier<Guest>) {
        let id = try receive(database, channel, "Bonjour", account, type, address)
        let guest: Identifier<Guest> = try #require(
            try database.value("SELECT guest_id FROM public.conversations WHERE id = $1", [Parameter(id)])
        )
        return (id, guest)
    }

    private static func receive(
        _ database: TestDatabase,
        _ channel: String,
        _ text: String,
        _ account: String,
        _ type: String,
        _ address: String
    ) throws -> Identifier<Conversation> {
        let statement = Statement(
            name: "receive",
            text: "SELECT (public.receive_guest_message($1, gen_random_uuid()::text, $2, $3, $4)).conversation_id"
        )
        return try database.connection(login: channel).run(
            Request(writing: statement, [Parameter(account), Parameter(type), Parameter(address), Parameter(text)]) {
                rows throws(DecodingError) in try rows.single()[0]
            }
        )
    }

    /// The same guest writes by text message; returns the conversation.
    func openThird() throws -> Identifier<Conversation> {
        let (id, other) = try Self.open(database, channel, "sms1", "sms", "+33698765432")
        try database.run(
            """
            UPDATE riad.guest_addresses SET guest_id = '\(guest)' WHERE guest_id = '\(other)';
            UPDATE public.conversations SET guest_id = '\(guest)' WHERE guest_id = '\(other)'
            """
        )
        return id
    }

    /// The guest writes by WhatsApp; returns the conversation.
    @discardableResult
    func guestChats(_ text: String = "Encore moi") throws -> Identifier<Conversation> {
        try Self.receive(database, channel, text, "wa1", "whatsapp", "+33612345678")
    }

    /// The guest writes by e-mail; returns the conversation.
    @discardableResult
    func guestMails(_ text: String = "Re: bonjour") throws -> Identifier<Conversation> {
        try Self.receive(database, channel, text, "mail@house", "email", "sofia@example.com")
    }

    /// Merges the WhatsApp conversation into the e-mail thread.
    func merge() throws {
        #expect(try boss.connection.run(try Merging.merge([chat], into: mail, by: boss.user)) == 1)
    }

    func unmerge() throws {
        #expect(try boss.connection.run(try Merging.unmerge([chat], by: boss.user)) == 1)
    }

    /// A conversation as a user sees it; nil if it isn't visible.
    func row(_ id: Identifier<Conversation>, for member: FixtureUser) throws -> Conversation? {
        try member.connection.run(try Conversations.find(id, for: member.user))
    }

    /// The inbox with all but archived conversations.
    func inbox(for member: FixtureUser, _ order: InboxOrder = .activity) throws -> [Conversation] {
        let query = InboxQuery(states: ConversationState.all.filter { $0 != .archivee }, order: order)
        return try member.connection.run(try Inbox.page(query, at: .first, limit: 50, for: member.user))
    }

    /// The thread as a user reads it.
    func thread(
        _ id: Identifier<Conversation>,
        _ position: ThreadPosition = .last,
        limit: Int = 100,
        version: Int32? = nil,
        for member: FixtureUser
    ) throws -> [Message] {
        try member.connection.run(
            try Threads.page(of: id, at: position, limit: limit, version: version, for: member.user)
        )
    }

    /// Sends a user's reply to one of the two; returns the server's receipt.
    @discardableResult
    func reply(
        _ text: String,
        to id: Identifier<Conversation>,
        after sequence: Int64? = nil,
        by member: FixtureUser
    ) throws -> MessageReceipt {
        let message = OutgoingMessage(
            id: freshIdentifier(),
            conversation: id,
            body: text,
            isInternal: false,
            expectedSequence: sequence
        )
        return try member.connection.run(Threads.resend(message))
    }

    /// All columns of a conversation except those that count changes, as JSON.
    func everything(_ id: Identifier<Conversation>) throws -> String? {
        try database.value(
            """
            SELECT (to_jsonb(c) - '{updated_at,assign_version,thread_version}'::text[])::text
            FROM public.conversations c WHERE c.id = $1
            """,
            [Parameter(id)]
        )
    }
}
