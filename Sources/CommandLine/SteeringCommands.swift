import ArgumentParser
import Domain
import Postgres
import Repositories
import Text

extension ConversationsCommand {
    /// `riad conversations next`
    struct Next: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take the conversation that waits most urgently, own zones first."
        )

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: OutputOptions

        @Option(name: .customLong("zone"), help: "Only from this zone, such as marrakech_medina; may be repeated.")
        var zones: [String] = []

        func run() throws {
            try connection.withSession { connection, reader in
                let numbers = try numbers(among: connection.run(Session.zones()))
                guard let id = try connection.run(try Steering.takeNext(zones: numbers, by: reader)),
                    let row = try connection.run(try Conversations.find(id, for: reader))
                else {
                    throw ExitKind.stop("nothing waits", .notFound)
                }
                _ = try? connection.run(Conversations.announce(id))
                switch format.output {
                case .text: print("\(id)  \(SafeText(row.guestName, or: "–").plain)")
                case .json: print(try JSONOutput.string(ConversationOutput(row)))
                }
            }
        }

        private func numbers(among known: [Zone]) throws -> [Int16] {
            try zones.map { label in
                guard let zone = known.first(where: { $0.label == label }) else {
                    throw ExitKind.stop("there is no zone \(SafeText(UntrustedText(label)).plain)", .misused)
                }
                return zone.number
            }
        }
    }

    /// `riad conversations transfer`
    struct Transfer: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Pass a conversation on to a person or a role.")

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: OutputOptions

        @Argument(help: "The conversation's id.")
        var id: Identifier<Conversation>

        @Option(help: "A colleague, by name or id.")
        var to: String?

        @Option(help: "A role, such as superviseur: whoever of it claims the conversation first.")
        var toRole: String?

        @Option(help: "Why, in at most 500 characters.")
        var reason: String

        func validate() throws {
            guard (to == nil) != (toRole == nil) else { throw ValidationError("give either --to or --to-role") }
        }

        func run() throws {
            try connection.withSession { connection, reader in
                guard let row = try connection.run(try Conversations.find(id, for: reader)) else {
                    throw ExitKind.stop("there is no such conversation, or it is not visible to you", .notFound)
                }
                try connection.run(
                    try Steering.transfer(
                        id,
                        to: try target(connection, reader),
                        reason: reason,
                        assignVersion: row.assignVersion,
                        assignedTo: row.assignee,
                        by: reader
                    )
                )
                _ = try? connection.run(Conversations.announce(id))
                let after = try connection.run(try Conversations.find(id, for: reader))
                switch format.output {
                case .text: print("transferred")
                case .json: print(try JSONOutput.string(after.map(ConversationOutput.init)))
                }
            }
        }

        private func target(_ connection: Connection, _ reader: Reader) throws -> TransferTarget {
            if let toRole { return .role(AppRole(label: toRole)) }
            return .person(try Addressee(to ?? "").person(connection, reader))
        }
    }

    /// `riad conversations assign`
    struct Assign: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give conversations to a person, whosever they are; for supervisors.",
            discussion: "Those that somebody else got since they were read are left alone, and said."
        )

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: OutputOptions

        @Argument(help: "The conversations' ids.")
        var ids: [Identifier<Conversation>]

        @Option(help: "A colleague, by name or id.")
        var to: String

        @Option(help: "Why, in at most 500 characters.")
        var reason: String?

        func run() throws {
            try connection.withSession { connection, reader in
                let person = try Addressee(to).person(connection, reader)
                let items = try ids.map { id in
                    let row = try connection.run(try Conversations.find(id, for: reader))
                    return row.map { BulkItem($0) } ?? BulkItem(id: id, assignVersion: 0)
                }
                let report = try connection.run(
                    try Bulk.apply(.assign(person), to: items, reason: reason, by: reader)
                )
                for id in ids { _ = try? connection.run(Conversations.announce(id)) }
                switch format.output {
                case .text: print(BulkOutput(report).text)
                case .json: print(try JSONOutput.string(BulkOutput(report)))
                }
                if report.done == 0 { throw ExitCode(ExitKind.failed.rawValue) }
            }
        }
    }
}

/// A colleague as somebody names them on the command line.
private struct Addressee {
    private let words: String

    init(_ words: String) {
        self.words = words
    }

    /// The one colleague of that id or name, upper and lower case being the same; an error where there isn't just one.
    func person(_ connection: Connection, _ reader: Reader) throws -> Identifier<Person> {
        if let id = Identifier<Person>(words) { return id }
        let colleagues = try connection.run(try Steering.colleagues(for: reader))
        let found = colleagues.filter { $0.name.original.lowercased() == words.lowercased() }
        guard let only = found.first, found.count == 1 else {
            let name = SafeText(UntrustedText(words)).plain
            throw ExitKind.stop(
                found.isEmpty ? "there is no colleague \(name)" : "\(found.count) colleagues are called \(name)",
                .notFound
            )
        }
        return only.id
    }
}

/// A report of a change of many, as text and as JSON.
struct BulkOutput: Encodable {
    /// Conversations that were left alone for one reason.
    struct Skip: Encodable {
        /// One of them, and who has it.
        struct Conversation: Encodable {
            let id: String
            let assignee, assigneeName: String?
        }
        let reason: String
        let count: Int64
        let conversations: [Conversation]
    }
    let batch: String
    let done: Int64
    let skipped: [Skip]
    let undoUntil: String?

    init(_ report: BulkReport) {
        batch = report.batch.description
        done = report.done
        undoUntil = report.undoUntil?.rfc3339
        skipped = report.skipped.map { skip in
            Skip(
                reason: skip.reason.rawValue,
                count: skip.count,
                conversations: skip.conversations.map {
                    Skip.Conversation(
                        id: $0.id.description,
                        assignee: $0.assignee?.description,
                        assigneeName: $0.assigneeName?.original
                    )
                }
            )
        }
    }

    /// A line for what was done and one for each that wasn't.
    var text: String {
        let rest = skipped.flatMap { skip in
            skip.conversations.map { one in
                let holder = one.assigneeName.map { ", \(SafeText(UntrustedText($0)).plain) has it" } ?? ""
                return "\(one.id)  \(skip.reason)\(holder)"
            }
        }
        return (["\(done) changed"] + rest).joined(separator: "\n")
    }
}
