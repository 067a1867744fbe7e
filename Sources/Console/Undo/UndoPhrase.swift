import Text

/// Texts about taking back what was just done.
package enum UndoPhrase: Phrase {
    case beingSent(isNote: Bool), takenBack(SafeText), isDraftAgain(isNote: Bool), hasLeft

    package var english: String {
        switch self {
        case .beingSent(let isNote): isNote ? "note saved" : "reply being sent"
        case .takenBack(let what): "Taken back: \(what.plain)."
        case .isDraftAgain(let isNote):
            isNote ? "Taken back: the note is a draft again." : "Taken back: nothing was sent, it is a draft again."
        case .hasLeft: "Too late: it has been sent."
        }
    }

    package var french: String {
        switch self {
        case .beingSent(let isNote): isNote ? "note enregistrée" : "réponse en cours d’envoi"
        case .takenBack(let what): "Annulé : \(what.plain)."
        case .isDraftAgain(let isNote):
            isNote
                ? "Annulé : la note redevient un brouillon."
                : "Annulé : rien n’est parti, c’est de nouveau un brouillon."
        case .hasLeft: "Trop tard : le message est parti."
        }
    }
}
