import Domain
import Postgres
import TestSupport
import Testing

/// A conversation on WhatsApp that an agent answers, and a workflow that carries what is said.
struct OutgoingFixture {
    let house: SQLFixture
    let agent: TestPerson
    let n8n: String
    let talk: String

    init(undoSeconds: Int = 0) throws {
        house = try SQLFixture()
        agent = try house.database.person(.agent)
        n8n = try house.channelLogin()
        try house.database.run("UPDATE riad.settings SET value = '\(undoSeconds)' WHERE key = 'undo_seconds'")
        talk = try #require(
            try house.text(
                """
                SELECT conversation_id::text FROM public.receive_guest_message(_channel_account => 'wa1',
                    _channel_message_id => 'in1', _channel_type => 'whatsapp', _guest_address => '+33612345678',
                    _body => 'Is there a hair dryer?', _guest_name => 'Sofia Moreau')
                """,
                as: n8n
            )
        )
    }

    /// Sends a reply, and returns its id.
    @discardableResult
    func reply(_ text: String = "There is one.", andWait: Bool = false) throws -> String {
        let id: Identifier<Message> = freshIdentifier()
        try ask("SELECT seq::text FROM riad.send_message('\(id)', '\(talk)', '\(text)', false, NULL, \(andWait))")
        return id.description
    }

    /// Asks as the agent.
    @discardableResult
    func ask(_ sql: String) throws -> String? { try house.text(sql, as: agent.login) }

    /// The SQLSTATE with which the server refuses the agent; nil if it accepts.
    func refusal(_ sql: String) throws -> String? { try house.refusal(of: sql, as: agent.login) }

    /// Reports a delivery as the workflow.
    @discardableResult
    func report(_ state: String, _ message: String, error: String? = nil, lease: String? = nil) throws -> String? {
        let reason = error.map { "'\($0)'" } ?? "NULL"
        let token = lease.map { "'\($0)'" } ?? "NULL"
        return try house.text(
            "SELECT report_delivery('\(state)', '\(message)', _error => \(reason), _lease_token => \(token))",
            as: n8n
        )
    }

    /// What the workflow fetches: the texts, in order.
    func fetch(_ limit: Int = 10, seconds: Int = 60) throws -> String? {
        try house.text(
            "SELECT string_agg(body, '|') FROM next_outgoing_messages('wa1', \(limit), \(seconds))",
            as: n8n
        )
    }

    /// The conversation's state, whether it is owed an answer, and whether a delivery failed.
    func standing() throws -> String? {
        try house.text(
            """
            SELECT concat_ws(' ', state, CASE WHEN sla_due_at < 'infinity' THEN 'owed' END,
                CASE WHEN failed_since IS NOT NULL THEN 'failed' END)
            FROM public.conversations WHERE id = '\(talk)'
            """
        )
    }

    /// Lets the time to take something back pass.
    func letUndoTimePass() throws {
        try house.database.run(
            """
            UPDATE riad.undo_entries SET undo_until = clock_timestamp() - interval '1 second';
            UPDATE riad.outgoing_messages SET available_at = clock_timestamp();
            UPDATE riad.outbox SET visible_at = clock_timestamp()
            """
        )
    }
}
