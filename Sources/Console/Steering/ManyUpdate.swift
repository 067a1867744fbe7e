import Domain
import Screen
import Text

/// State, priority and tags of all that are marked.
extension State {
    /// Asks for a state for what a choice was about.
    mutating func ask(_ state: ConversationState, of subject: Subject) -> [Effect] {
        switch subject {
        case .one(let conversation): ask(.state(state), on: conversation)
        case .marked, .everything: ask(BulkChange.state(state), of: subject)
        }
    }

    /// Asks for a priority for what a choice was about.
    mutating func ask(_ priority: Priority, of subject: Subject) -> [Effect] {
        switch subject {
        case .one(let conversation): ask(.priority(priority), on: conversation)
        case .marked, .everything: ask(BulkChange.priority(priority), of: subject)
        }
    }

    /// Asks for tags: of one conversation these and no others, of many these beside what they have, or `-these` no more.
    mutating func ask(tags words: [String], of subject: Subject) -> [Effect] {
        switch subject {
        case .one(let conversation):
            overlay = nil
            return ask(.tags(words), on: conversation)
        case .marked, .everything: break
        }
        let removed = words.filter { $0.hasPrefix("-") }.map { String($0.dropFirst()) }.filter { !$0.isEmpty }
        guard removed.isEmpty || removed.count == words.count else {
            say(SteeringPhrase.mixedTags, .warning)
            return []
        }
        overlay = nil
        guard !words.isEmpty else { return [] }
        return ask(removed.isEmpty ? .addTags(words) : .removeTags(removed), of: subject)
    }
}
