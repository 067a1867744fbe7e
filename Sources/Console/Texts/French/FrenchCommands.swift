extension CommandPhrase {
    package var french: String {
        switch self {
        case .group(.moving): "Se déplacer"
        case .group(.browsing): "Parcourir"
        case .group(.conversation): "Conversation"
        case .group(.bulk): "Plusieurs à la fois"
        case .group(.writing): "Écrire"
        case .group(.everywhere): "Partout"
        case .title(let command): Self.french(command).title
        case .explanation(let command): Self.french(command).explanation
        }
    }

    private static func french(_ command: Command) -> (title: String, explanation: String) {
        switch command {
        case .moveDown: ("bas", "une ligne plus bas")
        case .moveUp: ("haut", "une ligne plus haut")
        case .moveFirst: ("début", "à la première ligne, ou au début du fil")
        case .moveLast: ("fin", "à la dernière ligne, ou au dernier message")
        case .pageDown: ("page suivante", "un écran plus bas")
        case .pageUp: ("page précédente", "un écran plus haut")
        case .halfPageDown: ("demi-page bas", "un demi-écran plus bas")
        case .halfPageUp: ("demi-page haut", "un demi-écran plus haut")
        case .open: ("ouvrir", "ouvrir la conversation choisie")
        case .back: ("retour", "démarquer ; retour à la liste ; de là, proposer de quitter")
        case .nextPane: ("volet suivant", "passer au volet suivant")
        case .previousPane: ("volet précédent", "revenir au volet précédent")
        case .nextConversation: ("suivante", "ouvrir la conversation suivante de la liste")
        case .previousConversation: ("précédente", "ouvrir la conversation précédente de la liste")
        case .nextUnread: ("non lue", "à la prochaine conversation non lue")
        case .showMine: ("à moi", "mes conversations ouvertes")
        case .showUnassigned: ("à prendre", "les conversations ouvertes non attribuées")
        case .showOpen: ("ouvertes", "toutes les conversations ouvertes")
        case .showFinished: ("finies", "les conversations résolues et closes")
        case .filter: ("états", "choisir états et priorités")
        case .chooseZones: ("zones", "choisir les zones selon leur charge")
        case .writeQuery: ("filtrer", "écrire un filtre : zone:marrakech_* priority:>=high")
        case .searchMessages: ("chercher", "chercher dans le texte des messages")
        case .showAudit: ("journal", "qui a changé quoi et quand, dans la conversation ouverte ou partout")
        case .chooseViews: ("vues", "ouvrir, garder, modifier ou retirer une vue")
        case .lastView: ("dernière vue", "alterner entre les deux dernières vues")
        case .earlierView: ("vue précédente", "reculer dans l’historique des vues")
        case .laterView: ("vue suivante", "avancer dans l’historique des vues")
        case .answerTimes: ("délais", "délais de réponse et leurs calendriers")
        case .people: ("personnes", "qui travaille ici : rôles, accès, connexions")
        case .account: ("moi", "vos nom, téléphone, mot de passe, et vos droits")
        case .cycleOrder: ("ordre", "par priorité, activité ou échéance")
        case .togglePanel: ("détails", "montrer ou cacher client, séjour et logement")
        case .takeNext: ("suivante à prendre", "prendre et ouvrir la conversation la plus urgente")
        case .reply: ("répondre", "répondre au client ; prend la conversation si elle est libre")
        case .note: ("note", "écrire une note interne, jamais envoyée au client")
        case .claim: ("prendre", "prendre la conversation")
        case .release: ("rendre", "remettre la conversation dans la file")
        case .transfer: ("transférer", "transmettre la conversation, avec un motif")
        case .assign: ("attribuer", "attribuer la conversation, ou toutes les marquées")
        case .changeState: ("état", "changer l’état")
        case .changePriority: ("priorité", "changer la priorité")
        case .changeTags: ("étiquettes", "changer les étiquettes")
        case .mark: ("marquer", "marquer ou démarquer, puis suivante ; a s p t valent pour toutes")
        case .markRange: ("plage", "commencer ou finir une plage de marques")
        case .markAll: ("tout marquer", "marquer tout ce qui correspond au filtre")
        case .undo: ("annuler", "annuler le dernier changement, pendant quelques secondes")
        case .showSkipped: ("ignorées", "ce que le dernier changement a ignoré, et pourquoi")
        case .send: ("envoyer", "envoyer la réponse, ou enregistrer la note")
        case .sendAndWait: ("envoyer, attendre", "envoyer ; la conversation attend alors le client")
        case .insertReply: ("réponses types", "insérer une réponse type, remplie pour ce voyageur")
        case .merge: ("fusionner", "réunir les marquées, ou voir celles du client à fusionner ou séparer")
        case .switchChannel: ("canal", "répondre sur le canal suivant d’un fil fusionné")
        case .switchKind: ("réponse ⇄ note", "en faire une note, ou une réponse")
        case .editExternally: ("éditeur", "écrire dans votre $EDITOR")
        case .discardDraft: ("jeter", "jeter le brouillon")
        case .keepDraft: ("garder", "sortir ; le brouillon reste")
        case .manageReplies: ("réponses types", "ajouter, modifier et supprimer des réponses types")
        case .editDetails: ("fiches", "modifier voyageur, séjour, logement ; toutes ses conversations")
        case .refresh: ("relire", "recharger l’écran ; hors ligne, se reconnecter")
        case .redraw: ("redessiner", "redessiner l’écran")
        case .help: ("aide", "toutes les touches")
        case .palette: ("commande", "trouver une commande par son nom")
        case .suspend: ("suspendre", "retour au shell ; fg revient")
        case .quit: ("quitter", "quitter riad")
        }
    }
}
