/// What is wrong with a query, and where.
package struct QueryProblem: Error, Sendable, Hashable {
    /// What is wrong.
    package enum Kind: Sendable, Hashable {
        /// A word without a field, such as `urgent`.
        case noField(String)
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
    /// The order: `priority`, `activity`, `deadline`.
    case order
}
