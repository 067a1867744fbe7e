import Postgres

/// The channels' entry points, as requests.
enum TrafficRequests {
    static func receive(
        account: String,
        identifier: String,
        channel: String,
        address: String,
        text: String,
        name: String
    ) -> Request<UUIDBytes> {
        request(
            "receive_guest_message",
            DemoSQLFiles.receiveGuestMessage,
            [account, identifier, channel, address, text, name].map { Parameter($0) }
        )
    }

    static func record(
        account: String,
        identifier: String,
        sender: String,
        address: String,
        text: String,
        name: String?
    ) -> Request<UUIDBytes> {
        request(
            "record_outgoing_message",
            DemoSQLFiles.recordOutgoingMessage,
            [account, identifier, sender, text, address, name].map { Parameter($0) }
        )
    }

    static func report(_ state: TrafficEvent.State, message: UUIDBytes) -> Request<Void> {
        let statement = Statement("report_delivery", DemoSQLFiles.reportDelivery)
        return Request(writing: statement, [Parameter(state.rawValue), Parameter(message)]) { _ in }
    }

    static func announce(_ conversation: UUIDBytes) -> Request<Void> {
        let statement = Statement("broadcast_conversation", DemoSQLFiles.broadcastConversation)
        return Request(writing: statement, [Parameter(conversation)]) { _ in }
    }

    /// The channels on which the desk hears of changes, of now and of the next few minutes.
    static func channels() -> Request<[String]> {
        let statement = Statement("desk_channels", DemoSQLFiles.deskChannels)
        return Request(reading: statement) { rows throws(DecodingError) in try rows.single()[0] }
    }

    /// The queued messages of a conversation; `conversation` is the beginning of a notification's payload.
    static func queued(conversation: String) -> Request<[QueuedMessage]> {
        let statement = Statement("queued_messages", DemoSQLFiles.queuedMessages)
        return Request(reading: statement, [Parameter(conversation)]) { rows throws(DecodingError) in
            var messages: [QueuedMessage] = []
            for row in rows {
                let guest: String? = try row[3]
                messages.append(
                    QueuedMessage(
                        message: try row[0],
                        conversation: try row[1],
                        channel: GuestThread.Channel(rawValue: try row[2]) ?? .direct,
                        guest: guest.flatMap { $0.hasPrefix("G") ? Int($0.dropFirst()) : nil }
                    )
                )
            }
            return messages
        }
    }

    private static func request(
        _ name: StaticString,
        _ text: StaticString,
        _ parameters: [Parameter]
    ) -> Request<UUIDBytes> {
        Request(writing: Statement(name, text), parameters) { rows throws(DecodingError) in try rows.single()[0] }
    }
}
