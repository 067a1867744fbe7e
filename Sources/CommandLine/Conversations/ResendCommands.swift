import ArgumentParser
import Domain
import Postgres
import Repositories

extension MessagesCommand {
    /// `riad messages resend`
    struct Resend: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Send a failed reply again, as a new message."
        )

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: OutputOptions

        @Argument(help: "The failed message's id.")
        var failed: Identifier<Message>

        @Argument(help: "The conversation to send it in: its own, or another one of the same guest.")
        var conversation: Identifier<Conversation>

        @Option(help: "The new message's id; a message with the same id is stored only once.")
        var id: Identifier<Message>?

        func run() throws {
            try connection.withSession { connection, user in
                let row = try connection.conversation(conversation, for: user)
                var generator = SystemRandomNumberGenerator()
                let message = OutgoingMessage(
                    id: id ?? Identifier(using: &generator),
                    conversation: conversation,
                    body: "",
                    isInternal: false,
                    expectedSequence: nil,
                    resends: failed
                )
                let receipt = try connection.run(try Threads.send(message, onAssignedTo: row.assignee, by: user))
                _ = try? connection.run(Conversations.announce(conversation))
                switch format.output {
                case .text: StandardOutput.print("stored as message \(receipt.sequence)")
                case .json: StandardOutput.print(try JSONOutput.text(ReceiptOutput(receipt, of: message)))
                }
            }
        }
    }

    /// `riad messages withdraw`
    struct Withdraw: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take back the reply or note that you sent last, within a few seconds.",
            discussion: "Nothing of it leaves the company. It is refused once it is too late."
        )

        @OptionGroup var connection: ConnectionOptions

        @Argument(help: "The conversation's id.")
        var conversation: Identifier<Conversation>

        @Argument(help: "The message's id.")
        var message: Identifier<Message>

        @Flag(help: "It is a note.")
        var note = false

        func run() throws {
            try connection.withSession { connection, _ in
                let action: UndoableAction = note ? .note : .reply
                try connection.run(Undoing.undo(action, in: conversation, message: message))
                _ = try? connection.run(Conversations.announce(conversation))
                StandardOutput.print("taken back")
            }
        }
    }
}
