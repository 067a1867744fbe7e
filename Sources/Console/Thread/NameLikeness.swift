import Domain
import Text

/// Finds the guests whose names look like somebody of the house: like a colleague in the same thread, like the reader's own
/// "you", or like the head of a note. Beside such a name it says that a guest wrote.
struct NameLikeness {
    private let taken: Set<String>

    /// Among the messages of a thread.
    init(to entries: [ThreadEntry], in language: Language) {
        let colleagues = entries.filter { $0.message.senderType != .guest }.map { Self.folded($0.sender) }
        let own = [language.safe(ConversationPhrase.you), language.safe(ThreadPhrase.note)].map(Self.folded)
        taken = Set(colleagues + own)
    }

    /// Whether a guest wrote it, under a name that could be taken for another's.
    func isMistakable(_ entry: ThreadEntry) -> Bool {
        guard entry.message.senderType == .guest, !entry.sender.isEmpty else { return false }
        let name = Self.folded(entry.sender)
        return taken.contains(name) || name.contains("·") || taken.contains { !$0.isEmpty && name.hasPrefix($0 + " ") }
    }

    private static func folded(_ name: SafeText) -> String {
        name.plain.lowercased().split { $0.isWhitespace }.joined(separator: " ")
    }
}
