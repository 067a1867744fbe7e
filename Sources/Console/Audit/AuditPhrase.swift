import Domain
import Text

/// Texts of the audit trail.
package enum AuditPhrase: Phrase {
    case title(filtered: Bool, all: Bool), hint, reading, nothing
    case did(AuditEntry), kind(AuditedKind)
    case entry, entryHint, when, who, what, about, program, address, process, transaction, sameMachine, hidden
    case filter, kindLabel, everyKind, personHelp, sinceLabel, since(days: Int?), aboutHelp

    package var english: String {
        switch self {
        case .title(let filtered, let all):
            (all ? "Audit trail" : "What you did") + (filtered ? ", filtered" : "")
        case .hint: "Enter details   f filter   j k move   Esc back"
        case .reading: "loading…"
        case .nothing: "There are no changes to show here."
        case .did(let entry): AuditSentence(entry).english
        case .kind(let kind): AuditSentence.english(kind)
        case .entry: "Entry of the audit trail"
        case .entryHint: "j k scroll   Esc back"
        case .when: "when"
        case .who: "who"
        case .what: "what"
        case .about: "about"
        case .program: "program"
        case .address: "address"
        case .process: "process"
        case .transaction: "transaction"
        case .sameMachine: "the server's own machine"
        case .hidden: "changed; the value isn't recorded"
        case .filter: "Filter the audit trail"
        case .kindLabel: "kind"
        case .everyKind: "everything"
        case .personHelp: "A login, or a part of a name; empty for everybody."
        case .sinceLabel: "since"
        case .since(nil): "the beginning"
        case .since(1): "yesterday"
        case .since(let days?): "\(days) days ago"
        case .aboutHelp: "The id of a conversation, person or guest, or a setting's name; empty for everything."
        }
    }

    package var french: String {
        switch self {
        case .title(let filtered, let all):
            (all ? "Journal d’audit" : "Ce que vous avez fait") + (filtered ? ", filtré" : "")
        case .hint: "Entrée détails   f filtrer   j k déplacer   Échap retour"
        case .reading: "lecture…"
        case .nothing: "Aucun changement à afficher ici."
        case .did(let entry): AuditSentence(entry).french
        case .kind(let kind): AuditSentence.french(kind)
        case .entry: "Entrée du journal d’audit"
        case .entryHint: "j k défile   Échap retour"
        case .when: "quand"
        case .who: "qui"
        case .what: "quoi"
        case .about: "objet"
        case .program: "programme"
        case .address: "adresse"
        case .process: "processus"
        case .transaction: "transaction"
        case .sameMachine: "la machine du serveur"
        case .hidden: "changé ; valeur non enregistrée"
        case .filter: "Filtrer le journal d’audit"
        case .kindLabel: "genre"
        case .everyKind: "tout"
        case .personHelp: "Un identifiant, ou une partie du nom ; vide pour tous."
        case .sinceLabel: "depuis"
        case .since(nil): "le début"
        case .since(1): "hier"
        case .since(let days?): "\(days) jours"
        case .aboutHelp: "L’id d’une conversation, personne ou client, ou un réglage ; vide pour tout."
        }
    }
}
