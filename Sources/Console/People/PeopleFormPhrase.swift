import Domain

/// The texts of the forms about people, and of their outcomes.
package enum PeopleFormPhrase: Phrase {
    case newPerson, editPerson, profileHelp, nameRequired, emailRequired
    case roleOf(String), roleHelp, chooseRole, untilLabel, untilHelp, untilInvalid
    case loginFor(String), resetFor(String), loginHelp, loginInvalid, validity, validityHelp, days(Int)
    case ownPassword, newPassword, onceMore, passwordHelp, firstPasswordHelp
    case passwordProblem(Password.Problem), passwordsDiffer, samePassword
    case firstPasswordOf(String), firstPasswordOnce, firstPasswordHint, firstPasswordExpired
    case saved, workReleased, passwordSet, sessionsEnded, roleGranted, roleRevoked
    case changedMeanwhile, detailsRejected, loginTaken, lastSuperAdmin, notManageable

    package var english: String {
        switch self {
        case .newPerson: "New person"
        case .editPerson: "Person"
        case .profileHelp: "What they do; it gives no right. The role does."
        case .nameRequired: "A person needs a first name."
        case .emailRequired: "An e-mail address is needed, such as amal@riad.example."
        case .roleOf(let name): "Role of \(name)"
        case .roleHelp: "It takes the place of the present one, whose sessions end."
        case .untilLabel: "until"
        case .untilHelp: "A day such as 2027-01-31, which it lasts through, or 12h, 30d; empty for always."
        case .chooseRole: "They have no role. Choose one with ← →, or leave with Esc."
        case .untilInvalid: "Write a day to come, such as 2027-01-31, or 12h, 30d."
        case .loginFor(let name): "Login for \(name)"
        case .resetFor(let name): "New first password for \(name)"
        case .loginHelp: "Small letters, digits and _, such as amal_berrada."
        case .loginInvalid: "A login is 1 to 63 small letters, digits and _."
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
        case .passwordsDiffer: "The two differ."
        case .samePassword: "This is the password that you have: choose another."
        case .firstPasswordOf(let name): "First password of \(name)"
        case .firstPasswordOnce: "Pass it on now: it isn’t shown again. It is to be replaced at the first visit."
        case .firstPasswordHint: "Enter done"
        case .firstPasswordExpired: "The first password ran out: ask an administrator for another."
        case .saved: "Saved."
        case .workReleased: "Deactivated; what they had open is in the queue."
        case .passwordSet: "The password is set; a .pgpass needs it too."
        case .sessionsEnded: "Their sessions are ended."
        case .roleGranted: "The role is given."
        case .roleRevoked: "The role is taken."
        case .changedMeanwhile: "Somebody else changed this person meanwhile: Esc, and look again."
        case .detailsRejected: "The server doesn’t take this name, address or number."
        case .loginTaken: "This login is taken, or reserved, or the person has one."
        case .lastSuperAdmin: "This is the last super_admin, who stays."
        case .notManageable: "This person, or this role, isn’t yours to change."
        }
    }

    package var french: String {
        switch self {
        case .newPerson: "Nouvelle personne"
        case .editPerson: "Personne"
        case .profileHelp: "Son métier ; il ne donne aucun droit. Le rôle en donne."
        case .nameRequired: "Il faut un prénom."
        case .emailRequired: "Il faut une adresse e-mail, comme amal@riad.example."
        case .roleOf(let name): "Rôle de \(name)"
        case .roleHelp: "Il remplace le rôle actuel, dont les connexions sont coupées."
        case .untilLabel: "jusqu’au"
        case .untilHelp: "Un jour comme 2027-01-31, compris, ou 12h, 30j ; vide pour toujours."
        case .chooseRole: "Aucun rôle à retirer. Choisissez avec ← →, ou quittez avec Échap."
        case .untilInvalid: "Écrivez un jour à venir, comme 2027-01-31, ou 12h, 30j."
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
        case .passwordsDiffer: "Les deux diffèrent."
        case .samePassword: "C’est votre mot de passe actuel : choisissez-en un autre."
        case .firstPasswordOf(let name): "Premier mot de passe de \(name)"
        case .firstPasswordOnce: "Transmettez-le : il n’est plus montré. Il se remplace à la première visite."
        case .firstPasswordHint: "Entrée terminé"
        case .firstPasswordExpired: "Le premier mot de passe a expiré : demandez-en un autre à un administrateur."
        case .workReleased: "Désactivée ; ses conversations ouvertes sont dans la file."
        case .saved: "Enregistré."
        case .passwordSet: "Le mot de passe est en place ; .pgpass en a besoin aussi."
        case .sessionsEnded: "Ses connexions sont coupées."
        case .roleGranted: "Le rôle est donné."
        case .roleRevoked: "Le rôle est retiré."
        case .changedMeanwhile: "Quelqu’un l’a modifiée entre-temps : Échap, et regardez à nouveau."
        case .detailsRejected: "Le serveur n’accepte pas ce nom, cette adresse ou ce numéro."
        case .loginTaken: "Cet accès est pris ou réservé, ou la personne en a un."
        case .lastSuperAdmin: "C’est le dernier super_admin, qui reste."
        case .notManageable: "Cette personne, ou ce rôle, n’est pas à vous de changer."
        }
    }
}
