import Domain
import Screen
import Text

/// The symbols, abbreviations and styles that lists use for values.
extension Priority {
    /// A symbol of one cell, so that colour is never the only cue.
    var symbol: SafeText {
        switch self {
        case .urgent: Symbols.urgent
        case .high: Symbols.high
        case .medium: Symbols.medium
        case .low: Symbols.low
        }
    }

    /// The style it is drawn in.
    var role: StyleRole {
        switch self {
        case .urgent: .priorityUrgent
        case .high: .priorityHigh
        case .medium: .priorityMedium
        case .low: .priorityLow
        }
    }
}

extension ConversationState {
    /// The style it is drawn in.
    var role: StyleRole {
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
    /// A two-letter abbreviation.
    var abbreviation: SafeText {
        switch self {
        case .whatsapp: Symbols.whatsapp
        case .email: Symbols.email
        case .beds24: Symbols.beds24
        case .direct: Symbols.direct
        case .sms: Symbols.sms
        case .other: Symbols.other
        }
    }
}

/// The symbols, converted to screen cells once.
private enum Symbols {
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
