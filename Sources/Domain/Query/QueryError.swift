/// What is wrong with a query, and where.
package struct QueryError: Error, Sendable, Hashable {
    /// What is wrong.
    package enum Kind: Sendable, Hashable {
        /// There is no such field.
        case unknownField(String)
        /// The field doesn't know the value; `known` are values that it knows.
        case unknownValue(field: QueryField, value: String, known: [String])
        /// The field stands without a value.
        case noValue(QueryField)
        /// The field was given before.
        case repeated(QueryField)
        /// A zone, or a pattern, that no zone has.
        case noSuchZone(String)
        /// A quote was opened and not closed.
        case openQuote
        /// A word to look for that has no letter and no digit.
        case noWord(String)
        /// The field can't be asked for what it isn't.
        case notNegatable(QueryField)
        /// What the field takes away leaves no value.
        case nothingLeft(QueryField)
        /// More tags, or more words, than `InboxFilters.most`.
        case tooMany
        /// A word of more than `QueryTerm.longest` characters.
        case tooLong
    }

    /// The place, in characters from 1.
    package let column: Int
    /// What is wrong.
    package let kind: Kind
}

/// What a query can ask about.
package enum QueryField: String, Sendable, Hashable, CaseIterable {
    /// States, or `open`, `finished`, `all`.
    case state
    /// Priorities, or a comparison such as `>=high`.
    case priority
    /// Zones, patterns such as `marrakech_*`, `mine`, `none`.
    case zone
    /// `me`, `nobody`, `anyone`.
    case assignee
    /// Tags; several fields of it must all fit.
    case tag
    /// How far the stay is.
    case stay
    /// WhatsApp's window: `open`, `closed`, `<2h`, `>30m`.
    case wa
    /// The order: `priority`, `activity`, `deadline`.
    case order
}
