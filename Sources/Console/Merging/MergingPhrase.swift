import Domain

/// What merging conversations says.
package enum MergingPhrase: Phrase, Hashable {
    /// How many conversations a thread shows.
    case conversations(Int)
    /// In a thread, before the messages of another of its conversations.
    case by(Channel)
    /// In the composer's frame: the key that changes the channel, and to which.
    case via(String, Channel)
    case title, hint, loading, this, joined, head, elsewhere, archived
    case merged(Int), unmerged(Int), alreadyMerged, takenBack, onlySingle
    case failed(Failure)

    package var english: String {
        switch self {
        case .conversations(let count): "\(count) conversations"
        case .by(let channel): "by \(ConversationPhrase.channel(channel).english)"
        case .via(let key, let channel): "\(key) \(ConversationPhrase.channel(channel).english)"
        case .title: "Conversations of this guest"
        case .hint: "Enter merges, or takes out   ↑ ↓ choose   Esc back"
        case .loading: "loading…"
        case .this: "this one"
        case .joined: "merged"
        case .head: "has others"
        case .elsewhere: "in another"
        case .archived: "archived"
        case .merged(let count): "\(count) conversations show as one"
        case .unmerged(let count): count == 1 ? "taken out again" : "\(count) taken out again"
        case .alreadyMerged: "That shows in another thread: merge from there, or take it out there first."
        case .takenBack: "Taken back."
        case .onlySingle: "Others are merged into that one: take them out first, or merge this one there."
        case .failed(.refused(.illegalTransition)):
            "Only conversations of one guest that show by themselves can be merged."
        case .failed(let failure): OutcomePhrase.failed(failure).english
        }
    }

    package var french: String {
        switch self {
        case .conversations(let count): "\(count) conversations"
        case .by(let channel): "par \(ConversationPhrase.channel(channel).french)"
        case .via(let key, let channel): "\(key) \(ConversationPhrase.channel(channel).french)"
        case .title: "Conversations de ce client"
        case .hint: "Entrée fusionne, ou sépare   ↑ ↓ choisir   Échap retour"
        case .loading: "chargement…"
        case .this: "celle-ci"
        case .joined: "fusionnée"
        case .head: "en a d’autres"
        case .elsewhere: "dans une autre"
        case .archived: "archivée"
        case .merged(let count): "\(count) conversations n’en font qu’une"
        case .unmerged(let count): count == 1 ? "séparée à nouveau" : "\(count) séparées à nouveau"
        case .alreadyMerged: "Elle est dans un autre fil : fusionnez là-bas, ou séparez-la d’abord."
        case .takenBack: "Annulé."
        case .onlySingle: "D’autres y sont fusionnées : séparez-les d’abord, ou fusionnez celle-ci là-bas."
        case .failed(.refused(.illegalTransition)):
            "Seules des conversations d’un même client, hors d’un autre fil, se fusionnent."
        case .failed(let failure): OutcomePhrase.failed(failure).french
        }
    }
}
