import Domain
import Text

/// A message with its texts converted to screen cells, wrapped to the width last shown.
package struct ThreadEntry: Sendable {
    /// The message as stored, or as queued.
    package let message: Message
    /// Whether it is in the send queue and not stored yet.
    package let isPending: Bool
    /// The sender's name; empty if unknown.
    package let sender: SafeText
    /// The message's text.
    package let body: SafeLines
    /// The names of its attachments.
    package let attachments: [SafeText]
    /// An e-mail's subject; empty if it has none.
    let subject: SafeText
    /// The lines that the account signs it with.
    let signature: SafeLines?
    /// What it was before it was edited or deleted, oldest first.
    let earlierVersions: [SafeLines]
    /// Why the channel rejected it; empty if it didn't, or gave no reason.
    package let failure: SafeText
    /// The body's rows, as ranges of its glyphs.
    private(set) var rows: [Range<Int>] = []
    /// How many of the rows come before the mail that it quotes; all of them if it quotes none.
    private(set) var rowsBeforeQuotation = 0
    /// Where the mail that it quotes begins in the body's glyphs; nil if it quotes none.
    private let quotation: Int?
    private var width = 0

    /// Converts a message's texts to screen cells.
    init(_ message: Message, isPending: Bool = false) {
        self.message = message
        self.isPending = isPending
        sender = message.senderName.map { SafeText($0) } ?? .empty
        body = SafeLines(message.content)
        attachments = message.attachments.map { SafeText($0.name) }
        subject = message.subject.map { SafeText($0) } ?? .empty
        signature = message.signature.map { SafeLines($0) }
        earlierVersions = message.earlierVersions.map { SafeLines($0) }
        quotation = Self.quotation(in: body, of: message)
        failure = message.failure.map { SafeText($0) } ?? .empty
    }

    /// Wraps the body to a width; does nothing if it is already wrapped to it.
    mutating func wrap(to width: Int) {
        guard self.width != width else { return }
        self.width = width
        rows = body.rows(width: width)
        rowsBeforeQuotation = quotation.flatMap { start in rows.firstIndex { $0.lowerBound >= start } } ?? rows.count
    }

    /// Mail programs quote what they answer, and Beds24 relays mail.
    private static func quotation(in body: SafeLines, of message: Message) -> Int? {
        guard !message.isInternal, message.channel == .email || message.channel == .beds24, body.lines.count > 1 else {
            return nil
        }
        return QuotedHistory.beginning(in: body.lines.map { String(body[$0]) }).map { body.lines[$0].lowerBound }
    }
}
