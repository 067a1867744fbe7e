/// Which agent of a conversation's zone is suggested for it. Whoever is inactive, can't log in or works in other zones
/// never is. Whoever sits before a console comes before all who don't; the rule decides among those who are left.
package enum SuggestionRule: String, Sendable, Hashable, CaseIterable {
    /// The one with the fewest open conversations; among equals, whose turn it is.
    case leastLoaded = "least_loaded"
    /// The one who got a conversation longest ago.
    case roundRobin = "round_robin"

    /// The rule that isn't this one.
    package var other: Self {
        switch self {
        case .leastLoaded: .roundRobin
        case .roundRobin: .leastLoaded
        }
    }
}

/// A colleague by how well conversations suit them; the first of all is the one that the house suggests. The database
/// spreads conversations over several (`riad.distribute`) as each of them by itself would be suggested here.
package struct RankedColleague: Sendable, Comparable {
    /// Who it is.
    package let colleague: Colleague
    /// How many of the conversations lie in their zones.
    package let covered: Int
    /// Whether the conversations have zones to compare with: the common queue's have none.
    package let isCoverageKnown: Bool
    private let rule: SuggestionRule

    /// A colleague, for conversations of these zones, one number for each; 0 is the common queue.
    package init(_ colleague: Colleague, zones: [Int16], _ rule: SuggestionRule) {
        self.colleague = colleague
        self.rule = rule
        let known = zones.filter { $0 != 0 }
        isCoverageKnown = !known.isEmpty
        covered = known.filter { colleague.zones.contains($0) }.count
    }

    /// Whether the first of all like this is worth being suggested: an agent, of one of the zones where there are any.
    package var isSuggestion: Bool { group == 0 }

    /// Whether they sit before a console.
    package var isOnline: Bool { colleague.attendance == .online }

    /// Agents before those who steer; it is their work.
    private var group: Int {
        let isAgent = colleague.role == .agent
        return covered > 0 || !isCoverageKnown ? (isAgent ? 0 : 2) : (isAgent ? 1 : 3)
    }

    private var lastAssignedAt: Timestamp { colleague.lastAssignedAt ?? .beginningOfTime }

    /// The better suited first. Who is here comes first only among those whose work it is: nobody gets a conversation of a
    /// zone that they don't know for being there.
    package static func < (left: Self, right: Self) -> Bool {
        let first = (left.group, left.isOnline ? 0 : 1, -left.covered)
        let second = (right.group, right.isOnline ? 0 : 1, -right.covered)
        guard first == second else { return first < second }
        if left.rule == .leastLoaded, left.colleague.load != right.colleague.load {
            return left.colleague.load < right.colleague.load
        }
        return (left.lastAssignedAt, left.colleague.id) < (right.lastAssignedAt, right.colleague.id)
    }
}
