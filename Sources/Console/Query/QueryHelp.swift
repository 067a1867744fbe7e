import Domain
import Text

/// Explanations of a query's words, shown beside completions.
package enum QueryHelp: Phrase {
    case field(QueryField)
    case without(QueryField)
    case reservation(ReservationPhase)
    case windowOpen, windowClosed, windowUnder, windowOver
    case phase(GuestJourneyPhase), language(String), channel(Channel)
    case day(String), dueUnder, dueOver, dueNone

    /// Creates the explanation of a completed word; nil for a value that explains itself.
    init?(of word: String) {
        let isNegated = word.hasPrefix("-")
        let parts = word.drop { $0 == "-" }.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let field = QueryField(named: String(parts[0])) else { return nil }
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
        case .phase:
            guard let phase = GuestJourneyPhase(rawValue: value.uppercased()) else { return nil }
            self = .phase(phase)
        case .language: self = .language(value)
        case .channel: self = .channel(Channel(label: value))
        case .after, .before: self = .day(value)
        case .due: self = value == "none" ? .dueNone : value.hasPrefix(">") ? .dueOver : .dueUnder
        case .state, .priority, .zone, .assignee, .tag, .failed, .order, .unread, .late, .role, .guest, .property:
            return nil
        }
    }

    package var english: String {
        switch self {
        case .field(.state): "where it stands: nouvelle, en_cours, open, finished, …"
        case .field(.priority): "urgent, high, medium, low; >=high"
        case .field(.zone): "a zone, a city such as marrakech_*, mine, none"
        case .field(.assignee): "me, nobody, anyone, or a colleague's name"
        case .field(.tag): "has the tag; tag:a,b either, tag:a tag:b both"
        case .field(.stay): "how far the stay is today"
        case .field(.wa): "what is left of WhatsApp's 24 hours"
        case .field(.failed): "yes: a reply didn't reach the guest; no: all did"
        case .field(.order): "deadline (most urgent first), priority, activity"
        case .field(.channel): "where the guest writes: whatsapp, email, …"
        case .field(.unread): "has messages you haven't read: yes, no"
        case .field(.late): "the reply is overdue: yes, no"
        case .field(.due): "time left for the reply: <2h, >30m, none"
        case .field(.phase): "where the guest is on their journey"
        case .field(.language): "the guest's language: fr, english, none"
        case .field(.role): "waits for this role, or is with somebody of it"
        case .field(.after): "last message on that day or later: 2027-01-31, 7d"
        case .field(.before): "last message before that day"
        case .field(.guest): "name, telephone, e-mail or booking number"
        case .field(.property): "the property's name"
        case .without(.tag): "has none of these tags"
        case .without(let field): "any other \(field.rawValue)"
        case .phase(.preReservation): "asks, without a booking"
        case .phase(.postReservation): "has booked, hasn't arrived"
        case .phase(.stay): "is here"
        case .phase(.preCheckOut): "leaves today or tomorrow"
        case .phase(.postCheckOut): "has left"
        case .language("none"): "nobody said which"
        case .language(let code): Self.languages[code]?.english ?? code
        case .channel(let channel): ConversationPhrase.channel(channel).english
        case .day("today"): "since midnight"
        case .day("yesterday"): "the day before today"
        case .day: "so many days ago"
        case .dueUnder: "less than that left, or overdue"
        case .dueOver: "more than that left"
        case .dueNone: "no reply is due"
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
        case .field(.assignee): "moi, personne, tous, ou le nom d’un collègue"
        case .field(.tag): "a l’étiquette ; tag:a,b l’une ou l’autre, tag:a tag:b les deux"
        case .field(.stay): "où en est le séjour aujourd’hui"
        case .field(.wa): "ce qui reste des 24 heures de WhatsApp"
        case .field(.failed): "yes : une réponse n’est pas arrivée ; no : toutes sont parties"
        case .field(.order): "deadline (la plus urgente d’abord), priority, activity"
        case .field(.channel): "où le client écrit : whatsapp, email, …"
        case .field(.unread): "a des messages que vous n’avez pas lus : oui, non"
        case .field(.late): "la réponse est en retard : oui, non"
        case .field(.due): "temps restant pour répondre : <2h, >30m, aucun"
        case .field(.phase): "où en est le client de son parcours"
        case .field(.language): "la langue du client : fr, anglais, aucune"
        case .field(.role): "attend ce rôle, ou est chez quelqu’un qui l’a"
        case .field(.after): "dernier message ce jour-là ou après : 2027-01-31, 7j"
        case .field(.before): "dernier message avant ce jour"
        case .field(.guest): "nom, téléphone, e-mail ou numéro de réservation"
        case .field(.property): "le nom du logement"
        case .without(.tag): "n’a aucune de ces étiquettes"
        case .without(let field): "tout sauf, pour \(field.rawValue)"
        case .phase(.preReservation): "se renseigne, sans réservation"
        case .phase(.postReservation): "a réservé, n’est pas arrivé"
        case .phase(.stay): "est sur place"
        case .phase(.preCheckOut): "part aujourd’hui ou demain"
        case .phase(.postCheckOut): "est parti"
        case .language("none"): "personne ne l’a dite"
        case .language(let code): Self.languages[code]?.french ?? code
        case .channel(let channel): ConversationPhrase.channel(channel).french
        case .day("today"): "depuis minuit"
        case .day("yesterday"): "la veille"
        case .day: "il y a tant de jours"
        case .dueUnder: "moins que cela, ou en retard"
        case .dueOver: "plus que cela"
        case .dueNone: "aucune réponse n’est due"
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

    private static let languages: [String: (english: String, french: String)] = [
        "fr": ("French", "français"), "en": ("English", "anglais"), "ar": ("Arabic", "arabe"),
        "ary": ("Darija", "darija"), "es": ("Spanish", "espagnol"), "de": ("German", "allemand"),
        "it": ("Italian", "italien"), "pt": ("Portuguese", "portugais"), "nl": ("Dutch", "néerlandais"),
        "ru": ("Russian", "russe"), "zh": ("Chinese", "chinois"), "ja": ("Japanese", "japonais"),
    ]
}
