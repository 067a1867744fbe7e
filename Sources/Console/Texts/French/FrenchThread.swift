import Domain

extension ThreadPhrase {
    package var french: String {
        switch self {
        case .note: "note"
        case .guest: "client"
        case .today: "aujourd’hui"
        case .yesterday: "hier"
        case .day(let day, let weekday):
            "\(["lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."][weekday]) \(day.french)"
        case .beginning: "la conversation commence ici"
        case .newBelow(let count):
            count == 1 ? "1 nouveau message plus bas, G le montre" : "\(count) nouveaux messages plus bas, G les montre"
        case .attachment: "pièce jointe"
        case .delivery(.queued): "en attente"
        case .delivery(.sent): "envoyé"
        case .delivery(.delivered): "remis"
        case .delivery(.read): "lu"
        case .delivery(.failed): "échec"
        case .waitsForLine: "envoi…"
        case .beingSent: "envoi en cours…"
        case .notDelivered(let key): "✗ non remis, \(key) le renvoie"
        }
    }
}

extension PanelPhrase {
    package var french: String {
        switch self {
        case .guest: "Client"
        case .reservation: "Séjour"
        case .property: "Logement"
        case .notDelivered: "Non remis"
        case .access: "Accès"
        case .tags: "Étiquettes"
        case .deliveries: "Envois"
        case .details: "Détails"
        case .boxHint: "↑ ↓ défiler   Échap retour"
        case .conversations(let count): count == 1 ? "première conversation" : "\(count) conversations"
        case .people(let count): count == 1 ? "1 voyageur" : "\(count) voyageurs"
        case .noReservation: "pas de réservation"
        case .noGuest: "client inconnu"
        case .unverified: "non vérifié"
        case .unverifiedContact: "non vérifié :"
        }
    }
}

extension ComposerPhrase {
    package var french: String {
        switch self {
        case .replyTo(let channel): "Réponse par \(ConversationPhrase.channel(channel).french) à"
        case .noteNotSent: "Note, jamais envoyée au client"
        case .draftSaved: "brouillon gardé"
        case .placeholderReply: "Écrivez au client…"
        case .placeholderNote: "Écrivez pour l’équipe ; le client ne le verra jamais…"
        case .threadMoved(let count):
            "\(count == 1 ? "1 message est arrivé" : "\(count) messages sont arrivés") entre-temps. Lisez, puis renvoyez."
        case .nothingToSend: "Il n’y a encore rien à envoyer."
        case .begunAsReply: "Une réponse est en cours : finissez-la, ou faites-en une note."
        case .begunAsNote: "Une note est en cours : finissez-la, ou faites-en une réponse."
        }
    }
}

extension OverlayPhrase {
    package var french: String {
        switch self {
        case .help: "Touches"
        case .palette: "Commandes"
        case .noMatch: "Rien ne correspond."
        case .chooseState: "État"
        case .choosePriority: "Priorité"
        case .editTags: "Étiquettes"
        case .tagsHint: "mots séparés par des espaces   Entrée enregistre   Échap retour"
        case .filter: "Montrer"
        case .states: "état"
        case .priorities: "priorité"
        case .filterHint: "Espace coche   Entrée montre   Échap retour"
        case .filterNeedsState: "choisissez au moins un état"
        case .quit: "Quitter riad ?"
        case .quitHint: "y quitte   Échap reste"
        case .quitWithQueue(let count, let guest):
            (count == 1 ? "1 message non envoyé" : "\(count) messages non envoyés")
                + (guest.map { " à \($0.plain)" } ?? "")
                + (count == 1 ? " ; il partira la prochaine fois." : " ; ils partiront la prochaine fois.")
        case .discard(let guest): "Jeter le brouillon pour \(guest.plain) ?"
        case .discardHint: "y le jette   Échap le garde"
        case .sendTo(let guest): guest.isEmpty ? "Envoyer ?" : "Envoyer à \(guest.plain) ?"
        case .colleagueTypes(let who): "\(who.plain) : le client risque deux réponses."
        case .sendHint: "y envoie quand même   Échap revient au texte"
        case .changeAll(let count): "Modifier \(count?.french(of: "conversations", one: "conversation") ?? "") ?"
        case .changeAllDetail(let change, let name): Self.french(change, name)
        case .changeAllHint: "y les modifie   Échap ne change rien"
        case .chooseHint: "Entrée choisit   Échap retour"
        case .helpHint: "tapez pour chercher   Échap retour"
        }
    }
}
