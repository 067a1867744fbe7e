/// Something that went wrong in the house and that people should look at. The monitor opens and closes it.
package struct Incident: Sendable, Hashable {
    /// What went wrong.
    package enum Kind: Sendable, Hashable {
        /// More conversations opened within half an hour than the threshold.
        case conversationVolume
        /// More runs of workflows failed within a quarter of an hour than the threshold.
        case workflowFailures
        /// Events of a webhook ran out of attempts.
        case webhookExhausted
        /// A webhook is gone for good and was switched off.
        case webhookGone
        /// More of a zone's open conversations wait too long for a first response than the threshold, in percent.
        case lateFirstResponses
        /// No worker is there: events wait, and no job runs.
        case workerMissing
        /// A kind that this version doesn't know.
        case other(UntrustedText)

        /// The kind of a name in SQL.
        package init(label: String) {
            self =
                switch label {
                case "conversation_volume": .conversationVolume
                case "workflow_failures": .workflowFailures
                case "webhook_exhausted": .webhookExhausted
                case "webhook_gone": .webhookGone
                case "late_first_responses": .lateFirstResponses
                case "worker_missing": .workerMissing
                case _: .other(UntrustedText(label))
                }
        }

        /// The name in SQL and JSON.
        package var label: String {
            switch self {
            case .conversationVolume: "conversation_volume"
            case .workflowFailures: "workflow_failures"
            case .webhookExhausted: "webhook_exhausted"
            case .webhookGone: "webhook_gone"
            case .lateFirstResponses: "late_first_responses"
            case .workerMissing: "worker_missing"
            case .other(let label): label.original
            }
        }
    }

    /// How bad it is.
    package enum Severity: String, Sendable, Hashable, CaseIterable {
        case low, medium, high, critical
    }

    /// The incident's id.
    package var id: Identifier<Incident>
    /// What went wrong.
    package var kind: Kind
    /// What it is about: the name of a webhook, the label of a zone (`none` for the common queue); empty for the whole house.
    package var subject: UntrustedText
    /// How bad it is.
    package var severity: Severity
    /// The greatest value measured.
    package var value: Int
    /// The threshold that it passed.
    package var threshold: Int
    /// When it opened.
    package var openedAt: Timestamp
    /// When it last changed.
    package var updatedAt: Timestamp
    /// When somebody acknowledged it; nil if nobody has.
    package var acknowledgedAt: Timestamp?
    /// Who did.
    package var acknowledgedBy: UntrustedText?
    /// Whom it is assigned to; nil for nobody.
    package var assignedTo: UntrustedText?
    /// When it closed; nil while it is open.
    package var closedAt: Timestamp?
    /// Who closed it; nil if it closed by itself.
    package var closedBy: UntrustedText?

    /// Whether it is open.
    package var isOpen: Bool { closedAt == nil }

    /// Creates an incident as read.
    package init(
        id: Identifier<Incident>,
        kind: Kind,
        subject: UntrustedText,
        severity: Severity,
        value: Int,
        threshold: Int,
        openedAt: Timestamp,
        updatedAt: Timestamp,
        acknowledgedAt: Timestamp?,
        acknowledgedBy: UntrustedText?,
        assignedTo: UntrustedText?,
        closedAt: Timestamp?,
        closedBy: UntrustedText?
    ) {
        self.id = id
        self.kind = kind
        self.subject = subject
        self.severity = severity
        self.value = value
        self.threshold = threshold
        self.openedAt = openedAt
        self.updatedAt = updatedAt
        self.acknowledgedAt = acknowledgedAt
        self.acknowledgedBy = acknowledgedBy
        self.assignedTo = assignedTo
        self.closedAt = closedAt
        self.closedBy = closedBy
    }
}

/// An entry of an incident's history.
package struct IncidentEvent: Sendable, Hashable {
    /// What happened.
    package enum Action: String, Sendable, Hashable {
        case opened, acknowledged, assigned, noted, closed
    }

    /// When it happened.
    package var at: Timestamp
    /// What happened.
    package var action: Action
    /// Who did it; nil for the monitor.
    package var person: UntrustedText?
    /// Whom it was assigned to.
    package var assignedTo: UntrustedText?
    /// The note; nil if there is none.
    package var note: UntrustedText?

    /// Creates an entry as read.
    package init(
        at: Timestamp,
        action: Action,
        person: UntrustedText?,
        assignedTo: UntrustedText?,
        note: UntrustedText?
    ) {
        self.at = at
        self.action = action
        self.person = person
        self.assignedTo = assignedTo
        self.note = note
    }
}

/// What an administrator does with an open incident.
package enum IncidentChange: Sendable, Hashable {
    /// Says that somebody has seen it.
    case acknowledge
    /// Assigns it to a person who reads incidents; nil takes it from whoever has it.
    case assign(Identifier<Person>?)
    /// Adds a note of 1 to 4000 characters.
    case note(String)
    /// Closes it. The same condition opens another one only once it was gone.
    case close
}

/// How the house does, as everybody's header says it.
package struct HouseStatus: Sendable, Hashable {
    /// How many incidents are open; nil below superviseur.
    package var openIncidents: Int?
    /// Whether no worker has been there for two minutes; nil below superviseur.
    package var isWithoutWorker: Bool?
    /// Whether a worker tells the consoles of changes; without it they poll.
    package var isRelaying: Bool
    /// In how many conversations that the user can read a reply didn't reach the guest.
    package var failedConversations: Int

    /// Creates a status as read.
    package init(openIncidents: Int?, isWithoutWorker: Bool?, isRelaying: Bool, failedConversations: Int = 0) {
        self.openIncidents = openIncidents
        self.isWithoutWorker = isWithoutWorker
        self.isRelaying = isRelaying
        self.failedConversations = failedConversations
    }
}
