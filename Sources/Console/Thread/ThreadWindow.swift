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

    /// Asks for what came after the window; for the last messages where nothing has been read.
    mutating func catchUp() -> Effect? {
        guard reading == nil, !hasAfter else { return nil }
        // Delivery states of the messages already here change too, so the tail is read again, not only what follows.
        return ask(.last)
    }

    /// Asks for the page that the screen comes near to; nil where there is none or one is on its way.
    mutating func readNeighbours(height: Int) -> Effect? {
        guard reading == nil, let first = entries.first, let last = entries.last else { return nil }
        if hasBefore, offset + 2 * height >= lines.count { return ask(.before(first.message.sequence)) }
        if hasAfter, offset <= height { return ask(.after(last.message.sequence)) }
        return nil
    }

    private mutating func ask(_ position: ThreadPosition) -> Effect {
        reading = position
        return .readThread(
            ThreadRead(conversation: conversation.id, position: position, limit: Self.pageLimit)
        )
    }

    /// Takes in a page. True where messages came that the window didn't have.
    mutating func take(_ page: [Message], of read: ThreadRead) -> Bool {
        guard read.conversation == conversation.id else { return false }
        if reading == read.position { reading = nil }
        isLoaded = true
        let isFull = page.count >= read.limit
        switch read.position {
        case .last: return takeLast(page, isFull: isFull)
        case .before: return takeEarlier(page, isFull: isFull)
        case .after: return takeLater(page, isFull: isFull)
        }
    }

    /// The tail joins what is here where the two meet; otherwise (long absence, a new window) it takes its place, so
    /// that the window never has a gap.
    private mutating func takeLast(_ page: [Message], isFull: Bool) -> Bool {
        let before = lastSequence
        guard let first = page.first else { return false }
        let meets = entries.contains {
            $0.message.sequence == first.sequence - 1 || $0.message.sequence == first.sequence
        }
        if hasAfter || !meets {
            entries = page.map { ThreadEntry($0) }
            hasBefore = isFull && first.sequence > 1
        } else {
            let known = Dictionary(entries.map { ($0.message.sequence, $0) }) { first, _ in first }
            entries.removeAll { $0.message.sequence >= first.sequence }
            entries += page.map { message in
                if let old = known[message.sequence], old.message == message { old } else { ThreadEntry(message) }
            }
        }
        hasAfter = false
        return lastSequence > before
    }

    private mutating func takeEarlier(_ page: [Message], isFull: Bool) -> Bool {
        guard let first = entries.first?.message.sequence else { return false }
        let earlier = page.filter { $0.sequence < first }
        entries = earlier.map { ThreadEntry($0) } + entries
        hasBefore = isFull && (entries.first?.message.sequence ?? 1) > 1
        if entries.count > Self.windowLimit {
            entries.removeLast(entries.count - Self.windowLimit)
            hasAfter = true
        }
        return !earlier.isEmpty
    }

    private mutating func takeLater(_ page: [Message], isFull: Bool) -> Bool {
        let last = lastSequence
        let later = page.filter { $0.sequence > last }
        entries += later.map { ThreadEntry($0) }
        hasAfter = isFull
        if entries.count > Self.windowLimit {
            entries.removeFirst(entries.count - Self.windowLimit)
            hasBefore = true
        }
        return !later.isEmpty
    }
}
