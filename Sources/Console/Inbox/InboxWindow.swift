import Domain

/// How the window moves over the inbox: which pages it asks for, and how their rows come in.
extension InboxState {
    /// Rows a page brings at least; a high screen asks for more.
    static let pageLimit = 100
    /// Rows that the window keeps, and the margin and the screen's rows if they are more; those farthest from the
    /// screen go first.
    static let windowLimit = 400
    /// A page is asked for when the screen is so near to the window's edge.
    static let margin = 40

    /// Asks for the inbox from its first rows on.
    mutating func readFirst() -> Effect {
        ask(.first, .replace)
    }

    /// Selects the first row of all; asks for it where it isn't in the window.
    mutating func moveToFirst() -> Effect? {
        guard hasBefore || isJumping else { return move(to: 0) }
        return ask(.first, .replace)
    }

    /// Selects the last row of all; asks for it where it isn't in the window.
    mutating func moveToLast() -> Effect? {
        guard hasAfter || isJumping else { return move(to: rows.count - 1) }
        return ask(.last, .replace)
    }

    /// Selects a row and asks for those that follow it, if they aren't here.
    mutating func move(to index: Int) -> Effect? {
        select(index)
        return readNeighbours()
    }

    /// All rows are about to be replaced, so what is asked for now has to replace them too.
    private var isJumping: Bool { reading == .replace || !isLoaded }

    /// Asks anew for the rows around the screen, from those above it on; what lies farther away is read again when it
    /// is scrolled to. Nil where all rows are about to be replaced in any case.
    mutating func refresh() -> Effect? {
        guard reading != .replace else { return nil }
        let anchor = top - Self.margin - 1
        guard isLoaded, anchor >= 0 || hasBefore, let row = rows[safe: max(0, anchor)] else {
            return ask(.first, isLoaded ? .refresh : .replace)
        }
        return ask(.after(InboxCursor(row.conversation)), .refresh)
    }

    /// Asks for the page that the screen comes near to; nil where there is none or one is on its way.
    mutating func readNeighbours() -> Effect? {
        guard reading == nil, isLoaded, let first = rows.first, let last = rows.last else { return nil }
        if hasAfter, top + height >= rows.count - Self.margin {
            return ask(.after(InboxCursor(last.conversation)), .append)
        }
        if hasBefore, top < Self.margin {
            return ask(.before(InboxCursor(first.conversation)), .prepend)
        }
        return nil
    }

    private mutating func ask(_ position: InboxPosition, _ purpose: InboxRead.Purpose) -> Effect {
        ticket += 1
        reading = purpose
        let above = purpose == .refresh ? min(top, Self.margin) : 0
        // One row more than what would make the answer ask for its neighbours at once.
        let limit = max(Self.pageLimit, above + height + Self.margin + 1)
        return .readInbox(
            InboxRead(query: query, position: position, limit: limit, purpose: purpose, ticket: ticket)
        )
    }

    /// Takes in a page; one that answers an older question changes nothing.
    mutating func take(_ page: [Conversation], of read: InboxRead) {
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
        showSelected()
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
    /// left the page, the line stays selected. At the inbox's top the screen stays there, so that arrivals are seen.
    private mutating func refresh(with page: [Conversation], at position: InboxPosition, isFull: Bool) {
        let wasAtTop = top == 0 && !hasBefore
        let line = selectedIndex - top
        let selected = selected?.conversation.id
        let known = Dictionary(rows.map { ($0.conversation.id, $0) }) { first, _ in first }
        let start =
            position == .first ? 0 : (rows.firstIndex { position == .after(InboxCursor($0.conversation)) } ?? -1) + 1
        hasBefore = position != .first
        hasAfter = isFull
        // The row before the page is shown only where the window has none above the screen.
        let shown = rows[min(top, start)..<start].filter { row in !page.contains { $0.id == row.conversation.id } }
        rows =
            shown
            + page.map { row in
                if let old = known[row.id], old.conversation == row { old } else { ConversationRow(row) }
            }
        let kept = selected.flatMap { id in rows.firstIndex { $0.conversation.id == id } }
        let index = max(0, min(kept ?? selectedIndex - start + shown.count, rows.count - 1))
        top = wasAtTop ? 0 : max(0, index - line)
        select(index)
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
        let surplus = min(rows.count - Self.windowLimit, rows.count - top - height - Self.margin)
        guard surplus > 0 else { return }
        rows.removeLast(surplus)
        hasAfter = true
    }
}

extension Array {
    /// The element at a place; nil outside of the array.
    fileprivate subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
