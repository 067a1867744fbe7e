import Domain

/// Texts about marks, assignments and bulk changes.
package enum AssignmentPhrase: Phrase {
    case marked(TargetCount), allMarked(TargetCount), unmark
    case nothingWaits, claimedNext(String), transferred(String), cannotBeAssigned(String)
    case done(BulkChange, Int64, name: String), distributed(Int64, over: Int), assigned(String), released
    case undone(Int64), beyondLimit(Int64), skipped(Int64, key: String), toWhom(key: String)
    case noneChanged, whyNone(key: String)
    case undoWithin(seconds: Int, key: String)
    case stateOf(TargetCount), priorityOf(TargetCount), tagsOf(TargetCount), bulkTagsHint, mixedTags

    package var english: String {
        switch self {
        case .marked(let extent): extent.english(of: "marked")
        case .allMarked(.counted(let count, _)): "All \(grouped(count)) that match are marked. Esc unmarks."
        case .allMarked(.allMatching(let count?)): "All \(grouped(count)) that match are marked. Esc unmarks."
        case .allMarked(.allMatching(nil)): "All matches are marked. Esc unmarks."
        case .unmark: "unmark"
        case .nothingWaits: "Nothing is waiting."
        case .claimedNext(let guest): guest.isEmpty ? "Yours now." : "Yours now: \(guest)."
        case .transferred(let name): "Transferred to \(name)."
        case .cannotBeAssigned(let name): "\(name) can't take it now."
        case .done(.assign, let count, let name): "\(grouped(count)) reassigned to \(name)"
        case .done(.distribute, let count, _): "\(grouped(count)) distributed"
        case .distributed(let count, let agents): "\(grouped(count)) distributed to \(agents) agents"
        case .done(.release, let count, _): "\(grouped(count)) released to the queue"
        case .done(.priority(let priority), let count, _): "\(grouped(count)) now \(priority.label)"
        case .done(.addTags, let count, _): "\(grouped(count)) tagged"
        case .done(.removeTags, let count, _): "tags removed from \(grouped(count))"
        case .done(.state(let state), let count, _):
            "\(grouped(count)) now \(ConversationPhrase.state(state).english)"
        case .assigned(let name): "Assigned to \(name)"
        case .released: "Released to the queue"
        case .undone(let count): "\(grouped(count)) restored"
        case .beyondLimit(let count): "\(grouped(count)) more match"
        case .skipped(let count, let key): count == 1 ? "\(key) why 1 was not" : "\(key) why \(grouped(count)) were not"
        case .toWhom(let key): "\(key) to whom"
        case .noneChanged: "Nothing changed"
        case .whyNone(let key): "\(key) why"
        case .undoWithin(let seconds, let key): "\(key) undo (\(seconds) s)"
        case .stateOf(let extent): "State of " + extent.english(of: "conversations")
        case .priorityOf(let extent): "Priority of " + extent.english(of: "conversations")
        case .tagsOf(let extent): "Tags on " + extent.english(of: "conversations")
        case .bulkTagsHint: "word adds, -word removes   Enter applies   Esc back"
        case .mixedTags: "Either add tags or remove some, not both at once."
        }
    }

    package var french: String {
        switch self {
        case .marked(let extent): extent.french(of: "marquées", one: "marquée")
        case .allMarked(.counted(let count, _)):
            "Les \(grouped(count)) qui correspondent sont marquées. Échap démarque."
        case .allMarked(.allMatching(let count?)):
            "Les \(grouped(count)) qui correspondent sont marquées. Échap démarque."
        case .allMarked(.allMatching(nil)): "Tout ce qui correspond est marqué. Échap démarque."
        case .unmark: "démarquer"
        case .nothingWaits: "Rien n’est en attente."
        case .claimedNext(let guest): guest.isEmpty ? "À vous." : "À vous : \(guest)."
        case .transferred(let name): "Transférée à \(name)."
        case .cannotBeAssigned(let name): "\(name) ne peut pas la prendre maintenant."
        case .done(.assign, let count, let name): "\(Self.counted(count, "attribuée")) à \(name)"
        case .done(.distribute, let count, _): Self.counted(count, "répartie")
        case .distributed(let count, let agents): "\(Self.counted(count, "répartie")) entre \(agents) agents"
        case .done(.release, let count, _): "\(Self.counted(count, "rendue")) à la file"
        case .done(.priority(let priority), let count, _):
            "\(grouped(count)) en priorité \(ConversationPhrase.priority(priority).french)"
        case .done(.addTags, let count, _): Self.counted(count, "étiquetée")
        case .done(.removeTags, let count, _): "étiquettes retirées de \(grouped(count))"
        case .done(.state(let state), let count, _):
            "\(grouped(count)) maintenant \(ConversationPhrase.state(state).french)"
        case .assigned(let name): "Attribuée à \(name)"
        case .released: "Rendue à la file"
        case .undone(let count): Self.counted(count, "rétablie")
        case .beyondLimit(let count): "\(grouped(count)) de plus correspondent"
        case .skipped(let count, let key): "\(key) pourquoi \(grouped(count)) non"
        case .toWhom(let key): "\(key) à qui"
        case .noneChanged: "Rien n’a changé"
        case .whyNone(let key): "\(key) pourquoi"
        case .undoWithin(let seconds, let key): "\(key) annule (\(seconds) s)"
        case .stateOf(let extent): "État de " + extent.french(of: "conversations", one: "conversation")
        case .priorityOf(let extent): "Priorité de " + extent.french(of: "conversations", one: "conversation")
        case .tagsOf(let extent): "Étiquettes de " + extent.french(of: "conversations", one: "conversation")
        case .bulkTagsHint: "mot ajoute, -mot retire   Entrée applique   Échap retour"
        case .mixedTags: "Ajoutez des étiquettes ou retirez-en, pas les deux à la fois."
        }
    }

    private static func counted(_ count: Int64, _ word: String) -> String {
        "\(grouped(count)) \(word)\(count == 1 ? "" : "s")"
    }
}

extension TargetCount {
    /// `14 marked, 2 not shown`.
    func english(of what: String) -> String {
        switch self {
        case .counted(let count, let notShown):
            "\(grouped(count)) \(count == 1 && what == "conversations" ? "conversation" : what)"
                + (notShown > 0 ? ", \(notShown) not shown" : "")
        case .allMatching(let count?): "all \(grouped(count)) \(what)"
        case .allMatching(nil): "all \(what) that match"
        }
    }

    /// `14 marquées, dont 2 hors liste`.
    func french(of what: String, one: String) -> String {
        switch self {
        case .counted(let count, let notShown):
            "\(grouped(count)) \(count == 1 ? one : what)" + (notShown > 0 ? ", dont \(notShown) hors liste" : "")
        case .allMatching(let count?): "toutes les \(grouped(count)) \(what)"
        case .allMatching(nil): "toutes les \(what) qui correspondent"
        }
    }
}
