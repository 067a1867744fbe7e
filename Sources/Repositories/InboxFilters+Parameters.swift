import Domain
import Postgres

extension InboxFilters {
    /// The fields of `riad.inbox_filters`, in order.
    var parameters: [Parameter] {
        let groups = tags.enumerated().flatMap { index, group in group.map { _ in Int16(clamping: index + 1) } }
        return [
            Parameter(tags.flatMap { $0 }), Parameter(groups), Parameter(withoutTags),
            Parameter(reservationPhases.map(\.rawValue)), Parameter(window.name), Parameter(window.minutes),
            Parameter(words.map(\.text)), Parameter(withoutWords.map(\.text)),
            Parameter(hasFailed.map { $0 ? "yes" : "no" } ?? ""),
            Parameter(conditions.flatMap { one in one.values.map { _ in one.databaseField } }),
            Parameter(conditions.flatMap(\.values)),
        ]
    }
}

extension QueryCondition {
    /// The field's name in `condition_fields`.
    fileprivate var databaseField: String { (isNegated ? "-" : "") + field.rawValue }
}

extension MessagingWindowFilter? {
    fileprivate var name: String {
        switch self {
        case .open: "open"
        case .closed: "closed"
        case .under: "under"
        case .over: "over"
        case nil: ""
        }
    }

    /// The minutes; 0 if the filter has none.
    fileprivate var minutes: Int32 {
        switch self {
        case .under(let minutes), .over(let minutes): minutes
        case .open, .closed, nil: 0
        }
    }
}
