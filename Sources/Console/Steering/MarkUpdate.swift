import Domain

/// Marking conversations in the list.
extension State {
    /// Marks the selected row, or takes its mark away, and goes on to the next.
    mutating func toggleMark() -> [Effect] {
        guard let row = inbox.selected, !refusesSingleMarks() else { return [] }
        steering.marks.toggle(row.conversation)
        return [inbox.move(to: inbox.selectedIndex + 1)].compactMap { $0 }
    }

    /// Begins a range at the selected row, or ends the one that is being drawn.
    mutating func toggleRange() -> [Effect] {
        guard let row = inbox.selected, !refusesSingleMarks() else { return [] }
        if steering.marks.anchor == nil {
            steering.marks.beginRange(at: row.conversation)
        } else {
            steering.marks.endRange()
        }
        return []
    }

    /// Marks everything that matches the filter: row by row where the list holds it all.
    mutating func markAll() -> [Effect] {
        guard !inbox.isLoaded || !inbox.rows.isEmpty else {
            say(OutcomePhrase.nothingSelected, .warning)
            return []
        }
        if !inbox.hasBefore, !inbox.hasAfter, inbox.isLoaded {
            steering.marks.add(inbox.rows.map(\.conversation))
        } else {
            let latest = inbox.rows.map(\.conversation.lastMessageAt).max() ?? now
            steering.marks.choose(Marks.Everything(query: inbox.query, upTo: max(now, latest), count: countOfMatches))
        }
        if let extent = markedExtent { say(SteeringPhrase.allMarked(extent)) }
        // The counters of the zones are read when somebody wants them.
        return steering.marks.everything == nil || inbox.query.zones.isEmpty ? [] : [.readZoneCounters]
    }

    /// Everything that is marked gets its count where only now the zones were counted.
    mutating func countMarked() {
        guard let everything = steering.marks.everything, !everything.query.zones.isEmpty else { return }
        guard let count = countOfMatches, count != everything.count else { return }
        steering.marks.choose(Marks.Everything(query: everything.query, upTo: everything.upTo, count: count))
        if overlay == nil, let extent = markedExtent { say(SteeringPhrase.allMarked(extent)) }
    }

    /// Takes all marks away; false where there were none.
    mutating func unmark() -> Bool {
        guard !steering.marks.isEmpty else { return false }
        steering.marks = Marks()
        return true
    }

    /// The range follows the selection. Where its beginning has left the list it ends as it was.
    mutating func drawRange() {
        guard let anchor = steering.marks.anchor else { return }
        guard let start = inbox.rows.firstIndex(where: { $0.conversation.id == anchor }) else {
            steering.marks.endRange()
            return
        }
        let ends = [start, inbox.selectedIndex].sorted()
        steering.marks.drawRange(over: inbox.rows[ends[0]...ends[1]].map(\.conversation))
    }

    /// Where everything is marked, single marks would say something that isn't so.
    private mutating func refusesSingleMarks() -> Bool {
        guard steering.marks.everything != nil, let extent = markedExtent else { return false }
        say(SteeringPhrase.allMarked(extent))
        return true
    }

    /// How many match the filter, where the counters tell.
    private var countOfMatches: Int64? {
        let query = inbox.query
        guard query.states.allSatisfy(\.isOpen) else { return nil }
        guard query.zones.isEmpty else {
            return query.assignment == .anyone
                ? zoneCounters?.count(of: query.zones, query.states, query.priorities) : nil
        }
        guard let counters = inbox.counters else { return nil }
        return counters.entries.filter { entry in
            query.states.contains(entry.state)
                && (query.priorities.isEmpty || query.priorities.contains(entry.priority))
        }.reduce(0) { sum, entry in
            switch query.assignment {
            case .anyone: sum + entry.count
            case .mine: sum + entry.mine
            case .nobody: sum + entry.unassigned
            }
        }
    }
}
