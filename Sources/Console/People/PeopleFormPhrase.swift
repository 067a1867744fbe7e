import Domain

/// The texts of the forms about people, and of their outcomes.
package enum PeopleFormPhrase: Phrase {
    case newPerson, editPerson, profileHelp, nameRequired, emailRequired
    case roleOf(String), roleHelp, chooseRole, untilLabel, untilHelp, untilInvalid
    case loginFor(String), resetFor(String), loginHelp, loginInvalid, validity, validityHelp, days(Int)
    case ownPassword, newPassword, onceMore, passwordHelp, firstPasswordHelp
    case passwordProblem(Password.Problem), passwordsDiffer, samePassword
    case firstPasswordOf(String), firstPasswordOnce, firstPasswordHint, firstPasswordExpired, houseIsEmpty
    case deactivate(String), successor, theQueue, successorHelp(Int64), handedOver(Int64, to: String?)
    case saved, passwordSet, sessionsEnded, roleGranted, roleRevoked
    case changedMeanwhile, detailsRejected, loginTaken, lastSuperAdmin, notManageable

    package var english: String {
        switch self {
        case .newPerson: "New person"
        case .editPerson: "Person"
        case .profileHelp: "What they do; it grants no rights. The role does."
        case .nameRequired: "A person needs a first name."
        case .emailRequired: "An e-mail address is needed, such as amal@riad.example."
        case .roleOf(let name): "Role of \(name)"
        case .roleHelp: "It replaces the current role, whose sessions end."
        case .untilLabel: "until"
        case .untilHelp: "The last day, such as 2027-01-31, or 12h, 30d; leave it empty for an unlimited role."
        case .chooseRole: "They have no role. Choose one with ← →, or leave with Esc."
        case .untilInvalid: "Enter a future day, such as 2027-01-31, or 12h, 30d."
        case .loginFor(let name): "Login for \(name)"
        case .resetFor(let name): "New first password for \(name)"
        case .loginHelp: "Lowercase letters, digits and _, such as amal_berrada."
        case .loginInvalid: "A login is 1 to 63 lowercase letters, digits and _."
        case .validity: "good for"
        case .validityHelp: "The first password is shown once; until it is replaced the login gives no rights."
        case .days(let count): count == 1 ? "1 day" : "\(count) days"
        case .ownPassword: "Your password"
        case .newPassword: "new password"
        case .onceMore: "once more"
        case .passwordHelp: "12 characters or more. Your other sessions end."
        case .firstPasswordHelp: "Replace the first password before anything else: 12 characters or more."
        case .passwordProblem(.tooShort): "A password has at least 12 characters."
        case .passwordProblem(.tooLong): "A password has at most 200 characters."
        case .passwordProblem(.unprintable): "A password has no control characters."
        case .passwordsDiffer: "The two passwords differ."
        case .samePassword: "This is your current password: choose another."
        case .firstPasswordOf(let name): "First password of \(name)"
        case .firstPasswordOnce: "Pass it on now: it isn’t shown again. It is to be replaced at first login."
        case .firstPasswordHint: "Enter done"
        case .firstPasswordExpired: "The first password has expired: ask an administrator for another."
        case .houseIsEmpty: "Nobody works in this house yet: riad setup makes its first administrator."
        case .saved: "Saved."
        case .deactivate(let name): "Deactivate \(name)"
        case .successor: "theirs go to"
        case .theQueue: "the queue"
        case .successorHelp(let count):
            count == 1
                ? "Who gets the open conversation, unless the role keeps it. Rights and sessions end."
                : "Who gets the \(grouped(count)) open conversations, unless the role keeps them. Rights and sessions end."
        case .handedOver(let count, let name):
            "\(count == 1 ? "1 open conversation" : "\(grouped(count)) open conversations") → \(name ?? "the queue")."
        case .passwordSet: "The password is set; update your .pgpass too."
        case .sessionsEnded: "Their sessions have ended."
        case .roleGranted: "The role is granted."
        case .roleRevoked: "The role is revoked."
        case .changedMeanwhile: "Somebody else changed this person meanwhile: press Esc and check again."
        case .detailsRejected: "The server rejected this name, address or number."
        case .loginTaken: "This login is taken, or reserved, or the person has one."
        case .lastSuperAdmin: "The last super_admin can’t be removed."
        case .notManageable: "You are not allowed to change this person or role."
        }
    }

    package var french: String {
        switch self {
        case .newPerson: "Nouvelle personne"
        case .editPerson: "Personne"
        case .profileHelp: "Son métier ; les droits viennent du rôle."
        case .nameRequired: "Il faut un prénom."
        case .emailRequired: "Il faut une adresse e-mail, comme amal@riad.example."
        case .roleOf(let name): "Rôle de \(name)"
        case .roleHelp: "Il remplace le rôle actuel, dont les connexions sont coupées."
        case .untilLabel: "jusqu’au"
        case .untilHelp: "Un jour comme 2027-01-31, compris, ou 12h, 30j ; vide pour toujours."
        case .chooseRole: "Aucun rôle à retirer. Choisissez avec ← →, ou quittez avec Échap."
        case .untilInvalid: "Indiquez un jour à venir, comme 2027-01-31, ou 12h, 30j."
        case .loginFor(let name): "Accès de \(name)"
        case .resetFor(let name): "Nouveau premier mot de passe de \(name)"
        case .loginHelp: "Minuscules, chiffres et _, comme amal_berrada."
        case .loginInvalid: "Un accès a 1 à 63 minuscules, chiffres et _."
        case .validity: "bon pour"
        case .validityHelp: "Le premier mot de passe est montré une fois ; remplacé, il donne les droits."
        case .days(let count): count == 1 ? "1 jour" : "\(count) jours"
        case .ownPassword: "Votre mot de passe"
        case .newPassword: "nouveau"
        case .onceMore: "encore une fois"
        case .passwordHelp: "12 caractères ou plus. Vos autres connexions sont coupées."
        case .firstPasswordHelp: "Remplacez d’abord le premier mot de passe : 12 caractères ou plus."
        case .passwordProblem(.tooShort): "Un mot de passe a au moins 12 caractères."
        case .passwordProblem(.tooLong): "Un mot de passe a au plus 200 caractères."
        case .passwordProblem(.unprintable): "Un mot de passe n’a pas de caractères de contrôle."
        case .passwordsDiffer: "Les deux mots de passe diffèrent."
        case .samePassword: "C’est votre mot de passe actuel : choisissez-en un autre."
        case .firstPasswordOf(let name): "Premier mot de passe de \(name)"
        case .firstPasswordOnce: "Transmettez-le : il n’est plus montré. Il se remplace à la première connexion."
        case .firstPasswordHint: "Entrée terminé"
        case .firstPasswordExpired: "Le premier mot de passe a expiré : demandez-en un autre à un administrateur."
        case .houseIsEmpty: "Personne ne travaille encore ici : riad setup crée le premier administrateur."
        case .deactivate(let name): "Désactiver \(name)"
        case .successor: "les siennes à"
        case .theQueue: "la file"
        case .successorHelp(let count):
            count == 1
                ? "Qui reçoit la conversation ouverte, si le rôle ne la garde pas. Droits et connexions cessent."
                : "Qui reçoit les \(grouped(count)) conversations ouvertes, si le rôle ne les garde pas. Droits et connexions cessent."
        case .handedOver(let count, let name):
            "\(count == 1 ? "1 conversation ouverte" : "\(grouped(count)) conversations ouvertes") → \(name ?? "la file")."
        case .saved: "Enregistré."
        case .passwordSet: "Le mot de passe est changé ; mettez aussi .pgpass à jour."
        case .sessionsEnded: "Ses connexions sont coupées."
        case .roleGranted: "Le rôle est attribué."
        case .roleRevoked: "Le rôle est retiré."
        case .changedMeanwhile: "Quelqu’un l’a modifiée entre-temps : Échap, puis vérifiez."
        case .detailsRejected: "Le serveur n’accepte pas ce nom, cette adresse ou ce numéro."
        case .loginTaken: "Cet accès est pris ou réservé, ou la personne en a un."
        case .lastSuperAdmin: "Le dernier super_admin ne peut pas être retiré."
        case .notManageable: "Vous ne pouvez pas modifier cette personne ou ce rôle."
        }
    }
}
