import ArgumentParser
import Domain
import Postgres
import Repositories
import Text

extension ConversationsCommand {
    /// `riad conversations export`
    struct Export: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Export all conversations matching a query that you can read; for supervisors."
        )

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: ExportOptions

        @Argument(help: "What to export, such as 'state:all zone:marrakech_*'; without it, the open ones.")
        var query = ""

        @Option(help: "What a saved view shows, by its name.")
        var view: String?

        func validate() throws {
            guard view == nil || query.isEmpty else { throw ValidationError("give a query or --view, not both") }
        }

        func run() throws {
            try connection.withSession { connection, user in
                try user.require(.actInBulk)
                let zones = try connection.run(Session.zones())
                let text = try view.map { try ViewArgument($0).view(connection, user).query.original } ?? query
                let wanted = try QueryArgument(text).query(zones: zones, own: user.zones)
                if format.output == .csv { StandardOutput.write(CSV.line(ConversationOutput.head)) }
                var position = InboxPosition.first
                // Read page by page, so that memory stays constant.
                while true {
                    let page = try connection.run(try Inbox.page(wanted, at: position, limit: 500, for: user))
                    for row in page.map(ConversationOutput.init) {
                        switch format.output {
                        case .csv: StandardOutput.write(CSV.line(row.fields))
                        case .json: StandardOutput.print(try JSONOutput.text(row))
                        }
                    }
                    guard let last = page.last else { return }
                    position = .after(InboxCursor(last))
                }
            }
        }
    }
}

extension ConversationOutput {
    /// The CSV header.
    static let head: [String?] = [
        "id", "state", "priority", "channel", "zone", "guest", "guest_country", "property", "check_in", "check_out",
        "assignee", "assignee_name", "tags", "subject", "messages", "last_message_at", "last_sender", "last_message",
        "answer_due_at", "owed_since", "created_at",
    ]

    /// The fields of a CSV line.
    var fields: [String?] {
        [
            id, state, priority, channel, zone, guest, guestCountry, property, checkIn, checkOut, assignee,
            assigneeName,
            tags.joined(separator: " "), subject, String(lastSequence), lastMessageAt, lastSender, lastMessage,
            answerDueAt, owedSince, createdAt,
        ]
    }
}
