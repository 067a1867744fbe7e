import ArgumentParser
import Domain
import Postgres
import Repositories
import Text

extension GuestsCommand {
    /// `riad guests duplicates`
    struct Duplicates: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List pairs of guests who may be one: they share a number, an address or a booking."
        )

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: OutputOptions
        @Option(help: "The most pairs to list, 1 to 1000.")
        var limit = 100

        func validate() throws {
            guard (1...1_000).contains(limit) else { throw ValidationError("a limit from 1 to 1000") }
        }

        func run() throws {
            try connection.withSession { connection, user in
                let pairs = try connection.run(try Guests.proposals(limit: limit, for: user)).map(ProposalOutput.init)
                switch format.output {
                case .text: StandardOutput.print(.lines(pairs.map(\.text).joined(separator: "\n\n")))
                case .json: StandardOutput.print(try JSONOutput.text(pairs))
                }
            }
        }
    }

    /// `riad guests join`
    struct Join: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Join two records of one guest; conversations, stays and addresses go to the first."
        )

        @OptionGroup var connection: ConnectionOptions
        @Argument(help: "The guest to keep, by their own id or that of one of their conversations.")
        var kept: Identifier<Guest>
        @Argument(help: "The record to join to them.")
        var other: Identifier<Guest>

        func run() throws {
            try connection.withSession { connection, user in
                let first = try GuestArgument(id: kept).guest(connection, user)
                let second = try GuestArgument(id: other).guest(connection, user)
                try connection.run(try Guests.join(second.id, to: first.id, by: user))
                StandardOutput.print(
                    .lines("\(second.shownName) (\(second.id)) joined to \(first.shownName) (\(first.id))")
                )
            }
        }
    }

    /// `riad guests part`
    struct Part: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Part a record from the guest that it was joined to; what it brought comes back to it."
        )

        @OptionGroup var connection: ConnectionOptions
        @Argument(help: "The record that was joined; `riad guests show` lists it.")
        var id: Identifier<Guest>

        func run() throws {
            try connection.withSession { connection, user in
                try connection.run(try Guests.part(id, by: user))
                StandardOutput.print("\(id) parted")
            }
        }
    }

    /// `riad guests apart`
    struct Apart: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Record that two guests are two people; they are not listed as duplicates again."
        )

        @OptionGroup var connection: ConnectionOptions
        @Argument(help: "One guest's id.")
        var one: Identifier<Guest>
        @Argument(help: "The other's.")
        var other: Identifier<Guest>

        func run() throws {
            try connection.withSession { connection, user in
                try connection.run(try Guests.keepApart(one, other, by: user))
                StandardOutput.print("\(one) and \(other) are kept apart")
            }
        }
    }
}

/// Two records that may be one guest's, as text and JSON.
struct ProposalOutput: Encodable {
    /// One of the two records.
    struct Record: Encodable {
        let id: String
        let name, stay: String?

        init(_ guest: GuestSummary) {
            id = guest.id.description
            name = guest.name?.original
            stay = guest.stay?.original
        }

        var text: String {
            let words = [name ?? "–", stay].compactMap { $0 }.joined(separator: " · ")
            return id + "  " + SafeText(UntrustedText(words)).plain
        }
    }
    let kept, other: Record
    let signs: [String]

    init(_ proposal: GuestProposal) {
        kept = Record(proposal.kept)
        other = Record(proposal.other)
        signs = proposal.signs.map(\.original)
    }

    /// The two records, one below the other, and what they share.
    var text: String {
        [kept.text, other.text, "  " + SafeText(UntrustedText(signs.joined(separator: ", "))).plain]
            .joined(separator: "\n")
    }
}

extension GuestRecord {
    /// First and last name, safe to print; a dash if unknown.
    var shownName: String {
        let name = [content.firstName, content.lastName].filter { !$0.isEmpty }.joined(separator: " ")
        return SafeText(UntrustedText(name.isEmpty ? "–" : name)).plain
    }
}

extension GuestRecord {
    /// The record as the identity's requests name it.
    var summary: GuestSummary {
        let name = [content.firstName, content.lastName].filter { !$0.isEmpty }.joined(separator: " ")
        return GuestSummary(id: id, name: name.isEmpty ? nil : UntrustedText(name), stay: nil)
    }
}
