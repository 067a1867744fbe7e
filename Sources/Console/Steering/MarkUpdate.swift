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
            let count = inbox.counters?.count(of: inbox.query)
            let latest = inbox.rows.map(\.conversation.lastMessageAt).max() ?? now
            steering.marks.choose(Marks.Everything(query: inbox.query, upTo: max(now, latest), count: count))
        }
        if let extent = markedExtent { say(SteeringPhrase.allMarked(extent)) }
        return []
    }

    /// Everything that is marked gets its count where that is known only now.
    mutating func countMarked() {
        guard let everything = steering.marks.everything, everything.count == nil else { return }
        guard let count = inbox.counters?.count(of: everything.query) else { return }
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
}
