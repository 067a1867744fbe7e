import Domain

/// Marking conversations in the list.
extension State {
    /// Toggles the selected row's mark and selects the next row.
    mutating func toggleMark() -> [Effect] {
        guard let row = inbox.selected, !warnIfAllMarked() else { return [] }
        assignment.marks.toggle(row.conversation)
        return [inbox.move(to: inbox.selectedIndex + 1)].compactMap { $0 }
    }

    /// Starts a range at the selected row, or ends the current one.
    mutating func toggleRange() -> [Effect] {
        guard let row = inbox.selected, !warnIfAllMarked() else { return [] }
        if assignment.marks.anchor == nil {
            assignment.marks.beginRange(at: row.conversation)
        } else {
            assignment.marks.endRange()
        }
        return []
    }

    /// Marks everything that matches the filter; if the whole list is loaded, marks its rows one by one.
    mutating func markAll() -> [Effect] {
        guard !inbox.isLoaded || !inbox.rows.isEmpty else {
            showNotice(OutcomePhrase.nothingSelected, severity: .warning)
            return []
        }
        if !inbox.hasBefore, !inbox.hasAfter, inbox.isLoaded {
            assignment.marks.add(inbox.rows.map(\.conversation))
        } else {
            let count = inbox.counters?.count(of: inbox.query)
            let latest = inbox.rows.map(\.conversation.lastMessageAt).max() ?? now
            assignment.marks.markAll(Marks.AllMatching(query: inbox.query, upTo: max(now, latest), count: count))
        }
        if let extent = markedCount { showNotice(AssignmentPhrase.allMarked(extent)) }
        return []
    }

    /// Sets the count of `allMatching` once the counters provide it.
    mutating func updateMarkedCount() {
        guard let everything = assignment.marks.allMatching, everything.count == nil else { return }
        guard let count = inbox.counters?.count(of: everything.query) else { return }
        assignment.marks.markAll(Marks.AllMatching(query: everything.query, upTo: everything.upTo, count: count))
        if overlay == nil, let extent = markedCount { showNotice(AssignmentPhrase.allMarked(extent)) }
    }

    /// Removes all marks; returns false if there were none.
    mutating func clearMarks() -> Bool {
        guard !assignment.marks.isEmpty else { return false }
        assignment.marks = Marks()
        return true
    }

    /// Shows a notice and returns true while everything is marked: single marks would mean nothing then.
    private mutating func warnIfAllMarked() -> Bool {
        guard assignment.marks.allMatching != nil, let extent = markedCount else { return false }
        showNotice(AssignmentPhrase.allMarked(extent))
        return true
    }
}
