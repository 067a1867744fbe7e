/// How many open conversations wait in each zone.
package struct ZoneCounters: Sendable, Hashable {
    /// What waits in one zone, or in several together.
    package struct Count: Sendable, Hashable {
        /// How many are open.
        package private(set) var open: Int64 = 0
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

        /// Counts a state and priority in.
        mutating func add(_ entry: Entry) {
            open += entry.count
            late += entry.late
            states[entry.state, default: 0] += entry.count
            priorities[entry.priority, default: 0] += entry.count
        }
    }

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
        /// How many of them are late.
        package var late: Int64

        /// An entry from its columns.
        package init(zone: Int16, state: ConversationState, priority: Priority, count: Int64, late: Int64) {
            self.zone = zone
            self.state = state
            self.priority = priority
            self.count = count
            self.late = late
        }
    }

    private let entries: [Entry]
    private let zones: [Int16: Count]
    /// What waits in all zones together.
    package let total: Count

    /// Counters from their entries; several of the same zone, state and priority add up.
    package init(_ entries: [Entry]) {
        var zones: [Int16: Count] = [:]
        var total = Count()
        for entry in entries {
            zones[entry.zone, default: Count()].add(entry)
            total.add(entry)
        }
        self.entries = entries
        self.zones = zones
        self.total = total
    }

    /// How many of those zones, states and priorities; no priorities stand for all.
    package func count(of zones: [Int16], _ states: [ConversationState], _ priorities: [Priority]) -> Int64 {
        entries.filter { entry in
            zones.contains(entry.zone) && states.contains(entry.state)
                && (priorities.isEmpty || priorities.contains(entry.priority))
        }.reduce(0) { $0 + $1.count }
    }

    /// What waits in these zones together; 0 is the common queue.
    package func count(of numbers: some Sequence<Int16>) -> Count {
        numbers.compactMap { zones[$0] }.reduce(into: Count()) { $0.add($1) }
    }
}

extension ZoneCounters.Count {
    fileprivate mutating func add(_ other: Self) {
        open += other.open
        late += other.late
        states.merge(other.states, uniquingKeysWith: +)
        priorities.merge(other.priorities, uniquingKeysWith: +)
    }
}
