/// How many open conversations wait, from one reading of the server: for the header, every zone and every view.
package struct InboxCounters: Sendable, Hashable {
    /// The count of one zone, state and priority.
    package struct Entry: Sendable, Hashable {
        /// The zone's number; 0 for the common queue.
        package var zone: Int16
        /// The state counted.
        package var state: ConversationState
        /// The priority counted.
        package var priority: Priority
        /// How many are open.
        package var count: Int64
        /// How many of them are the user's.
        package var mine: Int64
        /// How many of them are nobody's.
        package var unassigned: Int64
        /// How many of them owe an answer that is late.
        package var overdue: Int64

        /// An entry from its columns.
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
    /// What waits in all zones together.
    package let total: WaitingCount

    /// Counters from their entries; several of the same zone, state and priority add up.
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

    /// What waits in these zones together; 0 is the common queue.
    package func count(of numbers: some Sequence<Int16>) -> WaitingCount {
        numbers.compactMap { zones[$0] }.reduce(into: WaitingCount()) { $0.add($1) }
    }

    /// How many conversations a query shows; nil where it asks for finished ones, or for what isn't state, priority, zone
    /// or assignment: nobody counts those.
    package func count(of query: InboxQuery) -> Int64? {
        guard query.filters.isEmpty, query.states.allSatisfy(\.isOpen) else { return nil }
        return entries.filter { $0.matches(query) }.reduce(0) { $0 + $1.count(query.assignment) }
    }
}

/// What waits in one zone, or in several together.
package struct WaitingCount: Sendable, Hashable {
    /// How many are open.
    package private(set) var open: Int64 = 0
    /// How many of them are the user's.
    package private(set) var mine: Int64 = 0
    /// How many of them are nobody's.
    package private(set) var unassigned: Int64 = 0
    /// How many of them owe an answer that is late.
    package private(set) var late: Int64 = 0
    private var states: [ConversationState: Int64] = [:]
    private var priorities: [Priority: Int64] = [:]

    /// Nothing waits.
    package init() {}

    /// How many are in a state.
    package subscript(state: ConversationState) -> Int64 { states[state, default: 0] }

    /// How many have a priority.
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
