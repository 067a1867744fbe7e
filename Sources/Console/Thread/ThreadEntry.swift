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
    /// Why the channel rejected it; empty if it didn't, or gave no reason.
    package let failure: SafeText
    /// The body's rows, as ranges of its glyphs.
    private(set) var rows: [Range<Int>] = []
    private var width = 0

    /// Converts a message's texts to screen cells.
    init(_ message: Message, isPending: Bool = false) {
        self.message = message
        self.isPending = isPending
        sender = message.senderName.map { SafeText($0) } ?? .empty
        body = SafeLines(message.content)
        attachments = message.attachments.map { SafeText($0) }
        failure = message.failure.map { SafeText($0) } ?? .empty
    }

    /// Wraps the body to a width; does nothing if it is already wrapped to it.
    mutating func wrap(to width: Int) {
        guard self.width != width else { return }
        self.width = width
        rows = body.rows(width: width)
    }
}
