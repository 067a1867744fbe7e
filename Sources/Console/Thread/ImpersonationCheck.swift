import Domain
import Text

/// Finds the guests whose names look like somebody of the house: like a colleague in the same thread, like the user's own
/// "you", or like the head of a note. Beside such a name it says that a guest wrote.
struct ImpersonationCheck {
    private let reservedNames: Set<String>

    /// Among the messages of a thread.
    init(to entries: [ThreadEntry], in language: Language) {
        let colleagues = entries.filter { $0.message.senderType != .guest }.map { Self.folded($0.sender) }
        let own = [language.safe(ConversationPhrase.you), language.safe(ThreadPhrase.note)].map(Self.folded)
        reservedNames = Set(colleagues + own)
    }

    /// Whether a guest wrote it, under a name that could be taken for another's.
    func looksLikeStaff(_ entry: ThreadEntry) -> Bool {
        guard entry.message.senderType == .guest, !entry.sender.isEmpty else { return false }
        let name = Self.folded(entry.sender)
        return reservedNames.contains(name) || name.contains("·")
            || reservedNames.contains { !$0.isEmpty && name.hasPrefix($0 + " ") }
    }

    private static func folded(_ name: SafeText) -> String {
        name.plain.lowercased().split { $0.isWhitespace }.joined(separator: " ")
    }
}
