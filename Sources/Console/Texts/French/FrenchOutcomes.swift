import Domain

extension OutcomePhrase {
    package var french: String {
        switch self {
        case .notYourRole(let capability): "\(Self.french(capability)) : votre rôle ne le permet pas."
        case .assigneeOnly(let assignee):
            assignee.isEmpty
                ? "Réservé à qui la suit ; c la prend." : "Elle est à \(assignee.plain) ; réservé à qui la suit."
        case .nothingSelected: "Aucune conversation choisie."
        case .archivedIsReadOnly: "Archivée : elle ne prend plus rien."
        case .alreadyYours: "Elle est déjà à vous."
        case .alreadyAssigned(let name): name.isEmpty ? "Elle est à quelqu’un d’autre." : "Elle est à \(name.plain)."
        case .noUnread: "Rien de non lu plus bas."
        case .nothingToUndo: "Il n’y a rien à annuler."
        case .tooLateToUndo: "Trop tard pour annuler."
        case .changePending: "Le dernier changement n’a pas encore de réponse."
        case .nothingSkipped: "Rien n’a été laissé."
        case .notOneGuest: "On ne fusionne que des conversations d’un même client."
        case .noGuestKnown: "Le canal n’a donné aucun client : rien à fusionner."
        case .oneChannel: "Ce fil n’a qu’un canal."
        case .oneAtATime: "Cela se fait une à une : a attribue toutes les marquées, Échap les démarque."
        case .noAlternateView: "Il n’y a pas de vue où revenir."
        case .noPreviousView: "C’est la première vue que la liste a montrée."
        case .noNextView: "C’est la dernière vue que la liste a montrée."
        case .guestWrote: "Le client a écrit entre-temps : lisez, puis terminez."
        case .claimed: "À vous."
        case .released: "Rendue à la file."
        case .stateChanged(let state): "Maintenant \(ConversationPhrase.state(state).french)."
        case .priorityChanged(let priority): "Priorité \(ConversationPhrase.priority(priority).french)."
        case .tagsChanged: "Étiquettes changées."
        case .failed(let failure): Self.french(failure)
        case .messageReturned(let failure): "Pas envoyé. \(Self.french(failure)) Le texte est revenu au brouillon."
        case .draftDiscarded: "Brouillon jeté."
        case .notSavedToDisk(let reason): "Le disque ne l’a pas gardé (\(reason)) : ne quittez pas avant l’envoi."
        case .willBeSent: "Gardé ; il part dès que la ligne revient."
        }
    }

    private static func french(_ failure: Failure) -> String {
        switch failure {
        case .refused(let refusal): refusal.french
        case .invalidValue: "Une valeur ne convient pas : vérifiez ce qui a été saisi."
        case .duplicate: "Il y en a déjà une pareille : regardez-la d’abord."
        case .timedOut: "Le serveur a trop tardé ; réessayez."
        case .conflict: "Quelqu’un y touchait au même moment ; réessayez."
        case .cancelled: "Annulé ; rien n’a changé."
        case .serverReplaced: "PostgreSQL a été mis à jour en marche : il faut le redémarrer."
        case .offline: "La ligne est coupée ; réessayez à son retour."
        case .serverExhausted: "Le serveur manque de mémoire ou de disque : prévenez un administrateur."
        case .loginRefused: "Le serveur ne vous laisse plus entrer : demandez à un administrateur."
        case .readOnly: "Le serveur n’accepte aucun changement pour l’instant ; réessayez plus tard."
        case .schemaMismatch: "La base et riad sont de versions différentes : prévenez un administrateur."
        case .outcomeUnknown: "Pas de réponse : c’est peut-être fait. Vérifiez d’abord."
        case .unexpected(let state?): "Le serveur a refusé (SQLSTATE \(state)) ; son journal en dit plus."
        case .unexpected(nil): "Le serveur a refusé ; son journal en dit plus."
        }
    }

    private static func french(_ capability: Capability) -> String {
        switch capability {
        case .readConversations: "Lire les conversations"
        case .writeNotes: "Écrire des notes"
        case .reply: "Répondre"
        case .claim: "Prendre"
        case .release: "Rendre"
        case .transfer: "Transférer"
        case .assign: "Attribuer"
        case .changeState: "Changer l’état"
        case .changePriority: "Changer la priorité"
        case .changeTags: "Changer les étiquettes"
        case .archive: "Archiver"
        case .actInBulk: "Agir sur plusieurs à la fois"
        case .seeColleagues, .readGuests, .writeGuests, .readProperties, .writeProperties, .readMetrics,
            .manageSettings, .manageWebhooks, .giveRoles, .managePeople, .manageShared, .readAudit,
            .cleanUp:
            "Ceci"
        }
    }
}

extension Refusal {
    package var french: String {
        switch self {
        case .notPermitted: "Vous n’en avez pas (ou plus) le droit ici."
        case .notFound: "Disparue, ou pas visible pour vous."
        case .outdated: "Quelqu’un a écrit entre-temps : lisez, puis renvoyez."
        case .illegalTransition: "Cet état ne s’atteint pas d’ici."
        case .archived: "Archivée : elle ne prend plus rien."
        case .alreadyExists: "Cet identifiant ou ce nom est pris ; choisissez-en un autre, ou renvoyez."
        case .conflict: "Quelqu’un a été plus rapide."
        case .lastSuperAdmin: "Plus personne ne pourrait tout faire."
        case .cannotManageLogins: "La base ne peut ni créer ni changer ce compte : prévenez un administrateur."
        case .invalidInput: "La base ne peut pas prendre cela tel quel."
        case .windowClosed: "Les 24 h de WhatsApp sont passées : une note, ou un autre canal."
        case .mergeChanged: "Fusionnée ou séparée entre-temps : regardez à nouveau."
        case .rateLimited: "C’est beaucoup pour une minute : attendez un peu, puis continuez."
        case .lockTimeout: "Quelqu’un d’autre la modifie : réessayez dans un instant."
        }
    }
}
