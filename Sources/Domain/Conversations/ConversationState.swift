/// Where a conversation stands.
package enum ConversationState: Sendable, Hashable {
    /// New, nobody on it.
    case nouvelle
    /// An agent or a chatbot is on it.
    case enCours
    /// Waiting for the guest.
    case enAttente
    /// Escalated to a role.
    case transferee
    /// Done, the guest confirmed.
    case resolue
    /// Closed for good.
    case cloturee
    /// Kept for the record, read-only.
    case archivee
    /// A state of another deployment, by its label.
    case other(String)

    /// The seven states of the specification, in the order of a conversation's life.
    package static let all: [Self] = [
        .nouvelle, .enCours, .enAttente, .transferee, .resolue, .cloturee, .archivee,
    ]

    /// The states in which somebody still has to do something.
    package static let open: [Self] = [.nouvelle, .enCours, .enAttente, .transferee]

    /// The state of a label as the database has it.
    package init(label: String) {
        self = Self.all.first { $0.label == label } ?? .other(label)
    }

    /// The label as the database has it, precomposed.
    package var label: String {
        switch self {
        case .nouvelle: "NOUVELLE"
        case .enCours: "EN_COURS"
        case .enAttente: "EN_ATTENTE"
        case .transferee: "TRANSFÉRÉE"
        case .resolue: "RÉSOLUE"
        case .cloturee: "CLÔTURÉE"
        case .archivee: "ARCHIVÉE"
        case .other(let label): label
        }
    }

    /// Whether somebody still has to do something.
    package var isOpen: Bool { Self.open.contains(self) }

    /// The states that a person may choose by hand from this one; empty where the state is final or unknown.
    package var choices: [Self] {
        switch self {
        case .nouvelle, .enCours, .enAttente, .transferee:
            (Self.open + [.resolue, .cloturee]).filter { $0 != self }
        case .resolue, .cloturee:
            (Self.open + [.resolue, .cloturee, .archivee]).filter { $0 != self }
        case .archivee, .other:
            []
        }
    }
}

/// How much a conversation presses.
package enum Priority: Int16, Sendable, Hashable, CaseIterable, Comparable {
    /// Can wait.
    case low = 0
    /// As usual.
    case medium = 1
    /// Before the others.
    case high = 2
    /// Now.
    case urgent = 3

    /// The priority of a label as the database has it; an unknown one counts as medium.
    package init(label: String) {
        self = Self.allCases.first { $0.label == label } ?? .medium
    }

    /// The label as the database has it.
    package var label: String {
        switch self {
        case .low: "low"
        case .medium: "medium"
        case .high: "high"
        case .urgent: "urgent"
        }
    }

    /// Less pressing before more pressing.
    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
