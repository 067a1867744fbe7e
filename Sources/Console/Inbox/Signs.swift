import Domain
import Screen
import Text

/// The short signs and the roles by which values show in lists.
extension Priority {
    /// A sign of one cell, so that colour is never the only one.
    var sign: SafeText {
        switch self {
        case .urgent: Signs.urgent
        case .high: Signs.high
        case .medium: Signs.medium
        case .low: Signs.low
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
        case .whatsapp: Signs.whatsapp
        case .email: Signs.email
        case .beds24: Signs.beds24
        case .direct: Signs.direct
        case .sms: Signs.sms
        case .other: Signs.other
        }
    }
}

/// The signs, made ready for cells once.
private enum Signs {
    static let urgent: SafeText = "‼"
    static let high: SafeText = "!"
    static let medium: SafeText = " "
    static let low: SafeText = "·"
    static let whatsapp: SafeText = "WA"
    static let email: SafeText = "EM"
    static let beds24: SafeText = "B2"
    static let direct: SafeText = "DI"
    static let sms: SafeText = "SM"
    static let other: SafeText = "??"
}
