import Domain

/// Paging: which pages the window requests, and how their rows are merged.
extension InboxState {
    /// Minimum rows per page. Enough for a 24-line screen and its margin; taller screens request more.
    static let pageLimit = 32
    /// Maximum rows in the window, unless the screen and its margins need more; the rows farthest from the screen are
    /// evicted.
    static let windowLimit = 400
    /// Distance from the window's edge, in rows, at which the next page is requested: a screenful, so that paging never
    /// waits, and at least half a second of key repeat.
    private var margin: Int { max(16, height) }

    /// Requests the inbox from the top.
    mutating func readFirst() -> Effect {
        read(at: nil)
    }

    /// Requests the inbox around a bookmark; from the top if nil.
    mutating func read(at place: InboxBookmark?) -> Effect {
        pendingBookmark = place
        return requestPage(at: place?.start ?? .first, for: .replace)
    }

    /// Selects the first row of the inbox, requesting it if it lies outside the window.
    mutating func moveToFirst() -> Effect? {
        guard hasBefore || isReplacing else { return move(to: 0) }
        return readFirst()
    }

    /// Selects the last row of the inbox, requesting it if it lies outside the window.
    mutating func moveToLast() -> Effect? {
        guard hasAfter || isReplacing else { return move(to: rows.count - 1) }
        pendingBookmark = nil
        return requestPage(at: .last, for: .replace)
    }

    /// Selects a row and requests the adjacent page if the screen is near the window's edge.
    mutating func move(to index: Int) -> Effect? {
        select(index)
        return readNeighbours()
    }

    /// Scrolls without moving the selection, and requests the adjacent page if the screen is near the window's edge.
    mutating func scroll(by lines: Int) -> Effect? {
        top = max(0, min(top + lines, rows.count - height))
        return readNeighbours()
    }

    /// Whether all rows are about to be replaced; a request made now must replace them too.
    private var isReplacing: Bool { reading == .replace || !isLoaded }

    /// Rereads the rows around the screen, starting a margin above it; rows farther away are reread when scrolled to.
    /// Nil if a pending request replaces all rows anyway.
    mutating func refresh() -> Effect? {
        guard reading != .replace else { return nil }
        guard isLoaded else { return read(at: pendingBookmark) }
        return requestPage(at: start, for: .refresh)
    }

    /// The start of a page that covers the screen and its margin above.
    private var start: InboxPosition {
        guard let anchor, let row = rows[safe: anchor] else { return .first }
        return .after(InboxCursor(row.conversation))
    }

    /// The index of the row just before that page; nil if the page starts at the top.
    private var anchor: Int? {
        let anchor = top - margin - 1
        return anchor >= 0 || hasBefore ? max(0, anchor) : nil
    }

    /// The current scroll position; nil at the top of the list.
    var bookmark: InboxBookmark? {
        guard isLoaded else { return pendingBookmark }
        guard let id = selected?.conversation.id, selectedIndex > 0 || hasBefore else { return nil }
        let index = selectedIndex - (anchor.map { $0 + 1 } ?? 0)
        return InboxBookmark(start: start, selected: id, index: index, screenRow: selectedIndex - top)
    }

    /// Requests the page the screen is approaching; nil if there is none or a request is pending.
    mutating func readNeighbours() -> Effect? {
        guard reading == nil, isLoaded else { return nil }
        // Every row of the page has left the list, but there are rows above it.
        if rows.isEmpty, hasBefore { return requestPage(at: .last, for: .replace) }
        guard let first = rows.first, let last = rows.last else { return nil }
        if hasAfter, top + height >= rows.count - margin {
            return requestPage(at: .after(InboxCursor(last.conversation)), for: .append)
        }
        if hasBefore, top < margin {
            return requestPage(at: .before(InboxCursor(first.conversation)), for: .prepend)
        }
        return nil
    }

    private mutating func requestPage(at position: InboxPosition, for purpose: InboxPageRequest.Purpose) -> Effect {
        latestRequestID += 1
        reading = purpose
        // The page will include these changes.
        if purpose == .refresh || purpose == .replace { pendingNotification = ChangeNotification() }
        let above = purpose == .refresh ? min(top, margin) : pendingBookmark == nil ? 0 : margin
        // One row more than the threshold below which the response would trigger another request.
        let limit = max(Self.pageLimit, above + height + margin + 1)
        let page = InboxPageRequest(
            query: query,
            position: position,
            limit: limit,
            purpose: purpose,
            requestID: latestRequestID
        )
        return .inbox(.readPage(page))
    }

    /// Merges a page; ignores the response to an outdated request.
    mutating func mergePage(_ page: [Conversation], for read: InboxPageRequest) {
        guard read.requestID == latestRequestID else { return }
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
        select(0)
        switch position {
        case .first, .after:
            hasBefore = position != .first
            hasAfter = isFull
            selectedIndex = 0
            if let pendingBookmark { restore(pendingBookmark) }
        case .last, .before:
            hasBefore = isFull
            hasAfter = false
            selectedIndex = max(0, rows.count - 1)
        }
        pendingBookmark = nil
    }

    /// Selects the bookmarked conversation on its former screen row; if it has left the list, the row at its index.
    private mutating func restore(_ place: InboxBookmark) {
        let index = rows.firstIndex { $0.conversation.id == place.selected } ?? place.index
        top = place.isAtTop ? 0 : index - place.screenRow
        select(index)
    }

    /// Keeps the selected conversation selected and on its screen row, wherever it moved; if it has left the page,
    /// keeps the index selected.
    private mutating func refresh(with page: [Conversation], at position: InboxPosition, isFull: Bool) {
        let selected = selected?.conversation.id
        let known = Dictionary(rows.map { ($0.conversation.id, $0) }) { first, _ in first }
        let start =
            position == .first ? 0 : (rows.firstIndex { position == .after(InboxCursor($0.conversation)) } ?? -1) + 1
        // The row before the page is kept only if it is visible.
        let shown = rows[min(top, start)..<start].filter { row in !page.contains { $0.id == row.conversation.id } }
        rows =
            shown
            + page.map { row in
                if let old = known[row.id], old.conversation == row { old } else { ConversationRow(row) }
            }
        let kept = selected.flatMap { id in rows.firstIndex { $0.conversation.id == id } }
        selectKeepingScreenRow(max(0, min(kept ?? selectedIndex - start + shown.count, rows.count - 1)))
        hasBefore = position != .first
        hasAfter = isFull
    }

    /// Selects a row and scrolls so that it takes the selection's current screen row. At the top of the inbox the
    /// scroll position stays, so that arrivals are seen.
    mutating func selectKeepingScreenRow(_ index: Int) {
        let wasAtTop = top == 0 && !hasBefore
        top = wasAtTop ? 0 : max(0, index - (selectedIndex - top))
        select(index)
    }

    private mutating func append(_ page: [Conversation], isFull: Bool) {
        let known = Set(rows.map(\.conversation.id))
        rows += page.filter { !known.contains($0.id) }.map(ConversationRow.init)
        hasAfter = isFull
        let surplus = min(rows.count - Self.windowLimit, top - margin)
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
        let surplus = min(rows.count - Self.windowLimit, rows.count - top - height - margin)
        guard surplus > 0 else { return }
        rows.removeLast(surplus)
        hasAfter = true
    }
}

extension Array {
    /// The element at an index; nil if out of bounds.
    fileprivate subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
