/// The channel a guest writes on.
package enum Channel: Sendable, Hashable {
    /// WhatsApp: free text only within 24 hours of the guest's last message.
    case whatsapp
    /// E-mail.
    case email
    /// Beds24, which relays the booking platforms' messages.
    case beds24
    /// The company's own site or desk.
    case direct
    /// Text message.
    case sms
    /// A channel of another deployment, by its label.
    case other(String)

    /// The channels of the specification.
    package static let all: [Self] = [.whatsapp, .email, .beds24, .direct, .sms]

    /// Creates the channel from its database label.
    package init(label: String) {
        self = Self.all.first { $0.label == label } ?? .other(label)
    }

    /// The database label.
    package var label: String {
        switch self {
        case .whatsapp: "whatsapp"
        case .email: "email"
        case .beds24: "beds24"
        case .direct: "direct"
        case .sms: "sms"
        case .other(let label): label
        }
    }
}
