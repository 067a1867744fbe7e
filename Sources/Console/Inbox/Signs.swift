import Domain
import Screen
import Text

/// The short signs and the roles by which values show in lists.
extension Priority {
    /// A sign of one cell, so that colour is never the only one.
    var sign: SafeText {
        switch self {
        case .urgent: "‼"
        case .high: "!"
        case .medium: " "
        case .low: "·"
        }
    }

    /// How it is painted.
    var role: Role {
        switch self {
        case .urgent: .priorityUrgent
        case .high: .priorityHigh
        case .medium: .priorityMedium
        case .low: .priorityLow
        }
    }
}

extension ConversationState {
    /// How it is painted.
    var role: Role {
        switch self {
        case .nouvelle: .stateNew
        case .enCours: .stateActive
        case .enAttente: .stateWaiting
        case .transferee: .stateTransferred
        case .resolue: .stateResolved
        case .cloturee: .stateClosed
        case .archivee: .stateArchived
        case .other: .textDim
        }
    }
}

extension Channel {
    /// Two letters.
    var sign: SafeText {
        switch self {
        case .whatsapp: "WA"
        case .email: "EM"
        case .beds24: "B2"
        case .direct: "DI"
        case .sms: "SM"
        case .other: "??"
        }
    }
}

extension SafeText {
    /// So many blank cells.
    static func blank(_ cells: Int) -> SafeText {
        SafeText(trusted: String(repeating: " ", count: max(0, cells)))
    }
}
