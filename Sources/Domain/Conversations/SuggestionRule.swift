/// The rule that suggests an agent of the conversation's zone. People who are inactive, can't log in or work in other
/// zones are never suggested. People at a console rank before the others; the rule decides among the rest.
package enum SuggestionRule: String, Sendable, Hashable, CaseIterable {
    /// The fewest open conversations; ties by round robin.
    case leastLoaded = "least_loaded"
    /// The longest time since the last assignment.
    case roundRobin = "round_robin"

    /// The opposite rule.
    package var other: Self {
        switch self {
        case .leastLoaded: .roundRobin
        case .roundRobin: .leastLoaded
        }
    }
}

/// A colleague ranked as an assignee for some conversations; the first is the suggestion. The database distributes
/// (`riad.distribute`) so that each conversation by itself gets the agent suggested here.
package struct RankedColleague: Sendable, Comparable {
    /// The colleague.
    package let colleague: Colleague
    /// The number of the conversations in their zones.
    package let covered: Int
    /// Whether any conversation has a zone; the common queue has none.
    package let isCoverageKnown: Bool
    private let rule: SuggestionRule

    /// Ranks a colleague for conversations in these zones, one number per conversation; 0 is the common queue.
    package init(_ colleague: Colleague, zones: [Int16], _ rule: SuggestionRule) {
        self.colleague = colleague
        self.rule = rule
        let known = zones.filter { $0 != 0 }
        isCoverageKnown = !known.isEmpty
        covered = known.filter { colleague.zones.contains($0) }.count
    }

    /// Whether the colleague qualifies as a suggestion if ranked first: an agent of one of the zones, if there are any.
    package var isSuggestion: Bool { group == 0 }

    /// Whether they are at a console.
    package var isOnline: Bool { colleague.attendance == .online }

    /// Agents rank before supervisors, since replying is their job.
    private var group: Int {
        let isAgent = colleague.role == .agent
        return covered > 0 || !isCoverageKnown ? (isAgent ? 0 : 2) : (isAgent ? 1 : 3)
    }

    private var lastAssignedAt: Timestamp { colleague.lastAssignedAt ?? .beginningOfTime }

    /// Orders the better suited first. Being at a console only counts within a group, so that it never wins someone a
    /// conversation of a zone they don't know.
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
