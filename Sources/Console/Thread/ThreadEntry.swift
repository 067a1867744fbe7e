import Domain
import Text

/// A message with its texts made ready for cells, and its rows for the width that it was shown in last.
package struct ThreadEntry: Sendable {
    /// The message as it was read, or as it is on its way.
    package let message: Message
    /// It is on the queue and not stored yet.
    package let isPending: Bool
    /// The writer's name; empty where unknown.
    package let sender: SafeText
    /// The text.
    package let body: SafeLines
    /// The names of its attachments.
    package let attachments: [SafeText]
    /// The rows of the body, as ranges of its glyphs.
    private(set) var rows: [Range<Int>] = []
    private var width = 0

    /// Makes a message ready.
    init(_ message: Message, isPending: Bool = false) {
        self.message = message
        self.isPending = isPending
        sender = message.senderName.map { SafeText($0) } ?? .empty
        body = SafeLines(message.content)
        attachments = message.attachments.map { SafeText($0) }
    }

    /// Wraps the body to a width, once.
    mutating func wrap(to width: Int) {
        guard self.width != width else { return }
        self.width = width
        rows = body.rows(width: width)
    }
}
