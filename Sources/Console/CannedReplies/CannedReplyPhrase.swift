/// Texts about canned replies.
package enum CannedReplyPhrase: Phrase {
    case pickerTitle, pickerHint, listTitle, listHint, newTitle, changeTitle, deleteQuestion(String)
    case shared, own, loading, noneYet, toFillIn(String), stillToFillIn(String)
    case name, nameHelp, language, languageHelp, anyLanguage, forAll, text, textHelp
    case nameInvalid, textInvalid, unknownVariable(String, nearest: String?)
    case changedMeanwhile, sharedNotEditable, saved, deleted
    case failed(Failure)

    package var english: String {
        switch self {
        case .pickerTitle: "Canned replies"
        case .pickerHint: "Enter inserts   ↑ ↓ choose   Esc back"
        case .listTitle: "Canned replies"
        case .listHint: "Enter changes   a adds   d deletes   Esc back"
        case .newTitle: "New canned reply"
        case .changeTitle: "Canned reply"
        case .deleteQuestion(let name): "Delete “\(name)”?   y yes   Esc no"
        case .shared: "shared"
        case .own: "yours"
        case .loading: "loading…"
        case .noneYet: "None yet: a adds one in the list of canned replies (R)."
        case .toFillIn(let names): "To fill in: \(names)"
        case .stillToFillIn(let names): "Not sent: fill in \(names) first."
        case .name: "Name"
        case .nameHelp: "What you will search for."
        case .language: "Language"
        case .languageHelp: "Those in the guest's language come first."
        case .anyLanguage: "any"
        case .forAll: "For everybody"
        case .text: "Text"
        case .textHelp:
            "Variables: {guest.first_name|there} {guest.last_name} {property.name} {stay.check_in} {stay.check_out} {agent.name}"
        case .nameInvalid: "A name is required, at most 60 characters."
        case .textInvalid: "A text is required, at most 4,000 characters."
        case .unknownVariable(let name, let nearest):
            "There is no variable {\(name)}." + (nearest.map { " Did you mean {\($0)}?" } ?? "")
        case .changedMeanwhile: "A colleague has changed it meanwhile: go back and check their version first."
        case .sharedNotEditable: "Only supervisors change shared ones; a adds one of your own."
        case .saved: "Saved."
        case .deleted: "Deleted."
        case .failed(.refused(.conflict)): Self.changedMeanwhile.english
        case .failed(.refused(.alreadyExists)): "This name is already taken in this language."
        case .failed(let failure): OutcomePhrase.failed(failure).english
        }
    }

    package var french: String {
        switch self {
        case .pickerTitle: "Réponses types"
        case .pickerHint: "Entrée insère   ↑ ↓ choisir   Échap retour"
        case .listTitle: "Réponses types"
        case .listHint: "Entrée modifie   a ajoute   d supprime   Échap retour"
        case .newTitle: "Nouvelle réponse type"
        case .changeTitle: "Réponse type"
        case .deleteQuestion(let name): "Supprimer « \(name) » ?   o oui   Échap non"
        case .shared: "commune"
        case .own: "à vous"
        case .loading: "chargement…"
        case .noneYet: "Aucune : a en ajoute une dans la liste des réponses types (R)."
        case .toFillIn(let names): "À compléter : \(names)"
        case .stillToFillIn(let names): "Pas envoyé : complétez d’abord \(names)."
        case .name: "Nom"
        case .nameHelp: "Ce que vous taperez pour la trouver."
        case .language: "Langue"
        case .languageHelp: "Celles dans la langue du voyageur viennent en premier."
        case .anyLanguage: "indifférente"
        case .forAll: "Pour tous"
        case .text: "Texte"
        case .textHelp:
            "Variables : {guest.first_name|vous} {guest.last_name} {property.name} {stay.check_in} {stay.check_out} {agent.name}"
        case .nameInvalid: "Il faut un nom de 60 caractères au plus."
        case .textInvalid: "Il faut un texte de 4 000 caractères au plus."
        case .unknownVariable(let name, let nearest):
            "La variable {\(name)} n’existe pas." + (nearest.map { " Vouliez-vous dire {\($0)} ?" } ?? "")
        case .changedMeanwhile: "Un collègue l’a modifiée entre-temps : revenez et vérifiez d’abord sa version."
        case .sharedNotEditable: "Seuls les superviseurs modifient les communes ; a en ajoute une à vous."
        case .saved: "Enregistré."
        case .deleted: "Supprimé."
        case .failed(.refused(.conflict)): Self.changedMeanwhile.french
        case .failed(.refused(.alreadyExists)): "Une autre porte ce nom dans cette langue."
        case .failed(let failure): OutcomePhrase.failed(failure).french
        }
    }
}
