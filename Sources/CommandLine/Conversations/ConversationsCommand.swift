import ArgumentParser
import Console
import Domain
import Postgres
import Repositories
import Text

/// `riad conversations`: scripted access to the inbox.
struct ConversationsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "conversations",
        abstract: "List, show, claim, transfer and change conversations.",
        subcommands: [
            List.self, Show.self, Files.self, Start.self, History.self, Deliveries.self, Next.self, Claim.self,
            Release.self, Transfer.self, Assign.self, SetState.self, SetPriority.self, Tag.self, Merge.self,
            Unmerge.self, Undo.self, Export.self,
        ]
    )

    /// `riad conversations list`
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List conversations as the inbox does.")

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: OutputOptions

        @Argument(
            help: ArgumentHelp(
                "What to list, such as 'state:nouvelle zone:marrakech_* priority:>=high'; without it, the open ones.",
                discussion: QueryArgument.help
            )
        )
        var query = ""

        @Option(help: "What a saved view shows, by its name.")
        var view: String?

        @OptionGroup var list: LimitOption

        func validate() throws {
            guard view == nil || query.isEmpty else { throw ValidationError("give a query or --view, not both") }
        }

        func run() throws {
            try connection.withSession { connection, user in
                let zones = try connection.run(Session.zones())
                let query = try QueryArgument(wanted(connection, user)).query(zones: zones, own: user.zones)
                let rows = try connection.run(try Inbox.page(query, at: .first, limit: list.limit, for: user))
                try format.print(rows, line: { row in .lines(line(row)) }, json: ConversationOutput.init)
            }
        }

        /// The given query text, or that of the saved view.
        private func wanted(_ connection: Connection, _ user: CurrentUser) throws -> String {
            try view.map { try ViewArgument($0).view(connection, user).query.original } ?? query
        }

        private func line(_ row: Conversation) -> String {
            [
                row.id.description,
                SafeText(UntrustedText(row.state.label)).fitted(to: 10).plain,
                SafeText(trusted: row.priority.label).fitted(to: 6).plain,
                SafeText.name(row.guestName, or: "–", cells: 22).fitted(to: 22).plain,
                SafeText.name(row.propertyName, or: "–", cells: 22).fitted(to: 22).plain,
                row.lastMessageDetails.preview(of: row.lastMessage, in: .english).truncated(to: 60).plain,
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
            try connection.withSession { connection, user in
                let row = try connection.conversation(id, for: user)
                let property = try connection.run(try Conversations.details(of: id, for: user)).property
                switch format.output {
                case .text: StandardOutput.print(.lines(text(row, property)))
                case .json: StandardOutput.print(try JSONOutput.text(ConversationOutput(row, at: property)))
                }
            }
        }

        private func text(_ row: Conversation, _ property: Property?) -> String {
            let notes = (property?.accessNotes?.original ?? "").split(whereSeparator: \.isNewline)
            let fields: [(String, SafeText)] = [
                ("id", SafeText(trusted: row.id.description)),
                ("state", SafeText(UntrustedText(row.state.label))),
                ("priority", SafeText(trusted: row.priority.label)),
                ("channel", SafeText(UntrustedText(row.channel.label))),
                ("guest", SafeText(row.guestName, or: "–")),
                ("property", SafeText(row.propertyName, or: "–")),
                ("address", SafeText(property?.address, or: "–")),
                ("zone", SafeText(UntrustedText(row.zone ?? "–"))),
                ("assignee", SafeText(row.assigneeName, or: "–")),
                ("messages", SafeText(trusted: "\(row.lastSequence), unread \(row.unread)")),
                ("last", row.lastMessageDetails.preview(of: row.lastMessage, in: .english)),
                ("tags", SafeText(UntrustedText(row.tags.map(\.original).joined(separator: " ")))),
            ]
            let access = notes.map { ("access", SafeText(UntrustedText(String($0)))) }
            let lines = fields + access
            return lines.map { SafeText(trusted: $0.0).fitted(to: 10).plain + $0.1.plain }.joined(separator: "\n")
        }
    }
}

extension Identifier: ExpressibleByArgument {
    /// Parses an identifier.
    package init?(argument: String) {
        self.init(argument)
    }
}
