import Postgres
import TestSupport

/// The channels' side, as the workflows use it: a login that may call the entry points and nothing else.
struct ChannelClient {
    private let connection: Connection
    private let cluster: TestCluster

    init(to database: TestDatabase) throws {
        cluster = database.cluster
        let login = "workflows_\(cluster.nextNumber())"
        try database.run("CREATE ROLE \(login) LOGIN IN ROLE riad_integration")
        connection = database.connection(login: login)
    }

    /// Delivers a guest's message and notifies the listeners. Returns the conversation's id.
    @discardableResult
    func receiveMessage(
        _ body: String,
        from name: String,
        address: String,
        type: String = "whatsapp",
        quietly: Bool = false
    ) throws -> String {
        let conversation = try value(
            """
            SELECT (public.receive_guest_message('desk', $1, $2, $3, $4, _guest_name => $5)).conversation_id::text
            """,
            [
                Parameter("m\(cluster.nextNumber())"), Parameter(type), Parameter(address), Parameter(body),
                Parameter(name),
            ]
        )
        guard let conversation else { throw ScenarioError("the message made no conversation") }
        if !quietly { try announce(conversation) }
        return conversation
    }

    /// Notifies the listeners that a conversation changed.
    func announce(_ conversation: String) throws {
        _ = try value("SELECT riad.broadcast_conversation($1::uuid)::text", [Parameter(conversation)])
    }

    private func value(_ sql: String, _ parameters: [Parameter]) throws -> String? {
        try connection.run(
            Request(writing: Statement(name: "", text: sql), parameters) { rows throws(DecodingError) -> String? in
                try rows.single()[0]
            }
        )
    }
}
