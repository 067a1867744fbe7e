import Domain

/// How the window moves over the thread: which pages it asks for, and how their messages come in.
extension ThreadState {
    /// Messages a page brings.
    static let pageLimit = 60
    /// Messages that the window keeps at most.
    static let windowLimit = 360

    /// Asks for the last messages.
    mutating func readLast() -> Effect {
        ask(.last)
    }

    /// Asks for the messages around one that is to be shown.
    mutating func readAround(_ sequence: Int64) -> Effect {
        target = sequence
        seeksTarget = true
        return ask(.after(max(0, sequence - Int64(Self.pageLimit / 2))))
    }

    /// Asks for what came after the window; for the last messages where nothing has been read.
    mutating func catchUp() -> Effect? {
        guard reading == nil, !hasAfter else { return nil }
        // The page that a search led to got lost with the line.
        if !isLoaded, seeksTarget, let target { return readAround(target) }
        // Delivery states of the messages already here change too, so the tail is read again, not only what follows.
        return ask(.last)
    }

    /// Asks for the page that the screen comes near to; nil where there is none or one is on its way.
    mutating func readNeighbours(height: Int) -> Effect? {
        guard reading == nil, !isRenumbered, let first = entries.first, let last = entries.last else { return nil }
        if hasBefore, offset + 2 * height >= lines.count { return ask(.before(first.message.sequence)) }
        if hasAfter, offset <= height { return ask(.after(last.message.sequence)) }
        return nil
    }

    private mutating func ask(_ position: ThreadPosition) -> Effect {
        reading = position
        return .readThread(
            ThreadRead(
                conversation: conversation.id,
                position: position,
                limit: Self.pageLimit,
                version: conversation.threadVersion
            )
        )
    }

    /// Takes in a page. One that no longer joins the window changes nothing.
    mutating func take(_ page: [Message], of read: ThreadRead) {
        guard read.conversation == conversation.id else { return }
        if reading == read.position { reading = nil }
        guard read.version == conversation.threadVersion else { return }
        if isRenumbered {
            isRenumbered = false
            entries = []
        }
        isLoaded = true
        let isFull = page.count >= read.limit
        switch read.position {
        case .last: takeLast(page, isFull: isFull)
        case .before(let sequence): takeEarlier(page, before: sequence, isFull: isFull)
        case .after(let sequence): takeLater(page, after: sequence, isFull: isFull)
        }
        let stored = Set(entries.suffix(read.limit).map(\.message.id))
        settling.removeAll { stored.contains($0.id) }
    }

    /// The tail joins what is here where the two meet. Otherwise (long absence, a new window) it takes its place, so
    /// that the window never has a gap; but what a person reads further up stays, and the tail is read again later.
    private mutating func takeLast(_ page: [Message], isFull: Bool) {
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
        if offset == 0 { forgetEarliest() }
    }

    private mutating func takeEarlier(_ page: [Message], before sequence: Int64, isFull: Bool) {
        guard entries.first?.message.sequence == sequence else { return }
        entries = page.map { ThreadEntry($0) } + entries
        hasBefore = isFull && (entries.first?.message.sequence ?? 1) > 1
        guard entries.count > Self.windowLimit else { return }
        entries.removeLast(entries.count - Self.windowLimit)
        hasAfter = true
    }

    private mutating func takeLater(_ page: [Message], after sequence: Int64, isFull: Bool) {
        let isFirst = entries.isEmpty && seeksTarget
        guard isFirst || entries.last?.message.sequence == sequence else { return }
        if isFirst { hasBefore = (page.first?.sequence ?? 1) > 1 }
        entries += page.map { ThreadEntry($0) }
        hasAfter = isFull
        forgetEarliest()
    }

    private mutating func forgetEarliest() {
        guard entries.count > Self.windowLimit else { return }
        entries.removeFirst(entries.count - Self.windowLimit)
        hasBefore = true
    }
}
