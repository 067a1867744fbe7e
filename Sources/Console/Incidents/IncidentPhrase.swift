import Domain
import Text

/// The texts of incidents.
enum IncidentPhrase: Phrase {
    case incident, severity, what, since, standing, history, note, addNote, noteHelp, assign
    case hint(acknowledged: Bool), closeHint, closedAlready
    case severityName(Incident.Severity), sentence(Incident), standingOf(Incident), happened(IncidentEvent)
    case done(IncidentChange)

    var english: String {
        switch self {
        case .incident: "Incident"
        case .severity: "severity"
        case .what: "what"
        case .since: "since"
        case .standing: "state"
        case .history: "History"
        case .note: "note"
        case .addNote: "Note on the incident"
        case .noteHelp: "1 to 4000 characters, for the incident's history."
        case .assign: "Assign the incident to"
        case .hint(true): "g assign   n note   c close   j k scroll   Esc back"
        case .hint(false): "a acknowledge   g assign   n note   c close   Esc back"
        case .closeHint: "c closes it   any other key leaves it open"
        case .closedAlready: "It is closed already."
        case .severityName(let severity): severity.rawValue
        case .sentence(let incident): incident.english
        case .standingOf(let incident): incident.englishStanding
        case .happened(let event): event.english
        case .done(.acknowledge): "Acknowledged."
        case .done(.assign(nil)): "Assigned to nobody."
        case .done(.assign): "Assigned."
        case .done(.note): "Noted."
        case .done(.close): "Closed."
        }
    }

    var french: String {
        switch self {
        case .incident: "Incident"
        case .severity: "gravité"
        case .what: "quoi"
        case .since: "depuis"
        case .standing: "état"
        case .history: "Historique"
        case .note: "note"
        case .addNote: "Note sur l’incident"
        case .noteHelp: "De 1 à 4000 caractères, pour l’historique de l’incident."
        case .assign: "Confier l’incident à"
        case .hint(true): "g confier   n note   c clore   j k défile   Échap retour"
        case .hint(false): "a prendre acte   g confier   n note   c clore   Échap retour"
        case .closeHint: "c le clôt   toute autre touche le laisse ouvert"
        case .closedAlready: "Il est déjà clos."
        case .severityName(.low): "faible"
        case .severityName(.medium): "moyenne"
        case .severityName(.high): "haute"
        case .severityName(.critical): "critique"
        case .sentence(let incident): incident.french
        case .standingOf(let incident): incident.frenchStanding
        case .happened(let event): event.french
        case .done(.acknowledge): "Il en est pris acte."
        case .done(.assign(nil)): "Confié à personne."
        case .done(.assign): "Confié."
        case .done(.note): "Noté."
        case .done(.close): "Clos."
        }
    }
}

/// Incidents as sentences.
extension Incident {
    /// The subject; nil if it is the whole house.
    private var about: String? { subject.isEmpty ? nil : subject.plain }

    fileprivate var english: String {
        switch kind {
        case .conversationVolume: "\(value) conversations opened within half an hour, limit \(threshold)"
        case .workflowFailures: "\(value) workflow runs failed within 15 minutes, limit \(threshold)"
        case .webhookExhausted:
            "\(about ?? "a webhook"): " + (value == 1 ? "1 event" : "\(value) events") + " ran out of attempts"
        case .webhookGone: "\(about ?? "a webhook") is gone and was switched off"
        case .workerMissing: "no worker is there: events wait, and no job runs"
        case .lateFirstResponses:
            "\(zone("no zone")): \(value)% wait too long, limit \(threshold)%"
        case .other(let label): [label.plain, about].compactMap(\.self).joined(separator: ": ") + " \(value)"
        }
    }

    fileprivate var french: String {
        switch kind {
        case .conversationVolume: "\(value) conversations ouvertes en une demi-heure, limite \(threshold)"
        case .workflowFailures: "\(value) échecs de workflows en 15 minutes, limite \(threshold)"
        case .webhookExhausted:
            "\(about ?? "un webhook") : "
                + (value == 1 ? "1 envoi abandonné" : "\(value) envois abandonnés")
        case .webhookGone: "\(about ?? "un webhook") n’existe plus et a été désactivé"
        case .workerMissing: "pas de worker : ni envois, ni tâches"
        case .lateFirstResponses:
            "\(zone("sans zone")) : \(value) % attendent trop, limite \(threshold) %"
        case .other(let label): [label.plain, about].compactMap(\.self).joined(separator: " : ") + " \(value)"
        }
    }

    private func zone(_ none: String) -> String { about.map { $0 == "none" ? none : $0 } ?? none }

    fileprivate var englishStanding: String {
        if closedAt != nil { return closedBy.map { "closed by \($0.plain)" } ?? "closed by itself" }
        if let assignedTo { return "assigned to \(assignedTo.plain)" }
        return acknowledgedAt == nil ? "new" : "seen by \(acknowledgedBy?.plain ?? "somebody")"
    }

    fileprivate var frenchStanding: String {
        if closedAt != nil { return closedBy.map { "clos par \($0.plain)" } ?? "clos de lui-même" }
        if let assignedTo { return "confié à \(assignedTo.plain)" }
        return acknowledgedAt == nil ? "nouveau" : "vu par \(acknowledgedBy?.plain ?? "quelqu’un")"
    }
}

extension IncidentEvent {
    fileprivate var english: String {
        let who = person?.plain
        switch action {
        case .opened: return "opened"
        case .acknowledged: return "\(who ?? "somebody") acknowledged it"
        case .assigned:
            return "\(who ?? "somebody") assigned it to \(assignedTo?.plain ?? "nobody")"
        case .noted: return "\(who ?? "the monitor") noted"
        case .closed: return who.map { "\($0) closed it" } ?? "closed by itself"
        }
    }

    fileprivate var french: String {
        let who = person?.plain
        switch action {
        case .opened: return "ouvert"
        case .acknowledged: return "\(who ?? "quelqu’un") en a pris acte"
        case .assigned: return "\(who ?? "quelqu’un") l’a confié à \(assignedTo?.plain ?? "personne")"
        case .noted: return "\(who ?? "la surveillance") a noté"
        case .closed: return who.map { "\($0) l’a clos" } ?? "clos de lui-même"
        }
    }
}

extension UntrustedText {
    /// The text as it may stand in a sentence of the screen.
    var plain: String { SafeText(self).plain }
}
