import Domain

/// How the window moves over the inbox: which pages it asks for, and how their rows come in.
extension InboxState {
    /// Rows a page brings.
    static let pageLimit = 100
    /// Rows that the window keeps at most; those farthest from the selection go first.
    static let windowLimit = 400
    /// A page is asked for when the selection is so near to the window's edge.
    static let margin = 40

    /// Asks for the inbox from its first rows on.
    mutating func readFirst() -> Effect {
        ask(.first, .replace)
    }

    /// Asks for the inbox's last rows.
    mutating func readLast() -> Effect {
        ask(.last, .replace)
    }

    /// Asks anew for the rows around the screen, from a row above it on; what lies farther away is read again when it
    /// is scrolled to.
    mutating func refresh() -> Effect {
        let anchor = max(0, top - Self.margin)
        guard isLoaded, anchor > 0 || hasBefore, rows.indices.contains(anchor) else {
            return ask(.first, isLoaded ? .refresh : .replace)
        }
        return ask(.after(InboxCursor(rows[anchor].conversation)), .refresh)
    }

    /// Asks for the page that the selection comes near to; nil where there is none or one is on its way.
    mutating func readNeighbours() -> Effect? {
        guard reading == nil, let first = rows.first, let last = rows.last else { return nil }
        if hasAfter, selectedIndex >= rows.count - Self.margin {
            return ask(.after(InboxCursor(last.conversation)), .append)
        }
        if hasBefore, selectedIndex < Self.margin {
            return ask(.before(InboxCursor(first.conversation)), .prepend)
        }
        return nil
    }

    private mutating func ask(_ position: InboxPosition, _ purpose: InboxRead.Purpose) -> Effect {
        ticket += 1
        reading = purpose
        return .readInbox(
            InboxRead(query: query, position: position, limit: Self.pageLimit, purpose: purpose, ticket: ticket)
        )
    }

    /// Takes in a page; one that answers an older question changes nothing.
    mutating func take(_ page: [Conversation], of read: InboxRead, height: Int) {
        guard read.ticket == ticket else { return }
        reading = nil
        isLoaded = true
        let isFull = page.count >= read.limit
        switch read.purpose {
        case .replace: replace(with: page, at: read.position, isFull: isFull)
        case .refresh: refresh(with: page, at: read.position, isFull: isFull)
        case .append: append(page, isFull: isFull)
        case .prepend: prepend(page, isFull: isFull)
        }
        scroll(toShowSelectedIn: height)
    }

    private mutating func replace(with page: [Conversation], at position: InboxPosition, isFull: Bool) {
        rows = page.map(ConversationRow.init)
        top = 0
        switch position {
        case .first, .after:
            hasBefore = false
            hasAfter = isFull
            selectedIndex = 0
        case .last, .before:
            hasBefore = isFull
            hasAfter = false
            selectedIndex = max(0, rows.count - 1)
        }
    }

    /// The selected conversation stays selected, and stays on its line of the screen, wherever it is now; where it has
    /// left the page, the line stays selected.
    private mutating func refresh(with page: [Conversation], at position: InboxPosition, isFull: Bool) {
        let line = selectedIndex - top
        let selected = selected?.conversation.id
        let known = Dictionary(rows.map { ($0.conversation.id, $0) }) { first, _ in first }
        let anchor = rows.firstIndex { .after(InboxCursor($0.conversation)) == position }
        hasBefore = anchor != nil
        hasAfter = isFull
        rows = anchor.map { [rows[$0]] }?.filter { row in !page.contains { $0.id == row.conversation.id } } ?? []
        rows += page.map { row in
            if let old = known[row.id], old.conversation == row { old } else { ConversationRow(row) }
        }
        let kept = selected.flatMap { id in rows.firstIndex { $0.conversation.id == id } }
        select(kept ?? selectedIndex - (anchor ?? 0))
        top = max(0, selectedIndex - line)
    }

    private mutating func append(_ page: [Conversation], isFull: Bool) {
        let known = Set(rows.map(\.conversation.id))
        rows += page.filter { !known.contains($0.id) }.map(ConversationRow.init)
        hasAfter = isFull
        let surplus = min(rows.count - Self.windowLimit, top - Self.margin)
        guard surplus > 0 else { return }
        rows.removeFirst(surplus)
        selectedIndex -= surplus
        top -= surplus
        hasBefore = true
    }

    private mutating func prepend(_ page: [Conversation], isFull: Bool) {
        let known = Set(rows.map(\.conversation.id))
        let fresh = page.filter { !known.contains($0.id) }.map(ConversationRow.init)
        rows = fresh + rows
        selectedIndex += fresh.count
        top += fresh.count
        hasBefore = isFull
        let surplus = min(rows.count - Self.windowLimit, rows.count - selectedIndex - 2 * Self.margin)
        guard surplus > 0 else { return }
        rows.removeLast(surplus)
        hasAfter = true
    }
}
