import ArgumentParser
import Domain
import Postgres
import Repositories
import Text

extension ConversationsCommand {
    /// `riad conversations next`
    struct Next: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Claim the most urgent conversation, own zones first."
        )

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: OutputOptions

        @Option(name: .customLong("zone"), help: "Only from this zone, such as marrakech_medina; may be repeated.")
        var zones: [String] = []

        func run() throws {
            try connection.withSession { connection, user in
                let numbers = try numbers(among: connection.run(Session.zones()))
                guard let id = try connection.run(try Assignments.takeNext(zones: numbers, by: user)),
                    let row = try connection.run(try Conversations.find(id, for: user))
                else {
                    throw ExitKind.stop("nothing waits", .notFound)
                }
                _ = try? connection.run(Conversations.announce(id))
                switch format.output {
                case .text: StandardOutput.print("\(id)  \(SafeText(row.guestName, or: "–"))")
                case .json: StandardOutput.print(try JSONOutput.text(ConversationOutput(row)))
                }
            }
        }

        private func numbers(among known: [Zone]) throws -> [Int16] {
            try zones.map { label in
                guard let zone = known.first(where: { $0.label == label }) else {
                    throw ExitKind.stop("there is no zone \(SafeText(UntrustedText(label)))", .usageError)
                }
                return zone.number
            }
        }
    }

    /// `riad conversations transfer`
    struct Transfer: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Transfer a conversation to a person or a role.")

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: OutputOptions

        @Argument(help: "The conversation's id.")
        var id: Identifier<Conversation>

        @Option(help: "A colleague, by name or id.")
        var to: String?

        @Option(help: "A role, such as superviseur: its first member to claim the conversation gets it.")
        var toRole: String?

        @Option(help: "Why, in at most 500 characters.")
        var reason: String

        func validate() throws {
            guard (to == nil) != (toRole == nil) else { throw ValidationError("give either --to or --to-role") }
        }

        func run() throws {
            try connection.withSession { connection, user in
                let row = try connection.conversation(id, for: user)
                try connection.run(
                    try Assignments.transfer(
                        id,
                        to: try target(connection, user),
                        reason: reason,
                        assignVersion: row.assignVersion,
                        assignedTo: row.assignee,
                        by: user
                    )
                )
                _ = try? connection.run(Conversations.announce(id))
                let after = try connection.run(try Conversations.find(id, for: user))
                switch format.output {
                case .text: StandardOutput.print("transferred")
                case .json: StandardOutput.print(try JSONOutput.text(after.map(ConversationOutput.init)))
                }
            }
        }

        private func target(_ connection: Connection, _ user: CurrentUser) throws -> TransferTarget {
            if let toRole { return .role(AppRole(label: toRole)) }
            return .person(try ColleagueArgument(to ?? "").person(connection, user))
        }
    }

    /// `riad conversations assign`
    struct Assign: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Assign conversations to a person, or distribute them; for supervisors.",
            discussion: """
                Those reassigned since they were read are skipped and reported. Distributed, each goes to an agent of \
                its zone other than its assignee, preferring those with an open console.
                """
        )

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: OutputOptions

        @OptionGroup var targets: Targets

        @Option(help: "A colleague, by name or id.")
        var to: String?

        @Option(help: "Instead of a colleague, a rule that chooses for each: least-loaded or round-robin.")
        var suggest: SuggestionRule?

        @Option(help: "Why, in at most 500 characters.")
        var reason: String?

        func validate() throws {
            guard (to == nil) != (suggest == nil) else { throw ValidationError("give either --to or --suggest") }
        }

        func run() throws {
            try connection.withSession { connection, user in
                let change: BulkChange
                if let suggest {
                    change = .distribute(suggest)
                } else {
                    change = .assign(try ColleagueArgument(to ?? "").person(connection, user))
                }
                let report = try targets.apply(change, reason: reason, connection, user)
                // The change is done; report it even if the connection has since failed.
                let attendance =
                    report.shares.isEmpty ? nil : try? connection.run(try Presence.onlineStatus(for: user))
                try report.print(as: format.output, attendance: attendance)
            }
        }
    }
}

extension SuggestionRule: ExpressibleByArgument {
    /// Parses a rule by its name, such as `least-loaded`.
    package init?(argument: String) {
        guard let rule = Self.allCases.first(where: { $0.name == argument.lowercased() }) else { return nil }
        self = rule
    }

    /// The names for help and completion.
    package static var allValueStrings: [String] { allCases.map(\.name) }

    private var name: String { String(rawValue.map { $0 == "_" ? "-" : $0 }) }
}

/// A colleague as named on the command line.
private struct ColleagueArgument {
    private let words: String

    init(_ words: String) {
        self.words = words
    }

    /// The only colleague with that id or name, ignoring case; throws if there is none or several.
    func person(_ connection: Connection, _ user: CurrentUser) throws -> Identifier<Person> {
        if let id = Identifier<Person>(words) { return id }
        let colleagues = try connection.run(try Assignments.colleagues(for: user))
        let found = colleagues.filter { $0.name.original.lowercased() == words.lowercased() }
        guard let only = found.first, found.count == 1 else {
            let name = SafeText(UntrustedText(words))
            throw ExitKind.stop(
                found.isEmpty ? "there is no colleague \(name)" : "\(found.count) colleagues are called \(name)",
                .notFound
            )
        }
        return only.id
    }
}
