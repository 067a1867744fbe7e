import ArgumentParser
import Domain
import Glibc
import Postgres
import Repositories
import Text

/// `riad messages`: scripted access to threads.
struct MessagesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "messages",
        abstract: "Read or search messages, reply, leave a note.",
        subcommands: [List.self, Search.self, Send.self, Note.self, Resend.self, Withdraw.self]
    )

    /// `riad messages list`
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print the messages of a conversation.")

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: OutputOptions

        @Argument(help: "The conversation's id.")
        var conversation: Identifier<Conversation>

        @Option(help: "Only messages before this number; without it, the last ones.")
        var before: Int64?

        @OptionGroup var list: LimitOption

        func run() throws {
            try connection.withSession { connection, user in
                _ = try connection.conversation(conversation, for: user)
                let position = before.map { ThreadPosition.before($0) } ?? .last
                let page = try Threads.page(of: conversation, at: position, limit: list.limit, for: user)
                let messages = try connection.run(page)
                switch format.output {
                case .text:
                    for message in messages where !message.isWithdrawn {
                        StandardOutput.print(MessageLines(message: message, columns: StandardOutput.columns).text)
                    }
                case .json:
                    StandardOutput.print(
                        try JSONOutput.text(messages.filter { !$0.isWithdrawn }.map(MessageOutput.init))
                    )
                }
            }
        }
    }

    /// `riad messages send`
    struct Send: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Reply to the guest.")

        @OptionGroup var writing: WritingOptions
        @Flag(name: .customLong("and-wait"), help: "The conversation then waits for the guest.")
        var andWait = false

        func run() throws { try writing.send(isInternal: false, waits: andWait) }
    }

    /// `riad messages note`
    struct Note: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Leave an internal note; the guest never sees it.")

        @OptionGroup var writing: WritingOptions

        func run() throws { try writing.send(isInternal: true, waits: false) }
    }
}

/// The options of a message.
struct WritingOptions: ParsableArguments {
    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var format: OutputOptions

    @Argument(help: "The conversation's id.")
    var conversation: Identifier<Conversation>

    @Argument(help: "The text; without it, or with -, it is read from standard input.")
    var text: String?

    @Option(help: "The message's id; a message with the same id is stored only once.")
    var id: Identifier<Message>?

    @Option(help: "Only if the thread's last message still has this number.")
    var expecting: Int64?

    /// Sends the message and prints its receipt.
    func send(isInternal: Bool, waits: Bool) throws {
        let body = try MessageText(argument: text).body()
        if !isInternal, let place = ReplyTemplate(body).places.first {
            let shown = SafeText(UntrustedText(place)).truncated(to: 60)
            throw ExitKind.stop("nothing in braces goes to a guest: fill in \(shown) first", .usageError)
        }
        try connection.withSession { connection, user in
            let row = try connection.conversation(conversation, for: user)
            var generator = SystemRandomNumberGenerator()
            let message = OutgoingMessage(
                id: id ?? Identifier(using: &generator),
                conversation: conversation,
                body: body,
                isInternal: isInternal,
                expectedSequence: expecting,
                waitsForGuest: waits
            )
            let receipt = try connection.run(try Threads.send(message, onAssignedTo: row.assignee, by: user))
            // Best effort: without the notification, other consoles show the message a few seconds later.
            _ = try? connection.run(Conversations.announce(conversation))
            switch format.output {
            case .text:
                StandardOutput.print(
                    receipt.wasAlreadySent
                        ? "stored as message \(receipt.sequence) by an earlier try"
                        : "stored as message \(receipt.sequence)"
                )
            case .json: StandardOutput.print(try JSONOutput.text(ReceiptOutput(receipt, of: message)))
            }
        }
    }

}

/// The text of a message, as an argument or on standard input.
struct MessageText {
    /// The argument; nil or `-` for standard input.
    let argument: String?

    /// Returns the text, sanitized as the console's editor does. Throws if it is blank.
    func body() throws -> String {
        var editor = TextEditor()
        editor.paste(try argument.flatMap { $0 == "-" ? nil : $0 } ?? TextSource(path: "-").text())
        guard !editor.isBlank else { throw ExitKind.stop("there is no text to send", .failed) }
        return editor.text
    }
}
