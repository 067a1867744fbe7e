import Domain

/// The texts of deliveries.
enum DeliveryPhrase: Phrase {
    case time, state, attempts, took, type, error, event, conversation, nextTry, sent, response
    case stateName(Delivery.State), attempt(Int, String, status: Int?, took: String), noAttempts
    case everything, every, ofConversation(String), filter, typeHelp, conversationHelp, pageHint
    case replay(Int), replayHelp, replayPart, replayHint, replayed(Int)
    case ofThisConversation, conversationDeliveriesHint, nothingSent

    var english: String {
        switch self {
        case .time: "time"
        case .state: "state"
        case .attempts: "tries"
        case .took: "took"
        case .type: "event"
        case .error: "error"
        case .event: "event id"
        case .conversation: "conversation"
        case .nextTry: "next try"
        case .sent: "sent"
        case .response: "response"
        case .stateName(.waiting): "waiting"
        case .stateName(.sending): "sending"
        case .stateName(.retrying): "retrying"
        case .stateName(.delivered): "delivered"
        case .stateName(.dead): "dead"
        case .attempt(let number, let time, nil, let took): "Attempt \(number) · \(time) · no response in \(took)"
        case .attempt(let number, let time, let status?, let took):
            "Attempt \(number) · \(time) · HTTP \(status) in \(took)"
        case .noAttempts: "It has not been tried yet."
        case .everything: "everything, newest first"
        case .every: "any"
        case .ofConversation(let id): "conversation \(id)"
        case .filter: "Filter the deliveries"
        case .typeHelp: "The type of the event, such as message_created; empty for any."
        case .conversationHelp: "The id of a conversation; empty for any."
        case .pageHint: "R replay   r refresh   j k scroll   Esc back"
        case .replay(1): "Send this event anew?"
        case .replay(let count): "Send \(count) dead letters anew?"
        case .replayHelp: "An event keeps its id, so a receiver that has it can tell. What waits already isn't doubled."
        case .replayPart: "These are the newest that match; there may be more."
        case .replayHint: "y sends   Esc back"
        case .replayed(0): "Nothing to send anew."
        case .replayed(1): "1 event is sent anew."
        case .replayed(let count): "\(count) events are sent anew."
        case .ofThisConversation: "Deliveries of the conversation"
        case .conversationDeliveriesHint: "r refresh   j k move   Esc back"
        case .nothingSent: "No event of this conversation was sent anywhere."
        }
    }

    var french: String {
        switch self {
        case .time: "heure"
        case .state: "état"
        case .attempts: "essais"
        case .took: "durée"
        case .type: "événement"
        case .error: "erreur"
        case .event: "id"
        case .conversation: "conversation"
        case .nextTry: "prochain"
        case .sent: "envoyé"
        case .response: "réponse"
        case .stateName(.waiting): "en attente"
        case .stateName(.sending): "en cours"
        case .stateName(.retrying): "à reprendre"
        case .stateName(.delivered): "reçu"
        case .stateName(.dead): "échoué"
        case .attempt(let number, let time, nil, let took): "Essai \(number) · \(time) · pas de réponse en \(took)"
        case .attempt(let number, let time, let status?, let took):
            "Essai \(number) · \(time) · HTTP \(status) en \(took)"
        case .noAttempts: "Pas encore essayé."
        case .everything: "tout, le plus récent d’abord"
        case .every: "tous"
        case .ofConversation(let id): "conversation \(id)"
        case .filter: "Filtrer les envois"
        case .typeHelp: "Le type d’événement, comme message_created ; vide pour tous."
        case .conversationHelp: "L’id d’une conversation ; vide pour toutes."
        case .pageHint: "R renvoyer   r relire   j k défile   Échap retour"
        case .replay(1): "Renvoyer cet événement ?"
        case .replay(let count): "Renvoyer \(count) envois échoués ?"
        case .replayHelp: "Un événement garde son id : qui l’a déjà le reconnaît. Ce qui attend n’est pas doublé."
        case .replayPart: "Ce sont les plus récents ; il peut y en avoir d’autres."
        case .replayHint: "o renvoie   Échap retour"
        case .replayed(0): "Rien à renvoyer."
        case .replayed(1): "1 événement est renvoyé."
        case .replayed(let count): "\(count) événements sont renvoyés."
        case .ofThisConversation: "Envois de la conversation"
        case .conversationDeliveriesHint: "r relire   j k déplacer   Échap retour"
        case .nothingSent: "Aucun événement de cette conversation n’a été envoyé."
        }
    }
}
