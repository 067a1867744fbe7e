/// How many open conversations every view shows, from one reading of the server.
package struct ViewCounters: Sendable, Hashable {
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
        /// How many of them are the reader's.
        package var mine: Int64
        /// How many of them are nobody's.
        package var unassigned: Int64

        /// An entry from its columns.
        package init(
            zone: Int16,
            state: ConversationState,
            priority: Priority,
            count: Int64,
            mine: Int64,
            unassigned: Int64
        ) {
            self.zone = zone
            self.state = state
            self.priority = priority
            self.count = count
            self.mine = mine
            self.unassigned = unassigned
        }
    }

    private let entries: [Entry]

    /// Counters from their entries; several of the same zone, state and priority add up.
    package init(_ entries: [Entry]) {
        self.entries = entries
    }

    /// How many conversations a query shows; nil where it asks for finished ones, which nobody counts.
    package func count(of query: InboxQuery) -> Int64? {
        guard query.states.allSatisfy(ConversationState.open.contains) else { return nil }
        return entries.filter { $0.fits(query) }.reduce(0) { $0 + $1.count(query.assignment) }
    }
}

extension ViewCounters.Entry {
    fileprivate func fits(_ query: InboxQuery) -> Bool {
        query.states.contains(state) && (query.priorities.isEmpty || query.priorities.contains(priority))
            && (query.zones.isEmpty || query.zones.contains(zone))
    }

    fileprivate func count(_ assignment: InboxAssignment) -> Int64 {
        switch assignment {
        case .anyone: count
        case .mine: mine
        case .nobody: unassigned
        }
    }
}
