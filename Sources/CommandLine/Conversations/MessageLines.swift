import Console
import Domain
import Text

/// The kind of sender in a column of its own, so that no name can imitate it.
struct SenderLabel {
    /// The label.
    let word: SafeText

    init(_ type: SenderType, isInternal: Bool) {
        word =
            switch type {
            // Even if the row is marked internal, never label a guest's message as a note.
            case .guest: "guest"
            case .agent: isInternal ? "note" : "agent"
            case .chatbot: isInternal ? "note" : "chatbot"
            case .ai: isInternal ? "note" : "ai"
            case .system: "system"
            case .other: isInternal ? "note" : "other"
            }
    }
}

extension SenderType {
    /// What stands for a name where a sender has none: a machine is called by its kind.
    var nameless: String {
        switch self {
        case .chatbot, .ai: Language.english.text(ConversationPhrase.sender(self))
        case .guest, .agent, .system, .other: "–"
        }
    }
}

extension SafeText {
    /// A name for a table column: collapses the blanks that separate columns and truncates to a number of cells.
    static func name(_ text: UntrustedText?, or other: String, cells: Int) -> SafeText {
        let plain = SafeText(text, or: other).plain
        let words = plain.split { $0.isWhitespace }.joined(separator: " ")
        return SafeText(UntrustedText(words)).truncated(to: cells)
    }
}

/// A message as text: a header line, then the body, indented so that it can't imitate a header.
struct MessageLines {
    private static let indent = "    "

    let message: Message
    /// The terminal's width; nil if the output isn't a terminal.
    let columns: Int?

    var text: TerminalText {
        let kind = SenderLabel(message.senderType, isInternal: message.isInternal).word.fitted(to: 7).plain
        let name = SafeText.name(message.senderName, or: message.senderType.nameless, cells: 40).plain
        let head = "\(message.sequence)  \(message.createdAt.rfc3339)  \(kind)  \(name)"
        let attachments = message.attachments.map { file in
            let facts = file.facts(in: .english)
            return "  attached: \(SafeText(file.name).plain)" + (facts.isEmpty ? "" : " (\(facts.plain))")
        }
        let brought = things.map { Self.indent + $0 }
        let text = message.content.isEmpty ? [] : body.map { Self.indent + $0 }
        return .lines(([head] + facts.map { "  " + $0 } + brought + text + attachments).joined(separator: "\n"))
    }

    /// What the message is, and what became of it.
    private var facts: [String] {
        let summary = message.details.summary(in: .english).plain
        return [
            message.subject.map { "subject: " + SafeText($0).plain }, summary.isEmpty ? nil : summary,
            message.details.isAutomatic ? "automatic" : nil, message.editedAt.map { "edited at \($0.rfc3339)" },
            message.deletedAt.map { "deleted at \($0.rfc3339)" },
        ].compactMap { $0 }
    }

    /// What the message brings beside its text, and what it was; a guest's, so indented as text is.
    private var things: [String] {
        let details = message.details
        let brought = [details.address, details.phone, details.email, details.url].compactMap { $0 } + details.options
        return brought.map { SafeText($0).plain } + message.earlierVersions.map { "was: " + SafeText($0).plain }
    }

    /// The body's lines, wrapped here because a terminal would continue a long line at its left edge, where it could
    /// imitate a header.
    private var body: [String] {
        let lines = SafeLines(message.content)
        guard let columns else { return lines.lines.map { String(lines[$0]) } }
        return lines.rows(width: max(8, columns - Self.indent.count)).map { String(lines[$0]) }
    }
}
