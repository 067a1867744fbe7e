/// Counts of open conversations from one server snapshot, for the header, the zones and the views.
package struct InboxCounters: Sendable, Hashable {
    /// The count of one zone, state and priority.
    package struct Entry: Sendable, Hashable {
        /// The zone's number; 0 for the common queue.
        package var zone: Int16
        /// The state.
        package var state: ConversationState
        /// The priority.
        package var priority: Priority
        /// The number of open conversations.
        package var count: Int64
        /// Those assigned to the current user.
        package var mine: Int64
        /// Those that are unassigned.
        package var unassigned: Int64
        /// Those that are overdue.
        package var overdue: Int64

        /// Creates an entry from its columns.
        package init(
            zone: Int16,
            state: ConversationState,
            priority: Priority,
            count: Int64,
            mine: Int64,
            unassigned: Int64,
            late: Int64
        ) {
            self.zone = zone
            self.state = state
            self.priority = priority
            self.count = count
            self.mine = mine
            self.unassigned = unassigned
            self.overdue = late
        }
    }

    private let entries: [Entry]
    private let zones: [Int16: WaitingCount]
    /// The total over all zones.
    package let total: WaitingCount

    /// Creates counters from their entries; entries of the same zone, state and priority add up.
    package init(_ entries: [Entry]) {
        var zones: [Int16: WaitingCount] = [:]
        var total = WaitingCount()
        for entry in entries {
            zones[entry.zone, default: WaitingCount()].add(entry)
            total.add(entry)
        }
        self.entries = entries
        self.zones = zones
        self.total = total
    }

    /// The total over these zones; 0 is the common queue.
    package func count(of numbers: some Sequence<Int16>) -> WaitingCount {
        numbers.compactMap { zones[$0] }.reduce(into: WaitingCount()) { $0.add($1) }
    }

    /// The number of conversations a query matches; nil if the query includes finished ones or filters by anything but
    /// state, priority, zone or assignee, which the counters don't cover.
    package func count(of query: InboxQuery) -> Int64? {
        guard query.filters.isEmpty, query.states.allSatisfy(\.isOpen) else { return nil }
        return entries.filter { $0.matches(query) }.reduce(0) { $0 + $1.count(query.assignment) }
    }
}

/// The counts of one or more zones.
package struct WaitingCount: Sendable, Hashable {
    /// The number of open conversations.
    package private(set) var open: Int64 = 0
    /// Those assigned to the current user.
    package private(set) var mine: Int64 = 0
    /// Those that are unassigned.
    package private(set) var unassigned: Int64 = 0
    /// Those that are overdue.
    package private(set) var late: Int64 = 0
    private var states: [ConversationState: Int64] = [:]
    private var priorities: [Priority: Int64] = [:]

    /// Creates zero counts.
    package init() {}

    /// The number in a state.
    package subscript(state: ConversationState) -> Int64 { states[state, default: 0] }

    /// The number with a priority.
    package subscript(priority: Priority) -> Int64 { priorities[priority, default: 0] }

    fileprivate mutating func add(_ entry: InboxCounters.Entry) {
        open += entry.count
        mine += entry.mine
        unassigned += entry.unassigned
        late += entry.overdue
        states[entry.state, default: 0] += entry.count
        priorities[entry.priority, default: 0] += entry.count
    }

    fileprivate mutating func add(_ other: Self) {
        open += other.open
        mine += other.mine
        unassigned += other.unassigned
        late += other.late
        states.merge(other.states, uniquingKeysWith: +)
        priorities.merge(other.priorities, uniquingKeysWith: +)
    }
}

extension InboxCounters.Entry {
    fileprivate func matches(_ query: InboxQuery) -> Bool {
        query.states.contains(state) && (query.priorities.isEmpty || query.priorities.contains(priority))
            && (query.zones.isEmpty || query.zones.contains(zone))
    }

    fileprivate func count(_ assignment: InboxAssignment) -> Int64 {
        switch assignment {
        case .anyone: count
        case .mine: mine
        case .unassigned: unassigned
        }
    }
}
