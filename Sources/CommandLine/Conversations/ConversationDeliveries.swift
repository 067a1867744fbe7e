import ArgumentParser
import Domain
import Postgres
import Repositories
import Text

extension ConversationsCommand {
    /// `riad conversations deliveries`
    struct Deliveries: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show which of a conversation's events left for n8n, newest first.",
            discussion: "A line has: time, state, attempts, type; for one that is tried again, when."
        )

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: OutputOptions

        @Argument(help: "The conversation's id.")
        var id: Identifier<Conversation>

        func run() throws {
            try connection.withSession { connection, user in
                _ = try connection.conversation(id, for: user)
                let found = try connection.run(try Repositories.Deliveries.ofConversation(id, for: user))
                try format.print(
                    found,
                    line: ConversationDeliveryOutput.line,
                    json: ConversationDeliveryOutput.init
                )
            }
        }
    }
}

/// A delivery of a conversation as JSON.
private struct ConversationDeliveryOutput: Encodable {
    let at, state, type: String
    let nextAt: String?
    let attempts: Int

    init(_ delivery: ConversationDelivery) {
        (at, state) = (delivery.happenedAt.rfc3339, delivery.state.rawValue)
        type = delivery.eventType.original
        nextAt = delivery.nextAt?.rfc3339
        attempts = delivery.attempts
    }

    static func line(_ delivery: ConversationDelivery) -> TerminalText {
        let fields: [String] = [
            delivery.happenedAt.rfc3339, SafeText(UntrustedText(delivery.state.rawValue)).fitted(to: 9).plain,
            String(delivery.attempts), SafeText(delivery.eventType).plain,
            delivery.nextAt.map { "next \($0.rfc3339)" } ?? "",
        ]
        return .line(fields.joined(separator: "  "))
    }
}
