import Domain
import Text

/// Why a conversation was skipped.
package enum SkipPhrase: Phrase {
    case title, distributedTitle, hint, share(String, Int64)
    case takenByColleague(String), moved, guestWrote, illegal, archived, notFound, already, notAllowed, noAgent
    case others(Int64)

    /// Creates the reason; if a colleague was faster, with their name.
    init(_ reason: BulkSkipReason, _ conversation: SkippedConversation?) {
        switch reason {
        case .changedMeanwhile:
            let name = conversation?.assigneeName.map { SafeText($0).plain } ?? ""
            self = name.isEmpty ? .moved : .takenByColleague(name)
        case .guestWrote: self = .guestWrote
        case .illegalTransition: self = .illegal
        case .archived: self = .archived
        case .notFound: self = .notFound
        case .unchanged: self = .already
        case .notAllowed: self = .notAllowed
        case .noAgent: self = .noAgent
        }
    }

    package var english: String {
        switch self {
        case .title: "Skipped"
        case .distributedTitle: "Distributed"
        case .share(let name, let count): "\(grouped(count)) to \(name)"
        case .hint: "j k scroll   Esc back"
        case .takenByColleague(let name): "\(name) claimed it first."
        case .moved: "Somebody changed it meanwhile."
        case .guestWrote: "The guest has written since."
        case .illegal: "Its current state doesn't allow it."
        case .archived: "It is archived and read-only."
        case .notFound: "It is gone, or not visible to you."
        case .already: "No change needed."
        case .notAllowed: "They can't take it."
        case .noAgent: "Its zone has no other agent."
        case .others(let count): "and \(grouped(count)) more"
        }
    }

    package var french: String {
        switch self {
        case .title: "Ignorées"
        case .distributedTitle: "Réparties"
        case .share(let name, let count): "\(grouped(count)) à \(name)"
        case .hint: "j k défile   Échap retour"
        case .takenByColleague(let name): "\(name) a été plus rapide et l’a prise."
        case .moved: "Quelqu’un l’a changée entre-temps."
        case .guestWrote: "Le client a écrit entre-temps."
        case .illegal: "Son état ne le permet pas."
        case .archived: "Archivée, en lecture seule."
        case .notFound: "Introuvable, ou non visible pour vous."
        case .already: "Rien à changer."
        case .notAllowed: "Cette personne ne peut pas la prendre."
        case .noAgent: "Sa zone n’a pas d’autre agent."
        case .others(let count): "et \(grouped(count)) autres"
        }
    }
}
