import Domain
import Text

extension ChromePhrase {
    package var french: String {
        switch self {
        case .inbox: "Boîte"
        case .mine: "à moi"
        case .unassigned: "à prendre"
        case .open: "ouvertes"
        case .live: "en ligne"
        case .connecting: "connexion…"
        case .offline(let seconds): seconds > 0 ? "hors ligne, essai dans \(seconds) s" : "hors ligne, essai…"
        case .refused: "accès refusé"
        case .loginRefusedAgain(let key):
            "Accès refusé. Votre texte est conservé ; \(key) réessaie."
        case .incidents(let count): count == 1 ? "! 1 incident" : "! \(count) incidents"
        case .noWorker: "sans worker"
        case .polling: "relecture"
        case .notDelivered(let count): "✗ \(count) non remis"
        case .emptyInbox: "Rien n’attend ici. ☕"
        case .emptyFilter: "Rien ne correspond.  f change le filtre, 3 montre tout ce qui est ouvert."
        case .loading: "lecture…"
        case .noConversationOpen: "Entrée ouvre une conversation ici."
        case .noRights: "Cet accès n’a pas de rôle actif. Demandez-en un à un administrateur."
        case .tooSmall(let columns, let rows): "riad demande 40×10 cases ; il y en a \(columns)×\(rows)."
        }
    }
}

extension ConversationPhrase {
    package var french: String {
        switch self {
        case .state(.nouvelle): "nouvelle"
        case .state(.enCours): "en cours"
        case .state(.enAttente): "en attente"
        case .state(.transferee): "transférée"
        case .state(.resolue): "résolue"
        case .state(.cloturee): "clôturée"
        case .state(.archivee): "archivée"
        case .state(.other(let label)): SafeText(UntrustedText(label)).plain
        case .sender(.guest): "client"
        case .sender(.agent): "collègue"
        case .sender(.chatbot): "chatbot"
        case .sender(.ai): "assistant IA"
        case .sender(.system): "système"
        case .sender(.other(let label)): SafeText(UntrustedText(label)).plain
        case .priority(.low): "basse"
        case .priority(.medium): "moyenne"
        case .priority(.high): "haute"
        case .priority(.urgent): "urgente"
        case .channel(let channel): Self.name(of: channel, email: "e-mail", direct: "direct")
        case .you: "vous"
        case .nobody: "personne"
        case .noZone: "sans zone"
        case .unknownGuest: "client inconnu"
        case .notDelivered: "✗ non remis"
        case .checksInToday: "arrive aujourd’hui"
        case .checksOutToday: "part aujourd’hui"
        case .checksIn(let days): days == 1 ? "arrive demain" : "arrive dans \(days) jours"
        case .inHouse(let night, let nights): "sur place, nuit \(night) sur \(nights)"
        case .leftOn(let day): "parti le \(day.french)"
        }
    }
}

extension CalendarDay {
    var french: String {
        let months = [
            "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.",
        ]
        return "\(civil.day) \(months[civil.month - 1])"
    }
}
