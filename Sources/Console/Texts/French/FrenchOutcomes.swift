import Domain

extension OutcomePhrase {
    package var french: String {
        switch self {
        case .notYourRole(let capability): "\(Self.french(capability)) : votre rôle ne le permet pas."
        case .assigneeOnly(let assignee):
            assignee.isEmpty
                ? "Réservé à son responsable ; c la prend."
                : "Réservé à son responsable, \(assignee.plain)."
        case .nothingSelected: "Aucune conversation choisie."
        case .noneSelected: "Rien n’est choisi dans cette liste : j choisit."
        case .stillLoading: "La liste se charge encore."
        case .opening: "La conversation s’ouvre encore."
        case .moved: "Elle vient de prendre la place d’une autre : retapez la touche si c’est bien elle."
        case .unboundKey(let key, let help): "\(key) ne fait rien ici ; \(help) montre les touches."
        case .onlyInList(let key): "\(key) ne vaut que dans la liste."
        case .onlyInThread(let key): "\(key) ne vaut que dans une conversation ouverte."
        case .archivedIsReadOnly: "La conversation est archivée, en lecture seule."
        case .alreadyYours: "Elle est déjà à vous."
        case .alreadyAssigned(let name):
            name.isEmpty ? "Elle est attribuée à quelqu’un d’autre." : "Elle est à \(name.plain)."
        case .noUnread: "Rien de non lu plus bas."
        case .nothingFailed: "Aucune réponse n’a échoué ici."
        case .nothingToUndo: "Il n’y a rien à annuler."
        case .tooLateToUndo: "Trop tard pour annuler."
        case .changePending: "Le dernier changement est encore en cours."
        case .nothingSkipped: "Rien n’a été ignoré."
        case .notOneGuest: "On ne fusionne que des conversations d’un même client."
        case .noGuestKnown: "Le client est inconnu : rien à fusionner."
        case .noGuestToWriteTo: "Client inconnu : aucune adresse où écrire."
        case .oneChannel: "Ce fil n’a qu’un seul canal."
        case .oneAtATime: "Cela se fait une à une : a attribue toutes les marquées, Échap les démarque."
        case .noAlternateView: "Il n’y a pas d’autre vue récente."
        case .noPreviousView: "Il n’y a pas de vue précédente."
        case .noNextView: "Il n’y a pas de vue suivante."
        case .noView(let number, let key): "Il n’y a pas encore de vue \(number) ; \(key) en garde une."
        case .guestWrote: "Le client a écrit entre-temps : lisez d’abord."
        case .claimed: "À vous."
        case .released: "Rendue à la file."
        case .stateChanged(let state): "Maintenant \(ConversationPhrase.state(state).french)."
        case .priorityChanged(let priority): "Priorité \(ConversationPhrase.priority(priority).french)."
        case .tagsChanged: "Étiquettes modifiées."
        case .failed(let failure): Self.french(failure)
        case .messageReturned(let failure): "Pas envoyé. \(Self.french(failure)) Le texte est remis en brouillon."
        case .draftDiscarded: "Brouillon jeté."
        case .notSavedToDisk(let reason): "Non enregistré sur le disque (\(reason)) : ne quittez pas avant l’envoi."
        case .willBeSent: "Enregistré ; il partira au retour de la connexion."
        }
    }

    private static func french(_ failure: Failure) -> String {
        switch failure {
        case .refused(let refusal): refusal.french
        case .invalidValue: "Une valeur n’est pas valide : vérifiez ce qui a été saisi."
        case .duplicate: "Cela existe déjà : vérifiez d’abord l’existant."
        case .timedOut: "Le serveur a mis trop de temps ; réessayez."
        case .conflict: "Quelqu’un y touchait au même moment ; réessayez."
        case .cancelled: "Annulé ; rien n’a changé."
        case .serverReplaced: "PostgreSQL a été mis à jour sans être redémarré : il faut le faire."
        case .offline: "Vous êtes hors ligne ; réessayez une fois reconnecté."
        case .serverExhausted: "Le serveur manque de mémoire ou de disque : prévenez un administrateur."
        case .loginRefused: "Le serveur refuse votre accès : demandez à un administrateur."
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
        case .notFound: "Introuvable, ou non visible pour vous."
        case .outdated: "Quelqu’un a écrit entre-temps : lisez, puis r et ^S."
        case .illegalTransition: "Changement impossible dans l’état actuel de la conversation."
        case .archived: "La conversation est archivée, en lecture seule."
        case .alreadyExists: "Cet identifiant ou ce nom est pris ; choisissez-en un autre, ou renvoyez."
        case .conflict: "Quelqu’un a été plus rapide."
        case .lastSuperAdmin: "Cela retirerait le dernier super_admin."
        case .cannotManageLogins: "La base ne peut ni créer ni changer ce compte : prévenez un administrateur."
        case .invalidInput: "La base a refusé cette saisie."
        case .windowClosed: "Les 24 h de WhatsApp sont passées : un modèle, une note ou un autre canal."
        case .mergeChanged: "Fusionnée ou séparée entre-temps : vérifiez à nouveau."
        case .rateLimited: "Trop de changements en une minute : attendez un peu, puis continuez."
        case .lockTimeout: "Quelqu’un d’autre est en train de la modifier : réessayez dans un instant."
        }
    }
}
