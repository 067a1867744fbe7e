/// A condition on one field of a conversation: one of the values must fit, or none if it is negated.
package struct QueryCondition: Sendable, Hashable {
    /// The fields, by the database's names.
    package enum Field: String, Sendable, Hashable, CaseIterable {
        /// Assigned to somebody of this name.
        case assignee
        /// The guest's channel, by its label.
        case channel
        /// Whether there are messages that the user hasn't read.
        case unread
        /// Whether the deadline has passed.
        case late
        /// The time left until the deadline, which is negative for late ones: `<120`, `>120` minutes, `none`.
        case due
        /// The phase of the guest's journey, by its label.
        case phase
        /// The guest's language by ISO 639, or `none`.
        case language
        /// The role that it waits for, or that its assignee has.
        case role
        /// The last message is of this day or later: `2027-01-31`, or `-7` for the seventh before today.
        case after
        /// The last message is of an earlier day.
        case before
        /// The guest, by name, telephone number, e-mail address or booking number.
        case guest
        /// The property, by name.
        case property
    }

    /// The field.
    package let field: Field
    /// The values as the database takes them; never empty.
    package let values: [String]
    /// Whether none of the values may fit.
    package let isNegated: Bool

    /// Creates a condition.
    package init(_ field: Field, _ values: [String], isNegated: Bool = false) {
        self.field = field
        self.values = values
        self.isNegated = isNegated
    }
}

extension QueryCondition {
    /// The condition as a word of a query.
    var word: String {
        (isNegated ? "-" : "") + field.rawValue + ":" + values.map(written).joined(separator: ",")
    }

    private func written(_ value: String) -> String {
        switch field {
        case .phase: value.lowercased()
        case .due: Self.writtenDuration(value)
        case .after, .before: Self.writtenDay(value)
        case .assignee, .guest, .property: QueryToken.quotedIfNeeded(value)
        case .channel, .unread, .late, .language, .role: value
        }
    }

    private static func writtenDuration(_ value: String) -> String {
        guard let sign = value.first, "<>".contains(sign), let minutes = Int32(value.dropFirst()) else { return value }
        if minutes > 0, minutes.isMultiple(of: 1_440) { return "\(sign)\(minutes / 1_440)d" }
        if minutes > 0, minutes.isMultiple(of: 60) { return "\(sign)\(minutes / 60)h" }
        return "\(sign)\(minutes)m"
    }

    private static func writtenDay(_ value: String) -> String {
        guard value.hasPrefix("-"), let days = Int(value.dropFirst()) else { return value }
        return days == 0 ? "today" : days == 1 ? "yesterday" : "\(days)d"
    }
}

extension QueryField {
    /// The field of the condition that it makes; nil if it makes none.
    var condition: QueryCondition.Field? {
        switch self {
        case .state, .priority, .zone, .tag, .stay, .wa, .failed, .order: nil
        case .assignee: .assignee
        case .channel: .channel
        case .unread: .unread
        case .late: .late
        case .due: .due
        case .phase: .phase
        case .language: .language
        case .role: .role
        case .after: .after
        case .before: .before
        case .guest: .guest
        case .property: .property
        }
    }

    /// Whether it says yes or no, and yes by itself.
    var isFlag: Bool { self == .unread || self == .late }

    /// Whether it has a single value.
    var isSingle: Bool { isFlag || self == .due || self == .after || self == .before }
}
