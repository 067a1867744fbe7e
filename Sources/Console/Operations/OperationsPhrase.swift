/// The texts of the operations page.
enum OperationsPhrase: Phrase {
    case title, reading, tab(OperationsPage.Tab), nothing(OperationsPage.Tab)
    case openIncidents(Int?), span(WorkflowSpan), lastDay, noWorkers
    case incidentsHint, workflowsHint, webhooksHint, deliveriesHint, deadLettersHint, jobsHint
    case backHint

    var english: String {
        switch self {
        case .title: "Operations"
        case .reading: "loading…"
        case .tab(.incidents): "Incidents"
        case .tab(.workflows): "Workflows"
        case .tab(.webhooks): "Webhooks"
        case .tab(.deliveries): "Deliveries"
        case .tab(.deadLetters): "Dead letters"
        case .tab(.jobs): "Jobs"
        case .nothing(.incidents): "All is well: there are no incidents. ☕"
        case .nothing(.workflows): "No workflow ran within this time."
        case .nothing(.webhooks): "There are no webhooks. a adds one."
        case .nothing(.deliveries): "No deliveries match."
        case .nothing(.deadLetters): "There are no dead letters here."
        case .nothing(.jobs): "There are no jobs."
        case .openIncidents(nil): ""
        case .openIncidents(0?): "nothing open"
        case .openIncidents(let count?): "\(count) open"
        case .span(.hour): "of the last hour"
        case .span(.day): "of the last 24 hours"
        case .span(.week): "of the last 7 days"
        case .lastDay: "rates and times of the last 24 hours"
        case .noWorkers: "No worker has been here within the last day: nothing is delivered or cleaned up."
        case .incidentsHint: "Enter details   Tab next list   r refresh   Esc back"
        case .workflowsHint: "Enter runs   t time   Tab next list   r refresh   Esc back"
        case .webhooksHint: "Enter details   a adds   Tab next list   r refresh   Esc back"
        case .deliveriesHint: "Enter attempts   f filter   R replay   Tab next list   Esc back"
        case .deadLettersHint: "Enter attempts   f filter   R replay   A all   Tab next list   Esc back"
        case .jobsHint: "n runs it now   Tab next list   r refresh   Esc back"
        case .backHint: "j k scroll   Esc back"
        }
    }

    var french: String {
        switch self {
        case .title: "Exploitation"
        case .reading: "lecture…"
        case .tab(.incidents): "Incidents"
        case .tab(.workflows): "Workflows"
        case .tab(.webhooks): "Webhooks"
        case .tab(.deliveries): "Envois"
        case .tab(.deadLetters): "Envois échoués"
        case .tab(.jobs): "Tâches"
        case .nothing(.incidents): "Tout va bien : aucun incident. ☕"
        case .nothing(.workflows): "Aucun workflow n’a tourné pendant ce temps."
        case .nothing(.webhooks): "Il n’y a pas de webhook. a en ajoute un."
        case .nothing(.deliveries): "Aucun envoi ne correspond."
        case .nothing(.deadLetters): "Aucun envoi échoué ici."
        case .nothing(.jobs): "Il n’y a pas de tâche."
        case .openIncidents(nil): ""
        case .openIncidents(0?): "rien d’ouvert"
        case .openIncidents(let count?): count == 1 ? "1 ouvert" : "\(count) ouverts"
        case .span(.hour): "de la dernière heure"
        case .span(.day): "des dernières 24 heures"
        case .span(.week): "des 7 derniers jours"
        case .lastDay: "taux et durées des dernières 24 heures"
        case .noWorkers: "Aucun worker depuis un jour : rien n’est envoyé ni nettoyé."
        case .incidentsHint: "Entrée détails   Tab liste suivante   r relire   Échap retour"
        case .workflowsHint: "Entrée exécutions   t durée   Tab suite   r relire   Échap retour"
        case .webhooksHint: "Entrée détails   a ajoute   Tab suite   r relire   Échap retour"
        case .deliveriesHint: "Entrée essais   f filtrer   R renvoyer   Tab suite   Échap retour"
        case .deadLettersHint: "Entrée essais   f filtrer   R renvoyer   A tous   Tab suite   Échap retour"
        case .jobsHint: "n la lance   Tab suite   r relire   Échap retour"
        case .backHint: "j k défile   Échap retour"
        }
    }
}
