import Domain
import Text

/// Detects guests whose names could pass for staff: for a colleague in the same thread, for the current user's "you",
/// or for a note's heading. The thread labels such messages as a guest's.
struct ImpersonationCheck {
    private let reservedNames: Set<String>

    /// Collects the reserved names of a thread's messages.
    init(to entries: [ThreadEntry], in language: Language) {
        let colleagues = entries.filter { $0.message.senderType != .guest }.map { Self.folded($0.sender) }
        let kinds = [SenderType.chatbot, .ai, .agent, .system].map { language.safe(ConversationPhrase.sender($0)) }
        let own = ([language.safe(ConversationPhrase.you), language.safe(ThreadPhrase.note)] + kinds).map(Self.folded)
        reservedNames = Set(colleagues + own)
    }

    /// Returns whether a guest wrote the message under a name that could pass for another's.
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
