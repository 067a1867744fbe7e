/// The state of a conversation.
package enum ConversationState: Sendable, Hashable {
    /// New, not yet handled.
    case nouvelle
    /// Handled by an agent or a chatbot.
    case enCours
    /// Waiting for the guest.
    case enAttente
    /// Escalated to a role.
    case transferee
    /// Resolved, confirmed by the guest.
    case resolue
    /// Closed.
    case cloturee
    /// Archived, read-only.
    case archivee
    /// A state of another deployment, by its label.
    case other(String)

    /// The seven states of the specification, in lifecycle order.
    package static let all: [Self] = [
        .nouvelle, .enCours, .enAttente, .transferee, .resolue, .cloturee, .archivee,
    ]

    /// The states that still require work.
    package static let open: [Self] = [.nouvelle, .enCours, .enAttente, .transferee]

    /// Creates the state from its database label.
    package init(label: String) {
        self = Self.all.first { $0.label == label } ?? .other(label)
    }

    /// The database label, precomposed.
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

    /// Whether it still requires work.
    package var isOpen: Bool { Self.open.contains(self) }

    /// The states that can be set manually from this one; empty if the state is final or unknown.
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

/// The priority of a conversation.
package enum Priority: Int16, Sendable, Hashable, CaseIterable, Comparable {
    /// Can wait.
    case low = 0
    /// Normal.
    case medium = 1
    /// Takes precedence.
    case high = 2
    /// Needs attention now.
    case urgent = 3

    /// Creates the priority from its database label; an unknown one counts as medium.
    package init(label: String) {
        self = Self.allCases.first { $0.label == label } ?? .medium
    }

    /// The database label.
    package var label: String {
        switch self {
        case .low: "low"
        case .medium: "medium"
        case .high: "high"
        case .urgent: "urgent"
        }
    }

    /// Orders by urgency, lowest first.
    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
