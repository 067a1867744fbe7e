import Domain

/// The texts of merging conversations.
package enum MergingPhrase: Phrase, Hashable {
    /// The number of conversations in a thread.
    case conversations(Int)
    /// The heading in a thread before messages of another of its conversations.
    case channelHeading(Channel)
    /// The hint in the composer's frame: the key that switches the channel, and the next channel.
    case switchChannelHint(String, Channel)
    case title, hint, loading, current, mergedHere, hasMembers, mergedElsewhere, archived
    case merged(Int), unmerged(Int), alreadyMerged, undone, targetHasMembers
    case failed(Failure)

    package var english: String {
        switch self {
        case .conversations(let count): "\(count) conversations"
        case .channelHeading(let channel): "by \(ConversationPhrase.channel(channel).english)"
        case .switchChannelHint(let key, let channel): "\(key) \(ConversationPhrase.channel(channel).english)"
        case .title: "Conversations of this guest"
        case .hint: "Enter merges or unmerges   ↑ ↓ choose   Esc back"
        case .loading: "loading…"
        case .current: "this one"
        case .mergedHere: "merged"
        case .hasMembers: "has others"
        case .mergedElsewhere: "in another"
        case .archived: "archived"
        case .merged(let count): "\(count) conversations merged"
        case .unmerged(let count): count == 1 ? "unmerged" : "\(count) unmerged"
        case .alreadyMerged: "It is merged into another thread: merge from there, or unmerge it there first."
        case .undone: "Undone."
        case .targetHasMembers: "Others are merged into that one: unmerge them first, or merge this one there."
        case .failed(.refused(.illegalTransition)):
            "Only one guest's conversations that aren't merged yet can be merged."
        case .failed(let failure): OutcomePhrase.failed(failure).english
        }
    }

    package var french: String {
        switch self {
        case .conversations(let count): "\(count) conversations"
        case .channelHeading(let channel): "par \(ConversationPhrase.channel(channel).french)"
        case .switchChannelHint(let key, let channel): "\(key) \(ConversationPhrase.channel(channel).french)"
        case .title: "Conversations de ce client"
        case .hint: "Entrée fusionne, ou sépare   ↑ ↓ choisir   Échap retour"
        case .loading: "chargement…"
        case .current: "celle-ci"
        case .mergedHere: "fusionnée"
        case .hasMembers: "en a d’autres"
        case .mergedElsewhere: "dans une autre"
        case .archived: "archivée"
        case .merged(let count): "\(count) conversations n’en font qu’une"
        case .unmerged(let count): count == 1 ? "séparée à nouveau" : "\(count) séparées à nouveau"
        case .alreadyMerged: "Elle est dans un autre fil : fusionnez là-bas, ou séparez-la d’abord."
        case .undone: "Annulé."
        case .targetHasMembers: "D’autres y sont fusionnées : séparez-les d’abord, ou fusionnez celle-ci là-bas."
        case .failed(.refused(.illegalTransition)):
            "Seules des conversations d’un même client, hors d’un autre fil, se fusionnent."
        case .failed(let failure): OutcomePhrase.failed(failure).french
        }
    }
}
