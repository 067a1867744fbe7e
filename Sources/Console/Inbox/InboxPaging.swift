import Domain

/// How the window moves over the inbox: which pages it asks for, and how their rows come in.
extension InboxState {
    /// Rows a page brings at least: a screen of 24 lines and its margin need less, a higher one asks for more.
    static let pageLimit = 32
    /// Rows that the window keeps, and the margin and the screen's rows if they are more; those farthest from the
    /// screen go first.
    static let windowLimit = 400
    /// A page is asked for when the screen is so near to the window's edge: a screenful, so that the next one is there
    /// already when it is turned to, and half a second of a key held down at least.
    private var margin: Int { max(16, height) }

    /// Asks for the inbox from its first rows on.
    mutating func readFirst() -> Effect {
        read(at: nil)
    }

    /// Asks for the inbox around a place, or from its first rows on where that is nil.
    mutating func read(at place: InboxBookmark?) -> Effect {
        pendingBookmark = place
        return requestPage(at: place?.start ?? .first, for: .replace)
    }

    /// Selects the first row of all; asks for it where it isn't in the window.
    mutating func moveToFirst() -> Effect? {
        guard hasBefore || isReplacing else { return move(to: 0) }
        return readFirst()
    }

    /// Selects the last row of all; asks for it where it isn't in the window.
    mutating func moveToLast() -> Effect? {
        guard hasAfter || isReplacing else { return move(to: rows.count - 1) }
        pendingBookmark = nil
        return requestPage(at: .last, for: .replace)
    }

    /// Selects a row and asks for those that follow it, if they aren't here.
    mutating func move(to index: Int) -> Effect? {
        select(index)
        return readNeighbours()
    }

    /// All rows are about to be replaced, so what is asked for now has to replace them too.
    private var isReplacing: Bool { reading == .replace || !isLoaded }

    /// Asks anew for the rows around the screen, from those above it on; what lies farther away is read again when it
    /// is scrolled to. Nil where all rows are about to be replaced in any case.
    mutating func refresh() -> Effect? {
        guard reading != .replace else { return nil }
        guard isLoaded else { return read(at: pendingBookmark) }
        return requestPage(at: start, for: .refresh)
    }

    /// Where a page begins that holds the screen's rows with their margin above.
    private var start: InboxPosition {
        guard let anchor, let row = rows[safe: anchor] else { return .first }
        return .after(InboxCursor(row.conversation))
    }

    /// The row after which it begins; nil where it begins with the first.
    private var anchor: Int? {
        let anchor = top - margin - 1
        return anchor >= 0 || hasBefore ? max(0, anchor) : nil
    }

    /// Where the list is, to come back to; nil for its beginning.
    var bookmark: InboxBookmark? {
        guard isLoaded else { return pendingBookmark }
        guard let id = selected?.conversation.id, selectedIndex > 0 || hasBefore else { return nil }
        let index = selectedIndex - (anchor.map { $0 + 1 } ?? 0)
        return InboxBookmark(start: start, selected: id, index: index, screenRow: selectedIndex - top)
    }

    /// Asks for the page that the screen comes near to; nil where there is none or one is on its way.
    mutating func readNeighbours() -> Effect? {
        guard reading == nil, isLoaded else { return nil }
        // All that was to be shown has left the list; what stands above it has not.
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
        // The page knows of it.
        if purpose == .refresh || purpose == .replace { pendingNotification = ChangeNotification() }
        let above = purpose == .refresh ? min(top, margin) : pendingBookmark == nil ? 0 : margin
        // One row more than what would make the answer ask for its neighbours at once.
        let limit = max(Self.pageLimit, above + height + margin + 1)
        return .readInbox(
            InboxPageRequest(
                query: query,
                position: position,
                limit: limit,
                purpose: purpose,
                requestID: latestRequestID
            )
        )
    }

    /// Takes in a page; one that answers an older question changes nothing.
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

    /// Selects what was selected there, on the same line of the screen; where it has left the list, its neighbour.
    private mutating func restore(_ place: InboxBookmark) {
        let index = rows.firstIndex { $0.conversation.id == place.selected } ?? place.index
        top = place.isAtTop ? 0 : index - place.screenRow
        select(index)
    }

    /// The selected conversation stays selected, and stays on its line of the screen, wherever it is now; where it has
    /// left the page, the line stays selected.
    private mutating func refresh(with page: [Conversation], at position: InboxPosition, isFull: Bool) {
        let selected = selected?.conversation.id
        let known = Dictionary(rows.map { ($0.conversation.id, $0) }) { first, _ in first }
        let start =
            position == .first ? 0 : (rows.firstIndex { position == .after(InboxCursor($0.conversation)) } ?? -1) + 1
        // The row before the page is shown only where the window has none above the screen.
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

    /// Selects a row on the line of the screen that is selected now. At the inbox's top the screen stays there, so that
    /// arrivals are seen.
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
    /// The element at a place; nil outside of the array.
    fileprivate subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
