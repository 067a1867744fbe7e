import Domain
import Text

/// The texts about who a guest is.
package enum IdentityPhrase: Phrase {
    case title, summary, hint, nothing, nameless, noStay, verified, claimed, alias, joined, sameGuest
    case since(CalendarDay)
    case question(GuestChange), help(GuestChange), questionHint(GuestChange)
    case done(GuestChange), failed(Failure)

    package var english: String {
        switch self {
        case .title: "Identity"
        case .summary: "addresses, other names, same guest?"
        case .hint: "Enter joins or parts   x two people   Esc back"
        case .nothing: "Nothing known but the record."
        case .nameless: "no name"
        case .noStay: "no stay"
        case .verified: "verified"
        case .claimed: "unverified"
        case .alias: "other name"
        case .joined: "joined"
        case .sameGuest: "same guest?"
        case .since(let day): "since \(day.iso)"
        case .question(.join): "Join these two records?"
        case .question(.part): "Part these two records?"
        case .question(.keepApart): "Are these two people?"
        case .help(.join):
            "Conversations, stays and addresses of the second go to the first. They can be parted again."
        case .help(.part): "The second record gets back what it brought, and what came from its addresses since."
        case .help(.keepApart): "They are not proposed again as one guest."
        case .questionHint(.join): "y joins   Esc back"
        case .questionHint(.part): "y parts   Esc back"
        case .questionHint(.keepApart): "y: two people   Esc back"
        case .done(let change):
            switch change {
            case .join: "\(Self.names(change, " and ", "no name")) are one guest now."
            case .part: "\(Self.names(change, " and ", "no name")) are two guests again."
            case .keepApart: "\(Self.names(change, " and ", "no name")) are two people."
            }
        case .failed(.refused(.conflict)): "A colleague has joined or parted one of them meanwhile."
        case .failed(.refused(.illegalTransition)): "Conversations of both are one thread: unmerge them first."
        case .failed(let failure): OutcomePhrase.failed(failure).english
        }
    }

    package var french: String {
        switch self {
        case .title: "Identité"
        case .summary: "adresses, autres noms, même voyageur ?"
        case .hint: "Entrée réunit ou sépare   x deux personnes   Échap retour"
        case .nothing: "Rien de connu hormis la fiche."
        case .nameless: "sans nom"
        case .noStay: "sans séjour"
        case .verified: "vérifiée"
        case .claimed: "non vérifiée"
        case .alias: "autre nom"
        case .joined: "réunie"
        case .sameGuest: "même voyageur ?"
        case .since(let day): "depuis le \(day.iso)"
        case .question(.join): "Réunir ces deux fiches ?"
        case .question(.part): "Séparer ces deux fiches ?"
        case .question(.keepApart): "Est-ce deux personnes ?"
        case .help(.join):
            "Conversations, séjours et adresses de la seconde passent à la première. On peut les séparer ensuite."
        case .help(.part): "La seconde fiche reprend ce qu’elle avait, et ce qui est venu de ses adresses depuis."
        case .help(.keepApart): "On ne les proposera plus comme un même voyageur."
        case .questionHint(.join): "o réunit   Échap retour"
        case .questionHint(.part): "o sépare   Échap retour"
        case .questionHint(.keepApart): "o : deux personnes   Échap retour"
        case .done(let change):
            switch change {
            case .join: "\(Self.names(change, " et ", "sans nom")) : un seul voyageur désormais."
            case .part: "\(Self.names(change, " et ", "sans nom")) : de nouveau deux voyageurs."
            case .keepApart: "\(Self.names(change, " et ", "sans nom")) : deux personnes."
            }
        case .failed(.refused(.conflict)): "Un collègue a réuni ou séparé l’une d’elles entre-temps."
        case .failed(.refused(.illegalTransition)):
            "Des conversations des deux forment un seul fil : séparez-les d’abord."
        case .failed(let failure): OutcomePhrase.failed(failure).french
        }
    }

    /// Both guests' names.
    private static func names(_ change: GuestChange, _ word: String, _ nameless: String) -> String {
        [change.guests.0, change.guests.1].map { $0.name.map { SafeText($0).plain } ?? nameless }
            .joined(separator: word)
    }
}
