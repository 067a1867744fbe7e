import Text

/// Texts about writing to a guest first, or with a template.
package enum OutreachPhrase: Phrase {
    case writeTo(SafeText), channelsHint, channelsHintResending, noChannels, openConversation, none
    case templateTo(SafeText), templatesHint, noTemplates, valueHelp, text, textHelp, to

    package var english: String {
        switch self {
        case .writeTo(let guest): guest.isEmpty ? "Write to this guest" : "Write to \(guest.plain)"
        case .channelsHint: "Enter opens or begins a conversation   Esc back"
        case .channelsHintResending: "Enter opens or begins   F sends the failed reply here   Esc back"
        case .noChannels: "This guest has no address on any of our accounts."
        case .openConversation: "conversation"
        case .none: "new"
        case .templateTo(let guest): guest.isEmpty ? "Template" : "Template to \(guest.plain)"
        case .templatesHint: "Enter fills it in   Esc back"
        case .noTemplates: "This account has no approved template."
        case .valueHelp: "Up to 1,024 characters on one line, not empty."
        case .text: "text"
        case .textHelp: "What the guest reads. ^S sends it."
        case .to: "to"
        }
    }

    package var french: String {
        switch self {
        case .writeTo(let guest): guest.isEmpty ? "Écrire à ce client" : "Écrire à \(guest.plain)"
        case .channelsHint: "Entrée ouvre ou commence une conversation   Échap retour"
        case .channelsHintResending: "Entrée ouvre ou commence   F renvoie ici la réponse non remise   Échap retour"
        case .noChannels: "Ce client n’a d’adresse sur aucun de nos comptes."
        case .openConversation: "conversation"
        case .none: "nouvelle"
        case .templateTo(let guest): guest.isEmpty ? "Modèle" : "Modèle à \(guest.plain)"
        case .templatesHint: "Entrée le remplit   Échap retour"
        case .noTemplates: "Ce compte n’a aucun modèle approuvé."
        case .valueHelp: "1 024 caractères au plus, sur une ligne, pas vide."
        case .text: "texte"
        case .textHelp: "Ce que le client lit. ^S l’envoie."
        case .to: "à"
        }
    }
}
