import Domain

/// Merging individually read rows into the window.
extension InboxState {
    /// Replaces the rows with the ids given by fresh ones. A row keeps its index if its sort keys are unchanged, else
    /// it moves within the window. A row that sorts outside the window is dropped; the page that covers it will bring
    /// it.
    mutating func mergeRows(_ fresh: [Conversation], replacing ids: Set<Identifier<Conversation>>) {
        let old = rows
        let known = Dictionary(fresh.map { ($0.id, $0) }) { first, _ in first }
        rows = old.compactMap { row in
            guard ids.contains(row.conversation.id) else { return row }
            return known[row.conversation.id].flatMap { row.updatedInPlace(with: $0, order: query.order) }
        }
        let staying = Set(rows.map(\.conversation.id))
        for row in fresh where !staying.contains(row.id) { insert(row) }
        guard rows != old else { return }
        restoreSelection(from: old, staying: staying)
    }

    private mutating func insert(_ row: Conversation) {
        let index = rows.firstIndex { query.order.precedes(row, $0.conversation) } ?? rows.count
        guard index > 0 || !hasBefore, index < rows.count || !hasAfter else { return }
        rows.insert(ConversationRow(row), at: index)
    }

    /// Keeps the selected conversation selected if it moved less than a screen; otherwise selects the row that took its
    /// place.
    private mutating func restoreSelection(from old: [ConversationRow], staying: Set<Identifier<Conversation>>) {
        let places = Dictionary(rows.indices.map { (rows[$0].conversation.id, $0) }) { first, _ in first }
        let follower = old.dropFirst(selectedIndex).lazy.map(\.conversation.id).first { staying.contains($0) }
        let line = follower.flatMap { places[$0] } ?? max(0, rows.count - 1)
        let selected = old.indices.contains(selectedIndex) ? places[old[selectedIndex].conversation.id] : nil
        let isNear = selected.map { abs($0 - line) < height } ?? false
        selectKeepingScreenRow(isNear ? selected ?? line : line)
    }
}

extension ConversationRow {
    /// The row with fresh data; nil if its sort position changed.
    fileprivate func updatedInPlace(with fresh: Conversation, order: InboxOrder) -> ConversationRow? {
        if fresh == conversation { return self }
        let moves = order.precedes(fresh, conversation) || order.precedes(conversation, fresh)
        return moves ? nil : ConversationRow(fresh)
    }
}
