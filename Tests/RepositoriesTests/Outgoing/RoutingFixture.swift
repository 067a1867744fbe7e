import Domain
import TestSupport
import Testing

/// A house whose guests write from several addresses, and a supervisor who answers them.
struct RoutingFixture {
    let house: SQLFixture
    let n8n: String
    let lead: TestPerson

    init() throws {
        house = try SQLFixture()
        n8n = try house.channelLogin()
        lead = try house.database.person(.superviseur)
    }

    /// Receives a guest's message; returns its conversation.
    @discardableResult
    func receive(
        _ id: String,
        _ type: String,
        from address: String,
        to account: String = "acc",
        _ more: String = ""
    ) throws -> String {
        try #require(try house.text(receiving(id, type, from: address, to: account, more), as: n8n))
    }

    /// The call that receives it.
    func receiving(
        _ id: String,
        _ type: String,
        from address: String,
        to account: String = "acc",
        _ more: String = ""
    ) -> String {
        """
        SELECT conversation_id::text
        FROM public.receive_guest_message('\(account)', '\(id)', '\(type)', \(address.quoted), 'Bonjour',
            _is_authenticated => \(type == "email")\(more.isEmpty ? "" : ", " + more))
        """
    }

    /// Replies in a conversation; returns the message's id.
    @discardableResult
    func reply(in talk: String, _ body: String = "Oui") throws -> String {
        let id: Identifier<Message> = freshIdentifier()
        try ask("SELECT seq::text FROM riad.send_message('\(id)', '\(talk)', '\(body)', false, NULL, false)")
        return id.description
    }

    /// Where a reply goes and what its head says: address, subject, the mail that it answers, Reply-To, first copy.
    func head(of message: String) throws -> String? {
        try house.text(
            """
            SELECT concat_ws('|', guest_address, subject, in_reply_to, reply_to, cc[1])
            FROM public.message_to_send('\(message)')
            """,
            as: n8n
        )
    }

    /// Reports a delivery; `more` begins with the message.
    func report(_ state: String, _ more: String) throws -> String? {
        try house.text("SELECT public.report_delivery('\(state)', \(more))", as: n8n)
    }

    /// The guest of a conversation.
    func guest(of talk: String) throws -> String {
        try #require(try house.text("SELECT guest_id::text FROM public.conversations WHERE id = '\(talk)'"))
    }

    /// Joins the guests of two conversations, and archives the second one.
    func join(_ talk: String, _ other: String, archives: Bool = true) throws {
        try ask("SELECT riad.join_guests('\(try guest(of: talk))', '\(try guest(of: other))')::text")
        guard archives else { return }
        try house.database.run("UPDATE public.conversations SET state = 'ARCHIVÉE' WHERE id = '\(other)'")
    }

    /// Asks as the supervisor.
    @discardableResult
    func ask(_ sql: String) throws -> String? { try house.text(sql, as: lead.login) }

    /// A column of a message.
    func message(_ id: String, _ column: String) throws -> String? {
        try house.text("SELECT (\(column))::text FROM public.conversation_messages m WHERE m.id = '\(id)'")
    }

    /// A column of a conversation.
    func conversation(_ id: String, _ column: String) throws -> String? {
        try house.text("SELECT (\(column))::text FROM public.conversations c WHERE c.id = '\(id)'")
    }
}

extension String {
    /// As a literal of SQL, with escapes.
    var quoted: String { "E'" + replacing("\\", with: "\\\\").replacing("'", with: "''") + "'" }
}
