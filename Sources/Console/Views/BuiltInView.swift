import Domain

/// A view that every console has, as the number keys show it.
package enum BuiltInView: Sendable, Hashable, CaseIterable {
    /// What is open in the person's own zones and the common queue.
    case ownZones
    /// The person's own open conversations.
    case mine
    /// Open ones that are nobody's.
    case unassigned
    /// All that are open.
    case open
    /// Those that are done with.
    case finished

    /// Which conversations it shows. `own` are the person's zones with the common queue; it asks for an order of its own
    /// where what was done last is what one looks for.
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
    /// Whether both show the same conversations, in whatever order.
    func showsSame(as other: Self) -> Bool {
        var other = other
        other.order = order
        return self == other
    }
}
