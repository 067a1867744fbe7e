import ArgumentParser
import Domain
import Postgres
import Repositories
import Text

/// `riad guests`: guests.
struct GuestsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "guests",
        abstract: "Show, change and join guests.",
        subcommands: [Show.self, Edit.self, Channels.self, Duplicates.self, Join.self, Part.self, Apart.self]
    )

    /// `riad guests show`
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show a guest and all their conversations.")

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: OutputOptions
        @Argument(help: "The guest's id, or that of one of their conversations.")
        var id: Identifier<Guest>

        func run() throws {
            try connection.withSession { connection, user in
                let guest = try GuestArgument(id: id).guest(connection, user)
                let history = try connection.run(try Guests.conversations(of: guest.id, limit: 1_000, for: user))
                let identity = try connection.run(try Guests.identity(of: guest.summary, for: user))
                let output = GuestOutput(guest, history, identity)
                switch format.output {
                case .text: StandardOutput.print(.lines(output.text))
                case .json: StandardOutput.print(try JSONOutput.text(output))
                }
            }
        }
    }

    /// `riad guests edit`
    struct Edit: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Change a guest; fields not given are unchanged, empty ones are cleared."
        )

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: OutputOptions
        @Argument(help: "The guest's id, or that of one of their conversations.")
        var id: Identifier<Guest>
        @Option var firstName: String?
        @Option var lastName: String?
        @Option var email: String?
        @Option var phone: String?
        @Option var country: String?
        @Option(help: "Such as fr.")
        var language: String?

        func run() throws {
            try connection.withSession { connection, user in
                let guest = try GuestArgument(id: id).guest(connection, user)
                var content = guest.content
                content.firstName = firstName ?? content.firstName
                content.lastName = lastName ?? content.lastName
                content.email = email ?? content.email
                content.phone = phone ?? content.phone
                content.country = country ?? content.country
                if let language { content.language = language.isEmpty ? nil : language }
                try connection.run(try Guests.edit(guest, to: content, by: user))
                let after = GuestOutput(try GuestArgument(id: guest.id).guest(connection, user))
                switch format.output {
                case .text: StandardOutput.print(.lines(after.text))
                case .json: StandardOutput.print(try JSONOutput.text(after))
                }
            }
        }
    }
}

/// A guest named by their own id or by a conversation's.
struct GuestArgument {
    let id: Identifier<Guest>

    /// The guest; throws if there is none visible to the user.
    func guest(_ connection: Connection, _ user: CurrentUser) throws -> GuestRecord {
        if let guest = try connection.run(try Guests.find(id, for: user)) { return guest }
        let conversation = Identifier<Conversation>(high: id.high, low: id.low)
        let row = try connection.run(try Conversations.find(conversation, for: user))
        if let other = row?.guest, let guest = try connection.run(try Guests.find(other, for: user)) { return guest }
        throw ExitKind.stop("there is no such guest, or they are not visible to you", .notFound)
    }
}

/// A guest as text and JSON.
private struct GuestOutput: Encodable {
    /// One of the guest's conversations.
    struct ConversationSummary: Encodable {
        let id, channel, state, createdAt, lastMessageAt: String
        let property, checkIn, checkOut: String?
        let messages: Int64
    }
    /// An address from which the guest writes.
    struct Address: Encodable {
        let account, address, since: String
        let isVerified: Bool
    }
    /// A record that was joined to the guest's.
    struct Joined: Encodable {
        let id, since: String
        let name: String?
    }
    let id, firstName, lastName, email, phone, country: String
    let language: String?
    /// The guest's unverified contacts.
    let unverified: [String]
    /// Other names of the guest.
    let aliases: [String]
    let addresses: [Address]
    let joined: [Joined]
    /// Records that may be the same guest's.
    let duplicates: [ProposalOutput]
    let conversations: [ConversationSummary]

    init(_ guest: GuestRecord, _ history: [GuestConversation] = [], _ identity: GuestIdentity = GuestIdentity()) {
        id = guest.id.description
        firstName = guest.content.firstName
        lastName = guest.content.lastName
        email = guest.content.email
        phone = guest.content.phone
        country = guest.content.country
        language = guest.content.language
        unverified = guest.claims.map(\.original)
        aliases = identity.aliases.map(\.original)
        addresses = identity.addresses.map { line in
            Address(
                account: line.account.original,
                address: line.address.original,
                since: line.since.rfc3339,
                isVerified: line.isVerified
            )
        }
        joined = identity.joined.map { record in
            Joined(id: record.guest.id.description, since: record.since.rfc3339, name: record.guest.name?.original)
        }
        duplicates = identity.proposals.map(ProposalOutput.init)
        conversations = history.map { talk in
            ConversationSummary(
                id: talk.id.description,
                channel: talk.channel.label,
                state: talk.state.label,
                createdAt: talk.createdAt.rfc3339,
                lastMessageAt: talk.lastMessageAt.rfc3339,
                property: talk.propertyName?.original,
                checkIn: talk.checkIn?.iso,
                checkOut: talk.checkOut?.iso,
                messages: talk.messages
            )
        }
    }

    var text: String {
        let fields =
            [
                ("id", id), ("name", "\(firstName) \(lastName)"), ("e-mail", email), ("phone", phone),
                ("country", country), ("language", language ?? ""),
            ] + unverified.map { ("unverified", $0) } + aliases.map { ("also", $0) }
            + addresses.map { line in
                let words = [line.address, "on", line.account, "since", line.since, line.isVerified ? "" : "(claimed)"]
                return ("address", words.filter { !$0.isEmpty }.joined(separator: " "))
            }
            + joined.map { ("joined", [$0.id, $0.name ?? "–"].joined(separator: "  ")) }
            + duplicates.map { pair in
                let words = [pair.other.id, pair.other.name ?? "–", pair.signs.joined(separator: ", ")]
                return ("same guest?", words.joined(separator: "  "))
            }
        let lines = fields.map { SafeText(trusted: $0.0).fitted(to: 12).plain + SafeText(UntrustedText($0.1)).plain }
        let talks = conversations.map { talk in
            [
                talk.id, talk.lastMessageAt, SafeText(UntrustedText(talk.channel)).fitted(to: 8).plain,
                SafeText(UntrustedText(talk.state)).fitted(to: 10).plain,
                SafeText(UntrustedText(talk.property ?? "–")).plain,
            ].joined(separator: "  ")
        }
        return (lines + talks).joined(separator: "\n")
    }
}
