import Domain
import Screen
import Text

/// State, priority and tags of one conversation or of all marked ones.
extension State {
    /// Requests a state for a target.
    mutating func requestState(_ state: ConversationState, for subject: CommandTarget) -> [Effect] {
        switch subject {
        case .single(let conversation): requestChange(.state(state), on: conversation)
        case .marked, .allMatching: requestBulk(BulkChange.state(state), on: subject)
        }
    }

    /// Requests a priority for a target.
    mutating func requestPriority(_ priority: Priority, for subject: CommandTarget) -> [Effect] {
        switch subject {
        case .single(let conversation): requestChange(.priority(priority), on: conversation)
        case .marked, .allMatching: requestBulk(BulkChange.priority(priority), on: subject)
        }
    }

    /// Requests tags: they replace a single conversation's tags; for several, they are added, or removed if written
    /// `-tag`.
    mutating func requestTags(_ words: [String], for subject: CommandTarget) -> [Effect] {
        switch subject {
        case .single(let conversation):
            overlay = nil
            return requestChange(.tags(words), on: conversation)
        case .marked, .allMatching: break
        }
        let removed = words.filter { $0.hasPrefix("-") }.map { String($0.dropFirst()) }.filter { !$0.isEmpty }
        guard removed.isEmpty || removed.count == words.count else {
            showNotice(AssignmentPhrase.mixedTags, severity: .warning)
            return []
        }
        overlay = nil
        guard !words.isEmpty else { return [] }
        return requestBulk(removed.isEmpty ? .addTags(words) : .removeTags(removed), on: subject)
    }
}
