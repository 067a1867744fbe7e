import Domain
import Text

/// What a bulk change makes of each conversation, for the question before it.
extension OverlayPhrase {
    static func english(_ change: BulkChange, _ name: SafeText) -> String {
        switch change {
        case .assign: "Each is assigned to \(name.plain)."
        case .distribute: "They are distributed among the agents."
        case .release: "Each goes back to the queue."
        case .priority(let priority): "Each gets the priority \(ConversationPhrase.priority(priority).english)."
        case .addTags(let tags): "Each gets the tags \(shown(tags))."
        case .removeTags(let tags): "Each loses the tags \(shown(tags))."
        case .state(let state): "Each becomes \(ConversationPhrase.state(state).english)."
        }
    }

    static func french(_ change: BulkChange, _ name: SafeText) -> String {
        switch change {
        case .assign: "Chacune est attribuée à \(name.plain)."
        case .distribute: "Elles sont réparties entre les agents."
        case .release: "Chacune retourne dans la file."
        case .priority(let priority): "Chacune passe en priorité \(ConversationPhrase.priority(priority).french)."
        case .addTags(let tags): "Chacune reçoit les étiquettes \(shown(tags))."
        case .removeTags(let tags): "Chacune perd les étiquettes \(shown(tags))."
        case .state(let state): "Chacune devient \(ConversationPhrase.state(state).french)."
        }
    }

    private static func shown(_ tags: [String]) -> String {
        tags.map { SafeText(UntrustedText($0)).plain }.joined(separator: ", ")
    }
}
