import ArgumentParser
import Console
import Domain
import Repositories
import Text

/// `riad conversations`: the inbox for scripts.
struct ConversationsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "conversations",
        abstract: "List, show, take and pass on conversations.",
        subcommands: [List.self, Show.self, Next.self, Transfer.self, Assign.self]
    )

    /// `riad conversations list`
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List conversations as the inbox does.")

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: OutputOptions

        @Argument(
            help: "What to list, such as 'state:nouvelle zone:marrakech_* priority:>=high'; without it, what is open."
        )
        var query = ""

        @Option(help: "At most so many.")
        var limit = 50

        func validate() throws {
            guard (1...1_000).contains(limit) else { throw ValidationError("--limit takes a number from 1 to 1000") }
        }

        func run() throws {
            try connection.withSession { connection, reader in
                let query = try read(zones: connection.run(Session.zones()), own: reader.zones)
                let rows = try connection.run(try Inbox.page(query, at: .first, limit: limit, for: reader))
                switch format.output {
                case .text: for row in rows { print(line(row)) }
                case .json: print(try JSONOutput.string(rows.map(ConversationOutput.init)))
                }
            }
        }

        /// The query, or an error that shows the place.
        private func read(zones: [Zone], own: [Int16]) throws -> InboxQuery {
            do throws(QueryProblem) {
                return try QueryReading(zones: zones, own: own).query(query, order: .priority)
            } catch {
                let caret = String(repeating: " ", count: error.column - 1) + "^"
                let reason = Language.english.text(QueryPhrase.problem(error.kind))
                StandardError.write("  \(SafeText(trusted: query).plain)\n  \(caret)\n")
                throw ExitKind.stop(reason, .misused)
            }
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

extension Identifier: ExpressibleByArgument {
    /// An identifier as it is written on the command line.
    package init?(argument: String) {
        self.init(argument)
    }
}
