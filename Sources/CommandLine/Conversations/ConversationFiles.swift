import ArgumentParser
import Console
import Domain
import Postgres
import Repositories
import Text

extension ConversationsCommand {
    /// `riad conversations files`
    struct Files: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List a conversation's files, newest first.",
            discussion: "A line has: time, who sent it, kind and size, name, address."
        )

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: OutputOptions

        @Argument(help: "The conversation's id.")
        var id: Identifier<Conversation>

        @OptionGroup var list: LimitOption

        func run() throws {
            try connection.withSession { connection, user in
                _ = try connection.conversation(id, for: user)
                let found = try connection.run(try Threads.attachments(of: id, limit: list.limit, for: user))
                try format.print(found, line: FileOutput.line, json: FileOutput.init)
            }
        }
    }
}

/// A file of a conversation as JSON.
private struct FileOutput: Encodable {
    let name, sentAt, senderType: String
    let contentType, url, senderName: String?
    let byteSize: Int64?

    init(_ attachment: ConversationAttachment) {
        name = attachment.file.name.original
        sentAt = attachment.sentAt.rfc3339
        senderType = attachment.senderType.label
        contentType = attachment.file.contentType?.original
        url = attachment.file.url?.original
        senderName = attachment.senderName?.original
        byteSize = attachment.file.byteSize
    }

    static func line(_ attachment: ConversationAttachment) -> TerminalText {
        let fields: [String] = [
            attachment.sentAt.rfc3339,
            SenderLabel(attachment.senderType, isInternal: false).word.fitted(to: 7).plain,
            attachment.file.facts(in: .english).fitted(to: 24).plain,
            SafeText.name(attachment.file.name, or: "–", cells: 40).fitted(to: 40).plain,
            SafeText(attachment.file.url, or: "–").plain,
        ]
        return .line(fields.joined(separator: "  "))
    }
}
