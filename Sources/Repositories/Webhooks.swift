import Domain
import Postgres

/// Requests of administrators for webhook configurations and deliveries.
package enum Webhooks {
    /// The configurations with their health, by name.
    package static func all(for user: CurrentUser) throws(AccessError) -> Request<[Webhook]> {
        try user.require(.manageWebhooks)
        return Request(reading: Statement("webhooks", SQLFiles.webhooks))
    }

    /// Creates a configuration, or changes the version read; returns its id. `notFound`: it is gone; `conflict`: changed
    /// since; `invalidInput`: an invalid name, address or limit.
    package static func save(
        _ content: WebhookContent,
        over earlier: Webhook? = nil,
        by user: CurrentUser
    ) throws(AccessError) -> Request<Identifier<Webhook>> {
        try user.require(.manageWebhooks)
        return Request(
            writing: Statement("save_webhook", SQLFiles.saveWebhook),
            [
                Parameter(earlier?.id), Parameter(earlier?.version), Parameter(content.name),
                Parameter(content.endpoint), Parameter(content.isActive),
                Parameter(Int32(clamping: content.retryCount)),
                Parameter(Int32(clamping: content.timeoutSeconds)),
            ]
        )
    }

    /// Replaces the secret, or removes it (nil); the replaced one signs too for `keptHours`. `notFound`: no such
    /// configuration; `invalidInput`: not 8 to 500 printable ASCII characters.
    package static func setSecret(
        _ secret: WebhookSecret?,
        of webhook: Identifier<Webhook>,
        keptHours: Int,
        by user: CurrentUser
    ) throws(AccessError) -> Request<Void> {
        try user.require(.manageWebhooks)
        return Request(
            writing: Statement("set_webhook_secret", SQLFiles.setWebhookSecret),
            [Parameter(webhook), Parameter(secret?.value), Parameter(Int32(clamping: keptHours))]
        )
    }

    /// Sends a test event to one configuration; returns the event's id. `notFound`: no such configuration; `invalidState`:
    /// it is off.
    package static func test(
        _ webhook: Identifier<Webhook>,
        by user: CurrentUser
    ) throws(AccessError) -> Request<Identifier<Delivery>> {
        try user.require(.manageWebhooks)
        return Request(writing: Statement("test_webhook", SQLFiles.testWebhook), [Parameter(webhook)])
    }

    /// Deliveries that match, newest first, at most `limit`; `before` continues after a page's last one.
    package static func deliveries(
        _ filter: DeliveryFilter,
        before: Delivery.Position? = nil,
        limit: Int,
        for user: CurrentUser
    ) throws(AccessError) -> Request<[Delivery]> {
        try user.require(.manageWebhooks)
        return Request(
            reading: Statement("deliveries", SQLFiles.deliveries),
            [
                Parameter(filter.webhook), Parameter(filter.eventType), Parameter(filter.state?.rawValue),
                Parameter(filter.conversation), Parameter(before?.happenedAt), Parameter(before?.event),
                Parameter(before?.webhook), Parameter(Int32(clamping: limit)),
            ]
        )
    }

    /// Every attempt of an event, first to last.
    package static func attempts(
        of event: Identifier<Delivery>,
        for user: CurrentUser
    ) throws(AccessError) -> Request<[DeliveryAttempt]> {
        try user.require(.manageWebhooks)
        return Request(reading: Statement("delivery_attempts", SQLFiles.deliveryAttempts), [Parameter(event)])
    }

    /// Sends events anew, at most 1000, to one configuration or (nil) to all they went to; returns how many. Events that
    /// wait already aren't doubled.
    package static func replay(
        _ events: [Identifier<Delivery>],
        to webhook: Identifier<Webhook>? = nil,
        by user: CurrentUser
    ) throws(AccessError) -> Request<Int> {
        try user.require(.manageWebhooks)
        return Request(
            writing: Statement("replay_deliveries", SQLFiles.replayDeliveries),
            [Parameter(webhook), Parameter(events)]
        )
    }

    /// How many events of each type no configuration received.
    package static func unreceived(
        for user: CurrentUser
    ) throws(AccessError) -> Request<[(eventType: UntrustedText, count: Int)]> {
        try user.require(.manageWebhooks)
        return Request(
            reading: Statement("unreceived_events", SQLFiles.unreceivedEvents),
            decode: { rows throws(DecodingError) in
                try rows.mapRows { row throws(DecodingError) in (eventType: try row[0], count: try row[1]) }
            }
        )
    }

    /// The private networks that webhooks may reach, in CIDR notation.
    package static func allowedNetworks(for user: CurrentUser) throws(AccessError) -> Request<[String]> {
        try user.require(.manageWebhooks)
        return Deliveries.allowedNetworks()
    }

    /// Allows webhooks to reach these private networks (CIDR notation), and no others. `invalidInput`: one isn't a network.
    package static func setAllowedNetworks(
        _ networks: [String],
        by user: CurrentUser
    ) throws(AccessError) -> Request<Void> {
        try user.require(.manageWebhooks)
        return Request(writing: Statement("set_webhook_networks", SQLFiles.setWebhookNetworks), [Parameter(networks)])
    }
}

extension Webhook: RowDecodable {
    init(row: Row) throws(DecodingError) {
        self.init(
            id: try row[0],
            version: try row[1],
            name: try row[2],
            endpoint: try row[3],
            isActive: try row[4],
            retryCount: try row[5],
            timeoutSeconds: try row[6],
            hasSecret: try row[7],
            retiredSecretUntil: try row[8],
            health: WebhookHealth(
                waiting: try row[9],
                dead: try row[10],
                successes: try row[11],
                attempts: try row[12],
                p50: try row[13],
                p95: try row[14],
                p99: try row[15],
                hours: try (row[16] as [Int32]).map { Int($0) },
                failures: try row[17],
                pausedUntil: try row[18],
                isGone: try row[19],
                succeededAt: try row[20],
                failedAt: try row[21]
            )
        )
    }
}

extension Delivery: RowDecodable {
    init(row: Row) throws(DecodingError) {
        let state: String = try row[5]
        self.init(
            event: try row[0],
            webhook: try row[1],
            name: try row[2],
            eventType: try row[3],
            conversation: try row[4],
            state: State(rawValue: state) ?? .waiting,
            attempts: try row[6],
            happenedAt: try row[7],
            nextAt: try row[8],
            status: try row[9],
            error: try row[10],
            milliseconds: try row[11]
        )
    }
}

extension DeliveryAttempt: RowDecodable {
    init(row: Row) throws(DecodingError) {
        self.init(
            name: try row[0],
            endpoint: try row[1],
            eventType: try row[2],
            number: try row[3],
            at: try row[4],
            payload: try row[5],
            status: try row[6],
            response: try row[7],
            error: try row[8],
            milliseconds: try row[9]
        )
    }
}
