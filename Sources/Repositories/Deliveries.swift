import Domain
import Postgres

/// A worker's requests: claiming events, reporting what became of them, and giving them back. Their right is the login's
/// membership in riad_worker.
package enum Deliveries {
    /// Claims due events, at most `limit`, and at most `perEndpoint` for a configuration including those in flight.
    package static func claim(
        inFlight: [Identifier<Webhook>: Int],
        perEndpoint: Int,
        limit: Int
    ) -> Request<[ClaimedDelivery]> {
        let counts = inFlight.sorted { $0.key < $1.key }
        return Request(
            writing: Statement("claim_deliveries", SQLFiles.claimDeliveries, planned: .once),
            [
                Parameter(counts.map(\.key)), Parameter(counts.map { Int32(clamping: $0.value) }),
                Parameter(Int32(clamping: perEndpoint)), Parameter(Int32(clamping: limit)),
            ]
        )
    }

    /// Reports what became of claimed events; returns how many of them were still held.
    package static func complete(_ outcomes: [(ClaimedDelivery, DeliveryOutcome)]) -> Request<Int> {
        Request(
            writing: Statement("complete_deliveries", SQLFiles.completeDeliveries, planned: .once),
            [
                Parameter(outcomes.map(\.0.number)), Parameter(outcomes.map(\.0.lease)),
                Parameter(outcomes.map(\.0.endpoint)), Parameter(outcomes.map(\.1.verdict.label)),
                Parameter(outcomes.map { Int32(clamping: $0.1.status ?? 0) }),
                Parameter(outcomes.map { $0.1.response ?? "" }), Parameter(outcomes.map { $0.1.error ?? "" }),
                Parameter(outcomes.map { Int32(clamping: $0.1.milliseconds) }),
                Parameter(outcomes.map { $0.1.verdict.delayMilliseconds }),
                Parameter(outcomes.map(\.1.isEndpointFault)),
            ]
        )
    }

    /// Gives claimed events back, as if they had never been claimed; returns how many were still held.
    package static func release(_ deliveries: [ClaimedDelivery]) -> Request<Int> {
        Request(
            writing: Statement("release_deliveries", SQLFiles.releaseDeliveries),
            [Parameter(deliveries.map(\.number)), Parameter(deliveries.map(\.lease))]
        )
    }

    /// What became of a conversation's events, newest first, for whoever can read the conversation.
    package static func ofConversation(
        _ conversation: Identifier<Conversation>,
        limit: Int = 20,
        for user: CurrentUser
    ) throws(AccessError) -> Request<[ConversationDelivery]> {
        try user.require(.readConversations)
        return Request(
            reading: Statement("conversation_deliveries", SQLFiles.conversationDeliveries),
            [Parameter(conversation), Parameter(Int32(clamping: limit))],
            decode: { rows throws(DecodingError) in
                try rows.mapRows { row throws(DecodingError) in
                    let state: String = try row[1]
                    return ConversationDelivery(
                        eventType: try row[0],
                        state: Delivery.State(rawValue: state) ?? .waiting,
                        attempts: try row[2],
                        happenedAt: try row[3],
                        nextAt: try row[4]
                    )
                }
            }
        )
    }

    /// The private networks that webhooks may reach, in CIDR notation.
    package static func allowedNetworks() -> Request<[String]> {
        Request(reading: Statement("webhook_networks", SQLFiles.webhookNetworks))
    }
}

extension ClaimedDelivery: RowDecodable {
    init(row: Row) throws(DecodingError) {
        let current: String? = try row[9]
        let retired: String? = try row[10]
        self.init(
            number: try row[0],
            lease: try row[1],
            event: try row[2],
            webhook: try row[3],
            conversation: try row[4],
            eventType: try row[5],
            attempt: try row[6],
            body: try row[7],
            endpoint: try row[8],
            secrets: [current, retired].compactMap { $0.map { WebhookSecret($0) } },
            timeoutSeconds: try row[11],
            retryCount: try row[12]
        )
    }
}

extension DeliveryOutcome.Verdict {
    /// The name in SQL.
    fileprivate var label: String {
        switch self {
        case .delivered: "delivered"
        case .retry: "retry"
        case .dead(let reason): reason.rawValue
        }
    }

    fileprivate var delayMilliseconds: Int32 {
        guard case .retry(let delay) = self else { return 0 }
        return Int32(clamping: delay.components.seconds * 1000 + delay.components.attoseconds / 1_000_000_000_000_000)
    }
}
