import ArgumentParser
import Domain
import Postgres
import Repositories
import Text

extension GuestsCommand {
    /// `riad guests channels`
    struct Channels: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List where a guest can be written to.")

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: OutputOptions
        @Argument(help: "The guest's id, or that of one of their conversations.") var guest: Identifier<Guest>

        func run() throws {
            try connection.withSession { connection, user in
                let id = try GuestArgument(id: guest).guest(connection, user).id
                let channels = try connection.run(try Outreach.channels(of: id, for: user))
                try format.print(channels, line: { .lines(line($0)) }, json: ChannelOutput.init)
            }
        }

        private func line(_ channel: GuestChannel) -> String {
            [
                SafeText(UntrustedText(channel.channel.label)).fitted(to: 8).plain,
                SafeText(channel.account).fitted(to: 24).plain,
                SafeText(channel.address).fitted(to: 30).plain,
                channel.isVerified ? "verified  " : "unverified",
                channel.conversation?.description ?? "new",
            ].joined(separator: "  ")
        }
    }
}

extension ConversationsCommand {
    /// `riad conversations start`
    struct Start: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write to a guest first, on a channel of riad guests channels.",
            discussion: "Without a conversation there that isn't archived, it begins one that is yours."
        )

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: OutputOptions

        @Argument(help: "The guest's id, or that of one of their conversations.")
        var guest: Identifier<Guest>

        @Argument(help: "The text; without it, or with -, it is read from standard input.")
        var text: String?

        @Option(help: "Our account to write from.")
        var account: String

        @Option(help: "The guest's address; needed only if they have several on this account.")
        var address: String?

        @Option(help: "The name of a template to send instead of a text.")
        var template: String?

        @Option(help: "The template's language; needed only if it has several.")
        var language: String?

        @Option(name: .customLong("value"), help: "What fills {{1}}, {{2}} …; may be repeated.")
        var values: [String] = []

        @Option(help: "The message's id; a message with the same id is stored only once.")
        var id: Identifier<Message>?

        func validate() throws {
            guard template == nil || text == nil else { throw ValidationError("give a text or --template, not both") }
        }

        func run() throws {
            let body = template == nil ? try MessageText(argument: text).body() : nil
            try connection.withSession { connection, user in
                let guest = try GuestArgument(id: guest).guest(connection, user).id
                let address = try address ?? onlyAddress(of: guest, connection, user)
                let opening: OpeningMessage =
                    if let body {
                        .text(body)
                    } else {
                        .template(try templateID(connection, user), values: values)
                    }
                var generator = SystemRandomNumberGenerator()
                let message: Identifier<Message> = id ?? Identifier(using: &generator)
                let (conversation, receipt) = try connection.run(
                    try Outreach.start(
                        message,
                        to: guest,
                        account: account,
                        address: address,
                        opening: opening,
                        by: user
                    )
                )
                _ = try? connection.run(Conversations.announce(conversation))
                switch format.output {
                case .text: StandardOutput.print("message \(receipt.sequence) of conversation \(conversation)")
                case .json:
                    let row = try connection.conversation(conversation, for: user)
                    StandardOutput.print(try JSONOutput.text(ConversationOutput(row)))
                }
            }
        }

        /// The guest's address on the account; stops if they have none or several.
        private func onlyAddress(of guest: Identifier<Guest>, _ connection: Connection, _ user: CurrentUser) throws
            -> String
        {
            let channels = try connection.run(try Outreach.channels(of: guest, for: user))
            let found = channels.filter { $0.account.original == account }
            guard let only = found.first, found.count == 1 else {
                throw ExitKind.stop(
                    found.isEmpty
                        ? "the guest has no address on this account"
                        : "the guest has several addresses: give --address",
                    .notFound
                )
            }
            return only.address.original
        }

        private func templateID(_ connection: Connection, _ user: CurrentUser) throws -> Identifier<MessageTemplate> {
            let all = try connection.run(try Templates.all(account: account, for: user))
            let found = all.filter {
                $0.isActive && $0.template.name.original == template
                    && (language == nil || $0.template.language == language)
            }
            guard let only = found.first, found.count == 1 else {
                throw ExitKind.stop(
                    found.isEmpty ? "the account has no such template" : "it has several languages: give --language",
                    .notFound
                )
            }
            return only.template.id
        }
    }
}

/// A guest's channel as JSON.
struct ChannelOutput: Encodable {
    let account, channel, address: String
    let isVerified, hasWritten: Bool
    let conversation: String?

    init(_ channel: GuestChannel) {
        account = channel.account.original
        self.channel = channel.channel.label
        address = channel.address.original
        isVerified = channel.isVerified
        hasWritten = channel.hasWritten
        conversation = channel.conversation?.description
    }
}
