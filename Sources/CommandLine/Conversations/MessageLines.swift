import Domain
import Text

/// Who wrote a message, in a word that no name can pass for: it has a column of its own.
struct SenderLabel {
    /// The word.
    let word: SafeText

    init(_ type: SenderType, isInternal: Bool) {
        word =
            switch type {
            // Whatever else is said of it: a guest's message is a guest's.
            case .guest: "guest"
            case .agent: isInternal ? "note" : "agent"
            case .chatbot: isInternal ? "note" : "chatbot"
            case .ai: isInternal ? "note" : "ai"
            case .system: "system"
            case .other: isInternal ? "note" : "other"
            }
    }
}

extension SafeText {
    /// A name for a column: without the runs of blanks that part columns, and not longer than so many cells.
    static func name(_ text: UntrustedText?, or other: String, cells: Int) -> SafeText {
        let plain = SafeText(text, or: other).plain
        let words = plain.split { $0.isWhitespace }.joined(separator: " ")
        return SafeText(UntrustedText(words)).truncated(to: cells)
    }
}

/// A message as text: a line that says who, then what they wrote, further in than anything that isn't theirs.
struct MessageLines {
    private static let indent = "    "

    let message: Message
    /// The terminal's width; nil where no terminal breaks lines.
    let columns: Int?

    var text: TerminalText {
        let kind = SenderLabel(message.senderType, isInternal: message.isInternal).word.fitted(to: 7).plain
        let name = SafeText.name(message.senderName, or: "–", cells: 40).plain
        let head = "\(message.sequence)  \(message.createdAt.rfc3339)  \(kind)  \(name)"
        let attachments = message.attachments.map { "  attached: \(SafeText($0).plain)" }
        return .lines(([head] + body.map { Self.indent + $0 } + attachments).joined(separator: "\n"))
    }

    /// The lines of the text. A terminal would go on with a long one at its left edge, where a head could be forged.
    private var body: [String] {
        let lines = SafeLines(message.content)
        guard let columns else { return lines.lines.map { String(lines[$0]) } }
        return lines.rows(width: max(8, columns - Self.indent.count)).map { String(lines[$0]) }
    }
}
