import Domain
import Text

/// The text of a line of the timeline.
package struct TimelinePhrase: Phrase {
    private let entry: TimelineEntry

    /// Creates the text of an entry.
    init(_ entry: TimelineEntry) {
        self.entry = entry
    }

    package var english: String { text(in: .english) }
    package var french: String { text(in: .french) }

    private func text(in language: Language) -> String {
        let (what, reason, step) = parts(in: language)
        let actor = entry.actorName.map { SafeText($0).plain }
        let words = [what, stateText(step, language), priorityText(step, language), isActorSaid ? nil : actor]
        let text = words.compactMap { $0 }.joined(separator: " · ")
        return reason.map { text + " · “" + SafeText($0).plain + "”" } ?? text
    }

    /// Whether what happened already names who did it.
    private var isActorSaid: Bool {
        guard case .assignment(_, let from, let to, _, _) = entry.event else { return false }
        return [from, to].contains { holder in
            switch holder {
            case .person(let id, _): id == entry.actor
            case .unassigned, .role: false
            }
        }
    }

    private func parts(in language: Language) -> (String?, reason: UntrustedText?, ConversationStep) {
        switch entry.event {
        case .assignment(let action, let from, let to, let reason, let step):
            let move = ChangePhrase.moved(action, from: name(of: from, language), to: name(of: to, language))
            return (language.text(move), reason, step)
        case .change(let step): return (nil, nil, step)
        case .merge(let channel): return (language.text(ChangePhrase.merged(channel)), nil, ConversationStep())
        case .unmerge(let channel): return (language.text(ChangePhrase.unmerged(channel)), nil, ConversationStep())
        case .late: return (language.text(ChangePhrase.late), nil, ConversationStep())
        }
    }

    private func name(of holder: Assignee, _ language: Language) -> String {
        switch holder {
        case .unassigned: language.text(AssignmentHistoryPhrase.queue)
        case .person(_, let name):
            name.map { SafeText($0).plain } ?? language.text(AssignmentHistoryPhrase.somebody)
        case .role(let role): SafeText(UntrustedText(role.label)).plain
        }
    }

    private func stateText(_ step: ConversationStep, _ language: Language) -> String? {
        step.state.map { values in
            [values.from, values.to].map { language.text(ConversationPhrase.state($0)) }.joined(separator: " → ")
        }
    }

    private func priorityText(_ step: ConversationStep, _ language: Language) -> String? {
        step.priority.map { values in
            language.text(ChangePhrase.priority) + " "
                + [values.from, values.to].map { language.text(ConversationPhrase.priority($0)) }.joined(
                    separator: " → "
                )
        }
    }
}

/// The words of the timeline.
package enum ChangePhrase: Phrase {
    case moved(AssignmentAction, from: String, to: String), merged(Channel), unmerged(Channel), late, priority
    /// How many changes are folded, and the key that shows them.
    case folded(Int, key: String)
    /// The rule before the messages that were unread when the conversation was opened.
    case unread

    package var english: String {
        switch self {
        case .moved(let action, let from, let to):
            "\(AssignmentHistoryPhrase.act(action).english): \(from) → \(to)"
        case .merged(let channel): "merged with the \(ConversationPhrase.channel(channel).english) conversation"
        case .unmerged(let channel): "the \(ConversationPhrase.channel(channel).english) conversation taken out"
        case .late: "an answer was due"
        case .priority: "priority"
        case .folded(let count, let key):
            (count == 1 ? "1 change" : "\(count) changes") + (key.isEmpty ? "" : " (\(key) shows)")
        case .unread: "unread"
        }
    }

    package var french: String {
        switch self {
        case .moved(let action, let from, let to):
            "\(AssignmentHistoryPhrase.act(action).french) : \(from) → \(to)"
        case .merged(let channel): "fusionnée avec la conversation par \(ConversationPhrase.channel(channel).french)"
        case .unmerged(let channel): "conversation par \(ConversationPhrase.channel(channel).french) séparée"
        case .late: "une réponse était due"
        case .priority: "priorité"
        case .folded(let count, let key):
            (count == 1 ? "1 changement" : "\(count) changements") + (key.isEmpty ? "" : " (\(key) montre)")
        case .unread: "non lus"
        }
    }
}
