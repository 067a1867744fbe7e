import ArgumentParser
import Domain
import Postgres
import Repositories

extension ConversationsCommand {
    /// `riad conversations claim`
    struct Claim: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Claim an unassigned conversation.")

        @OptionGroup var connection: ConnectionOptions
        @Argument(help: "The conversation's id.") var id: Identifier<Conversation>

        func run() throws {
            try connection.changing(id) { row, user in
                try Conversations.claim(row.id, assignedTo: row.assignee, by: user)
            }
        }
    }

    /// `riad conversations release`
    struct Release: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Release one of your conversations to the queue.")

        @OptionGroup var connection: ConnectionOptions
        @Argument(help: "The conversation's id.") var id: Identifier<Conversation>

        func run() throws {
            try connection.changing(id) { row, user in
                try Conversations.release(row.id, assignedTo: row.assignee, by: user)
            }
        }
    }

    /// `riad conversations state`
    struct SetState: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "state",
            abstract: "Change the state of one of your conversations; for supervisors, of any, in bulk."
        )

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: OutputOptions
        @Option(help: "The state, such as resolue or CLÔTURÉE.") var to: ConversationState
        @OptionGroup var targets: Targets

        func run() throws {
            try connection.changing(targets, .state(to), format.output) { row, user in
                try Conversations.setState(
                    to,
                    of: row.id,
                    lastSeen: row.lastSequence,
                    assignedTo: row.assignee,
                    by: user
                )
            }
        }
    }

    /// `riad conversations priority`
    struct SetPriority: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "priority",
            abstract: "Change the priority of one of your conversations; for supervisors, of any, in bulk."
        )

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: OutputOptions
        @Option(help: "low, medium, high or urgent.") var to: Priority
        @OptionGroup var targets: Targets

        func run() throws {
            try connection.changing(targets, .priority(to), format.output) { row, user in
                try Conversations.setPriority(to, of: row.id, assignedTo: row.assignee, by: user)
            }
        }
    }

    /// `riad conversations tag`
    struct Tag: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Add or remove tags on one of your conversations; for supervisors, on any, in bulk."
        )

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: OutputOptions
        @Option(help: "A tag to add; may be repeated.") var add: [String] = []
        @Option(help: "A tag to remove; may be repeated.") var remove: [String] = []
        @OptionGroup var targets: Targets

        func validate() throws {
            guard add.isEmpty != remove.isEmpty else { throw ValidationError("give either --add or --remove") }
        }

        func run() throws {
            try connection.changing(targets, add.isEmpty ? .removeTags(remove) : .addTags(add), format.output) {
                row,
                user in
                let kept = row.tags.map(\.original).filter { !remove.contains($0) }
                let tags = kept + add.filter { !kept.contains($0) }
                return try Conversations.setTags(tags, of: row.id, assignedTo: row.assignee, by: user)
            }
        }
    }

    /// `riad conversations undo`
    struct Undo: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Undo a bulk change within ten seconds.",
            discussion: "Conversations changed since are skipped and reported."
        )

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: OutputOptions
        @Argument(help: "The change's id, from its report.") var batch: Identifier<Batch>

        func run() throws {
            try connection.withSession { connection, user in
                try connection.run(try Bulk.undo(batch, by: user)).print(as: format.output)
            }
        }
    }
}

extension ConnectionOptions {
    /// Changes one conversation, based on the server's current row.
    fileprivate func changing(
        _ id: Identifier<Conversation>,
        _ request: (Conversation, CurrentUser) throws -> Request<Void>
    ) throws {
        try withSession { connection, user in
            let row = try connection.conversation(id, for: user)
            try connection.run(try request(row, user))
            _ = try? connection.run(Conversations.announce(id))
            StandardOutput.print("1 changed")
        }
    }

    /// Changes all targets as one bulk change; a single one directly if the user may not make bulk changes.
    fileprivate func changing(
        _ targets: Targets,
        _ change: BulkChange,
        _ format: OutputFormat,
        _ request: (Conversation, CurrentUser) throws -> Request<Void>
    ) throws {
        try withSession { connection, user in
            if !user.can(.actInBulk), let row = try targets.single(connection, user) {
                try connection.run(try request(row, user))
                _ = try? connection.run(Conversations.announce(row.id))
                StandardOutput.print("1 changed")
            } else {
                try targets.apply(change, connection, user).print(as: format)
            }
        }
    }
}

extension ConversationState: ExpressibleByArgument {
    /// Parses a state by its label, ignoring case and accents as the query language does.
    package init?(argument: String) {
        self.init(named: argument)
    }

    /// The labels, for help and errors; accents may be left out.
    package static var allValueStrings: [String] { all.map(\.label) }
}

extension Priority: ExpressibleByArgument {
    /// Parses a priority by its label.
    package init?(argument: String) {
        guard let priority = Self.allCases.first(where: { $0.label == argument.lowercased() }) else { return nil }
        self = priority
    }

    /// The labels, for help and errors.
    package static var allValueStrings: [String] { allCases.map(\.label) }
}
