/// Texts of every form.
package enum FormPhrase: Phrase {
    case hint, sendHint, linesHint, choiceHint, selectionHint, flagHint
    case sending, unsaved, yes, no

    package var english: String {
        switch self {
        case .hint: "Tab next   Enter saves   Esc back"
        case .sendHint: "Tab next   Enter sends   Esc back"
        case .linesHint: "Tab next   ^S saves   Esc back"
        case .choiceHint: "← → choose   Tab next   Enter saves"
        case .selectionHint: "Space chooses   Tab next   Enter saves"
        case .flagHint: "Space switches   Tab next   Enter saves"
        case .sending: "saving…"
        case .unsaved: "Unsaved changes: ^S saves, Esc discards them."
        case .yes: "yes"
        case .no: "no"
        }
    }

    package var french: String {
        switch self {
        case .hint: "Tab suivant   Entrée enregistre   Échap retour"
        case .sendHint: "Tab suivant   Entrée envoie   Échap retour"
        case .linesHint: "Tab suivant   ^S enregistre   Échap retour"
        case .choiceHint: "← → choisir   Tab suivant   Entrée enregistre"
        case .selectionHint: "Espace choisit   Tab suivant   Entrée enregistre"
        case .flagHint: "Espace bascule   Tab suivant   Entrée enregistre"
        case .sending: "enregistrement…"
        case .unsaved: "Modifications en attente : ^S enregistre, Échap abandonne."
        case .yes: "oui"
        case .no: "non"
        }
    }
}
