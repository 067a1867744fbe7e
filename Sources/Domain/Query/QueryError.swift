/// A syntax error in a query and its position.
package struct QueryError: Error, Sendable, Hashable {
    /// The kind of error.
    package enum Kind: Sendable, Hashable {
        /// No such field.
        case unknownField(String)
        /// The field doesn't accept the value; `known` lists values that it accepts.
        case unknownValue(field: QueryField, value: String, known: [String])
        /// The field has no value.
        case noValue(QueryField)
        /// The field occurs twice.
        case repeated(QueryField)
        /// No zone matches the name or pattern.
        case noSuchZone(String)
        /// A quote is never closed.
        case openQuote
        /// A search term without letters or digits.
        case noWord(String)
        /// The field can't be negated.
        case notNegatable(QueryField)
        /// The exclusions leave no value of the field.
        case nothingLeft(QueryField)
        /// More than `InboxFilters.maxTerms` tags or terms.
        case tooMany
        /// A term of more than `QueryTerm.maxLength` characters.
        case tooLong
    }

    /// The position in characters, from 1.
    package let column: Int
    /// The kind of error.
    package let kind: Kind
}

/// The fields of the query language.
package enum QueryField: String, Sendable, Hashable, CaseIterable {
    /// States, or `open`, `finished`, `all`.
    case state
    /// Priorities, or a comparison such as `>=high`.
    case priority
    /// Zones, patterns such as `marrakech_*`, `mine`, `none`.
    case zone
    /// `me`, `nobody`, `anyone`, or colleagues' names.
    case assignee
    /// Channels: `whatsapp`, `email` …
    case channel
    /// Whether there are unread messages: `yes`, `no`.
    case unread
    /// Whether the deadline has passed: `yes`, `no`.
    case late
    /// The time left until the deadline: `<2h`, `>30m`, `none`.
    case due
    /// Phases of the guest's journey.
    case phase
    /// The guest's languages: `fr`, `english`, `none`.
    case language
    /// The roles that it waits for, or that its assignee has.
    case role
    /// A day on or after which the last message came: `2027-01-31`, `today`, `7d`.
    case after
    /// A day before which the last message came.
    case before
    /// The guest, by name, telephone number, e-mail address or booking number.
    case guest
    /// The property, by name.
    case property
    /// Tags; repeated fields must all match.
    case tag
    /// The reservation phase.
    case stay
    /// WhatsApp's messaging window: `open`, `closed`, `<2h`, `>30m`.
    case wa
    /// Whether a delivery failed.
    case failed
    /// The sort order: `priority`, `activity`, `deadline`.
    case order
}
