/// A setting of the house, with its value as text.
package struct HouseSetting: Sendable, Hashable {
    /// What a value can be.
    package enum Kind: Sendable, Hashable {
        case boolean
        case integer(ClosedRange<Int>)
        /// ISO 3166, two letters.
        case country
        /// An IANA name.
        case timeZone
        /// Networks in CIDR notation, separated by commas.
        case networks
        /// A kind of a newer database.
        case other(String)
    }

    /// The name, such as `undo_seconds`.
    package let key: String
    /// What it belongs to, such as `retention`.
    package let category: String
    package let kind: Kind
    /// The value: `true` or `false`, a number, a name, or a list.
    package let value: String
    package let defaultValue: String
    /// When a person last changed it; nil if nobody has.
    package let changedAt: Timestamp?
    /// Who last changed it; nil if nobody has.
    package let changedBy: UntrustedText?

    /// Creates a setting as read.
    package init(
        key: String,
        category: String,
        kind: Kind,
        value: String,
        defaultValue: String,
        changedAt: Timestamp? = nil,
        changedBy: UntrustedText? = nil
    ) {
        self.key = key
        self.category = category
        self.kind = kind
        self.value = value
        self.defaultValue = defaultValue
        self.changedAt = changedAt
        self.changedBy = changedBy
    }

    /// Whether the value is the default.
    package var isDefault: Bool { value == defaultValue }
}

extension HouseSetting.Kind {
    /// Creates a kind from its label and range; an integer without a range is any.
    package init(label: String, minimum: Int?, maximum: Int?) {
        self =
            switch label {
            case "boolean": .boolean
            case "integer": .integer((minimum ?? 0)...max(minimum ?? 0, maximum ?? Int(Int32.max)))
            case "country": .country
            case "time_zone": .timeZone
            case "networks": .networks
            default: .other(label)
            }
    }
}
