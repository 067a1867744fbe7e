import Domain

/// The texts of the message search.
package enum SearchPhrase: Phrase {
    case title
    case hint(isUnlimited: Bool)
    case nothingAsked, searching, nothingFound
    case found(Int, hasMore: Bool)
    case failed(Failure)
    case noWord
    case moment(CalendarDay, clock: String)

    package var english: String {
        switch self {
        case .title: "Search messages"
        case .hint(let isUnlimited):
            "Enter searches, then opens   Tab \(isUnlimited ? "90 days only" : "older ones too")   Esc back"
        case .nothingAsked: "all words must match; \"in this order\", -without, or, reserv*"
        case .searching: "searching… Esc stops"
        case .nothingFound: "nothing found"
        case .found(let count, let hasMore): hasMore ? "\(count) and more" : "\(count) found"
        case .failed(let failure): OutcomePhrase.failed(failure).english
        case .noWord: "At least one word must be required, with at most 1000 characters in all."
        case .moment(let day, let clock): "\(day.english) \(clock)"
        }
    }

    package var french: String {
        switch self {
        case .title: "Chercher dans les messages"
        case .hint(let isUnlimited):
            "Entrée cherche, puis ouvre   Tab \(isUnlimited ? "90 jours seulement" : "aussi plus anciens")   Échap retour"
        case .nothingAsked: "tous les mots ; « dans cet ordre », -sans, or, réserv*"
        case .searching: "recherche… Échap arrête"
        case .nothingFound: "rien trouvé"
        case .found(let count, let hasMore): hasMore ? "\(count) et plus" : "\(count) trouvés"
        case .failed(let failure): OutcomePhrase.failed(failure).french
        case .noWord: "Il faut au moins un mot obligatoire, et au plus 1000 signes."
        case .moment(let day, let clock): "\(day.french) \(clock)"
        }
    }
}

extension MessageSearchForm {
    /// The state of the search.
    var status: SearchPhrase {
        if isSearching { return .searching }
        if let failure { return failure == .refused(.invalidInput) ? .noWord : .failed(failure) }
        guard submittedSearch != nil else { return .nothingAsked }
        return found.isEmpty ? .nothingFound : .found(found.count, hasMore: hasMore)
    }
}
