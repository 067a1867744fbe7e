import ArgumentParser
import Domain
import Postgres
import Repositories
import Text

/// `riad channels`: what each of the company's accounts signs its replies with.
struct ChannelsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "channels",
        abstract: "Show and set what each account signs its replies with.",
        subcommands: [List.self, Sign.self, Unsign.self]
    )

    /// `riad channels list`
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the accounts that have a signature.")

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: OutputOptions

        func run() throws {
            try connection.withSession { connection, user in
                let found = try connection.run(try ChannelAccounts.signatures(for: user))
                try format.print(found, line: SignatureOutput.line, json: SignatureOutput.init)
            }
        }
    }

    /// `riad channels sign`
    struct Sign: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Set the signature of an account; for administrators.",
            discussion: "Replies written from then on are sent with it. It has at most 2,000 characters."
        )

        @OptionGroup var connection: ConnectionOptions

        @Argument(help: "The account: the company's address or number, as the channel's workflow names it.")
        var account: String

        @Argument(help: "The signature; without it, or with -, it is read from standard input.")
        var text: String?

        func run() throws {
            let signature = try text.flatMap { $0 == "-" ? nil : $0 } ?? TextSource(path: "-").text()
            guard signature.contains(where: { !$0.isWhitespace }) else {
                throw ExitKind.stop("there is no signature; channels unsign removes one", .failed)
            }
            try connection.withSession { connection, user in
                try connection.run(try ChannelAccounts.save(signature: signature, of: account, by: user))
                StandardOutput.print("signature set")
            }
        }
    }

    /// `riad channels unsign`
    struct Unsign: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Remove the signature of an account; for administrators."
        )

        @OptionGroup var connection: ConnectionOptions

        @Argument(help: "The account.")
        var account: String

        func run() throws {
            try connection.withSession { connection, user in
                try connection.run(try ChannelAccounts.save(signature: nil, of: account, by: user))
                StandardOutput.print("signature removed")
            }
        }
    }
}

/// A signature as JSON.
private struct SignatureOutput: Encodable {
    let account, signature: String

    init(_ signature: ChannelSignature) {
        account = signature.account.original
        self.signature = signature.text.original
    }

    static func line(_ signature: ChannelSignature) -> TerminalText {
        .line(SafeText(signature.account).fitted(to: 30).plain + "  " + SafeText(signature.text).plain)
    }
}
