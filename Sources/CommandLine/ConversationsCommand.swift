import ArgumentParser
import Domain
import Repositories
import Text

/// `riad conversations`: the inbox for scripts.
struct ConversationsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "conversations",
        abstract: "List and show conversations.",
        subcommands: [List.self, Show.self]
    )

    /// `riad conversations list`
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List conversations as the inbox does.")

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: OutputOptions

        @Option(help: "A state, such as EN_COURS or nouvelle; may be repeated. Without any: the open ones.")
        var state: [String] = []

        @Option(help: "A priority: urgent, high, medium or low; may be repeated. Without any: all.")
        var priority: [String] = []

        @Option(help: "anyone, mine or nobody.")
        var assignment = InboxAssignment.anyone

        @Option(help: "priority, activity or deadline.")
        var order = InboxOrder.priority

        @Option(help: "At most so many.")
        var limit = 50

        func validate() throws {
            guard (1...1_000).contains(limit) else { throw ValidationError("--limit takes a number from 1 to 1000") }
            _ = try query()
        }

        func run() throws {
            let query = try query()
            try connection.withSession { connection, reader in
                let rows = try connection.run(try Inbox.page(query, at: .first, limit: limit, for: reader))
                switch format.output {
                case .text: for row in rows { print(line(row)) }
                case .json: print(try JSONOutput.string(rows.map(ConversationOutput.init)))
                }
            }
        }

        private func query() throws -> InboxQuery {
            let states = try state.map { word in
                let wanted = Self.folded(word)
                guard let state = ConversationState.all.first(where: { Self.folded($0.label) == wanted }) else {
                    let known = ConversationState.all.map(\.label).joined(separator: ", ")
                    throw ValidationError("There is no state of that name. There are \(known).")
                }
                return state
            }
            let priorities = try priority.map { word in
                guard let priority = Priority.allCases.first(where: { $0.label == word.lowercased() }) else {
                    throw ValidationError("There is no priority of that name. There are urgent, high, medium, low.")
                }
                return priority
            }
            return InboxQuery(
                states: states.isEmpty ? ConversationState.open : states,
                priorities: priorities,
                assignment: assignment,
                order: order
            )
        }

        /// Without case and accents, so that `transferee` finds TRANSFÉRÉE.
        private static func folded(_ word: String) -> String {
            let accents: [Character: Character] = ["é": "e", "è": "e", "ô": "o", "ê": "e"]
            return String(word.lowercased().map { accents[$0] ?? $0 })
        }

        private func line(_ row: Conversation) -> String {
            [
                row.id.description,
                SafeText(UntrustedText(row.state.label)).fitted(to: 10).plain,
                SafeText(trusted: row.priority.label).fitted(to: 6).plain,
                SafeText(row.guestName, or: "–").fitted(to: 22).plain,
                SafeText(row.propertyName, or: "–").fitted(to: 22).plain,
                SafeText(row.lastMessage, or: "").truncated(to: 60).plain,
            ].joined(separator: "  ")
        }
    }

    /// `riad conversations show`
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show one conversation.")

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: OutputOptions

        @Argument(help: "The conversation's id.")
        var id: Identifier<Conversation>

        func run() throws {
            try connection.withSession { connection, reader in
                guard let row = try connection.run(try Conversations.find(id, for: reader)) else {
                    throw ExitKind.stop("there is no such conversation, or it is not visible to you", .notFound)
                }
                switch format.output {
                case .text: print(text(row))
                case .json: print(try JSONOutput.string(ConversationOutput(row)))
                }
            }
        }

        private func text(_ row: Conversation) -> String {
            let fields: [(String, SafeText)] = [
                ("id", SafeText(trusted: row.id.description)),
                ("state", SafeText(UntrustedText(row.state.label))),
                ("priority", SafeText(trusted: row.priority.label)),
                ("channel", SafeText(UntrustedText(row.channel.label))),
                ("guest", SafeText(row.guestName, or: "–")),
                ("property", SafeText(row.propertyName, or: "–")),
                ("zone", SafeText(UntrustedText(row.zone ?? "–"))),
                ("assignee", SafeText(row.assigneeName, or: "–")),
                ("messages", SafeText(trusted: "\(row.lastSequence), unread \(row.unread)")),
                ("last", SafeText(row.lastMessage, or: "")),
                ("tags", SafeText(UntrustedText(row.tags.map(\.original).joined(separator: " ")))),
            ]
            return fields.map { SafeText(trusted: $0.0).fitted(to: 10).plain + $0.1.plain }.joined(separator: "\n")
        }
    }
}

extension InboxAssignment: ExpressibleByArgument {}
extension InboxOrder: ExpressibleByArgument {}

extension Identifier: ExpressibleByArgument {
    /// An identifier as it is written on the command line.
    package init?(argument: String) {
        self.init(argument)
    }
}
