import Domain

/// Paging: which pages the window requests, and how their messages are merged.
extension ThreadState {
    /// The number of messages per page.
    static let pageLimit = 60
    /// The maximum number of messages in the window.
    static let windowLimit = 360

    /// Requests the last page.
    mutating func readLast() -> Effect {
        requestPage(at: .last)
    }

    /// Requests the messages around a target to scroll to.
    mutating func readAround(_ sequence: Int64) -> Effect {
        target = sequence
        isTargetPending = true
        return requestPage(at: .after(max(0, sequence - Int64(Self.pageLimit / 2))))
    }

    /// Requests the first page, to show the thread's beginning.
    mutating func readFirst() -> Effect {
        (target, isTargetPending) = (nil, false)
        let effect = requestPage(at: .after(0))
        isBeginningPending = true
        return effect
    }

    /// Rereads the last page; nil if a request is pending or the window doesn't reach the thread's end.
    mutating func refresh() -> Effect? {
        guard reading == nil, !hasAfter else { return nil }
        // The page around the target was lost with the connection.
        if !isLoaded, isTargetPending, let target { return readAround(target) }
        // Reread the tail rather than only what follows it: delivery states of messages already read change too.
        return requestPage(at: .last)
    }

    /// Requests the page the screen is approaching; nil if there is none or a request is pending.
    mutating func readNeighbours(height: Int) -> Effect? {
        guard reading == nil, !needsReload, let first = entries.first, let last = entries.last else { return nil }
        if hasBefore, offset + 2 * height >= lines.count { return requestPage(at: .before(first.message.sequence)) }
        if hasAfter, offset <= height { return requestPage(at: .after(last.message.sequence)) }
        return nil
    }

    private mutating func requestPage(at position: ThreadPosition) -> Effect {
        reading = position
        isBeginningPending = false
        let page = ThreadPageRequest(
            conversation: conversation.id,
            position: position,
            limit: Self.pageLimit,
            version: conversation.threadVersion
        )
        return .thread(.readPage(page))
    }

    /// Merges a page; ignores one that no longer adjoins the window.
    mutating func mergePage(_ page: [Message], for read: ThreadPageRequest) {
        guard read.conversation == conversation.id else { return }
        if reading == read.position { reading = nil }
        guard read.version == conversation.threadVersion else { return }
        if needsReload {
            needsReload = false
            entries = []
        }
        let isFirst = !isLoaded
        isLoaded = true
        let isFull = page.count >= read.limit
        switch read.position {
        case .last: mergeLast(page, isFull: isFull)
        case .before(let sequence): prepend(page, before: sequence, isFull: isFull)
        case .after(let sequence): append(page, after: sequence, isFull: isFull)
        }
        let stored = Set(entries.suffix(read.limit).map(\.message.id))
        storedPending.removeAll { stored.contains($0.id) }
        // Opening a thread shows its end: whoever opens it sees what is there.
        if isFirst, showsEnd { seenUpTo = max(seenUpTo, lastSequence) }
    }

    /// Merges the last page if it adjoins the window. Otherwise, as after a long disconnection, it replaces the window,
    /// which must have no gap; but if the current user has scrolled up, the window stays and the tail is reread later.
    private mutating func mergeLast(_ page: [Message], isFull: Bool) {
        guard let first = page.first?.sequence else {
            entries = []
            (hasBefore, hasAfter) = (false, false)
            return
        }
        let meets = !hasAfter && entries.contains { (first - 1...first).contains($0.message.sequence) }
        if meets {
            merge(page, from: first)
        } else if offset == 0 || entries.isEmpty {
            entries = page.map { ThreadEntry($0) }
            hasBefore = isFull && first > 1
            hasAfter = false
        } else {
            hasAfter = true
        }
    }

    private mutating func merge(_ page: [Message], from first: Int64) {
        let known = Dictionary(entries.map { ($0.message.sequence, $0) }) { first, _ in first }
        entries.removeAll { $0.message.sequence >= first }
        entries += page.map { message in
            if let old = known[message.sequence], old.message == message { old } else { ThreadEntry(message) }
        }
        if offset == 0 { trimEarliest() }
    }

    private mutating func prepend(_ page: [Message], before sequence: Int64, isFull: Bool) {
        guard entries.first?.message.sequence == sequence else { return }
        entries = page.map { ThreadEntry($0) } + entries
        hasBefore = isFull && (entries.first?.message.sequence ?? 1) > 1
        guard entries.count > Self.windowLimit else { return }
        entries.removeLast(entries.count - Self.windowLimit)
        hasAfter = true
    }

    private mutating func append(_ page: [Message], after sequence: Int64, isFull: Bool) {
        if sequence == 0, isBeginningPending { return replaceWithBeginning(page, isFull: isFull) }
        let isFirst = entries.isEmpty && isTargetPending
        guard isFirst || entries.last?.message.sequence == sequence else { return }
        if isFirst { hasBefore = (page.first?.sequence ?? 1) > 1 }
        entries += page.map { ThreadEntry($0) }
        hasAfter = isFull
        trimEarliest()
    }

    private mutating func replaceWithBeginning(_ page: [Message], isFull: Bool) {
        entries = page.map { ThreadEntry($0) }
        hasBefore = false
        hasAfter = isFull
    }

    private mutating func trimEarliest() {
        guard entries.count > Self.windowLimit else { return }
        entries.removeFirst(entries.count - Self.windowLimit)
        hasBefore = true
    }
}
