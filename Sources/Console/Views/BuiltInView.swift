import Domain

/// A built-in view, bound to a number key.
package enum BuiltInView: Sendable, Hashable, CaseIterable {
    /// Open conversations in the current user's zones and the common queue.
    case ownZones
    /// The current user's open conversations.
    case mine
    /// Open unassigned conversations.
    case unassigned
    /// All open conversations.
    case open
    /// Resolved and closed conversations.
    case finished

    /// The view's query. `own` holds the current user's zones and the common queue. `finished` ignores `order`: one
    /// looks for the most recent.
    func query(own: [Int16], order: InboxOrder) -> InboxQuery {
        switch self {
        case .ownZones: InboxQuery(zones: own, order: order)
        case .mine: InboxQuery(assignment: .mine, order: order)
        case .unassigned: InboxQuery(assignment: .unassigned, order: order)
        case .open: InboxQuery(order: order)
        case .finished: InboxQuery(states: [.resolue, .cloturee], order: .activity)
        }
    }
}

extension InboxQuery {
    /// Whether both show the same conversations, regardless of order.
    func showsSame(as other: Self) -> Bool {
        var other = other
        other.order = order
        return self == other
    }
}
