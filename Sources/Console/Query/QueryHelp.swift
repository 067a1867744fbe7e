import Domain
import Text

/// Explanations of a query's words, shown beside completions.
package enum QueryHelp: Phrase {
    case field(QueryField)
    case without(QueryField)
    case reservation(ReservationPhase)
    case windowOpen, windowClosed, windowUnder, windowOver

    /// Creates the explanation of a completed word; nil for a value that explains itself.
    init?(of word: String) {
        let isNegated = word.hasPrefix("-")
        let parts = word.drop { $0 == "-" }.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let field = QueryField(rawValue: String(parts[0])) else { return nil }
        let value = String(parts[1].split(separator: ",").last ?? "")
        switch field {
        case _ where value.isEmpty: self = isNegated ? .without(field) : .field(field)
        case .stay:
            guard let stay = ReservationPhase(rawValue: value) else { return nil }
            self = .reservation(stay)
        case .wa:
            self =
                switch value.first {
                case "<": .windowUnder
                case ">": .windowOver
                case "o": .windowOpen
                default: .windowClosed
                }
        case .state, .priority, .zone, .assignee, .tag, .failed, .order: return nil
        }
    }

    package var english: String {
        switch self {
        case .field(.state): "where it stands: nouvelle, en_cours, open, finished, …"
        case .field(.priority): "urgent, high, medium, low; >=high"
        case .field(.zone): "a zone, a city such as marrakech_*, mine, none"
        case .field(.assignee): "me, nobody, anyone"
        case .field(.tag): "has the tag; tag:a,b either, tag:a tag:b both"
        case .field(.stay): "how far the stay is today"
        case .field(.wa): "what is left of WhatsApp's 24 hours"
        case .field(.failed): "yes: a reply didn't reach the guest; no: all did"
        case .field(.order): "priority, activity, deadline"
        case .without(.tag): "has none of these tags"
        case .without(let field): "any other \(field.rawValue)"
        case .reservation(.upcoming): "arrives after today"
        case .reservation(.arriving): "arrives today"
        case .reservation(.staying): "is here, neither arriving nor leaving today"
        case .reservation(.departing): "leaves today"
        case .reservation(.past): "has left before today"
        case .reservation(.cancelled): "the reservation was cancelled"
        case .reservation(.none): "no reservation"
        case .windowOpen: "free text still goes out"
        case .windowClosed: "only templates go out"
        case .windowUnder: "open, with less than that left; minutes: <30m"
        case .windowOver: "more than that left"
        }
    }

    package var french: String {
        switch self {
        case .field(.state): "où elle en est : nouvelle, en_cours, open, finished, …"
        case .field(.priority): "urgent, high, medium, low ; >=high"
        case .field(.zone): "une zone, une ville comme marrakech_*, mine, none"
        case .field(.assignee): "me (moi), nobody (personne), anyone"
        case .field(.tag): "a l’étiquette ; tag:a,b l’une ou l’autre, tag:a tag:b les deux"
        case .field(.stay): "où en est le séjour aujourd’hui"
        case .field(.wa): "ce qui reste des 24 heures de WhatsApp"
        case .field(.failed): "yes : une réponse n’est pas arrivée ; no : toutes sont parties"
        case .field(.order): "priority, activity, deadline"
        case .without(.tag): "n’a aucune de ces étiquettes"
        case .without(let field): "tout sauf, pour \(field.rawValue)"
        case .reservation(.upcoming): "arrive après aujourd’hui"
        case .reservation(.arriving): "arrive aujourd’hui"
        case .reservation(.staying): "est sur place, sans arriver ni partir aujourd’hui"
        case .reservation(.departing): "part aujourd’hui"
        case .reservation(.past): "est parti avant aujourd’hui"
        case .reservation(.cancelled): "la réservation est annulée"
        case .reservation(.none): "sans réservation"
        case .windowOpen: "le texte libre passe encore"
        case .windowClosed: "seuls les modèles passent"
        case .windowUnder: "ouverte, moins que cela ; en minutes : <30m"
        case .windowOver: "il reste plus que cela"
        }
    }
}
