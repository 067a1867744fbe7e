import Domain

/// Scrolling, and what it means for what has been read.
extension State {
    /// Makes the open thread's lines anew, keeping what is on the screen where it is unless the end is shown.
    mutating func layOutThread(keepingTop: Bool = true) {
        let pane = panes.thread.size
        guard var open = thread else { return }
        thread = nil
        let layout = ThreadLayout(
            width: pane.columns,
            reader: reader?.id,
            clock: clock,
            now: now,
            language: language
        )
        let before = open.lines
        var entries = open.entries + pendingEntries(of: open)
        for index in entries.indices { entries[index].wrap(to: layout.bodyWidth) }
        open.entries = Array(entries.prefix(open.entries.count))
        open.lines = layout.lines(of: entries, beginsHere: open.isLoaded && !open.hasBefore)
        if keepingTop, open.offset > 0 { open.offset += linesAdded(below: before, in: open.lines, offset: open.offset) }
        open.offset = max(0, min(open.offset, open.lines.count - pane.rows))
        thread = open
    }

    /// How many lines more than before follow the line that stood last on the screen.
    private func linesAdded(below before: [ThreadLine], in lines: [ThreadLine], offset: Int) -> Int {
        let last = before.count - 1 - offset
        guard before.indices.contains(last) else { return 0 }
        guard let anchor = before[...last].last(where: { $0.sequence > 0 })?.sequence else { return 0 }
        let oldEnd = before.lastIndex { $0.sequence == anchor } ?? 0
        guard let newEnd = lines.lastIndex(where: { $0.sequence == anchor }) else { return 0 }
        return (lines.count - 1 - newEnd) - (before.count - 1 - oldEnd)
    }

    private func pendingEntries(of thread: ThreadState) -> [ThreadEntry] {
        guard !thread.hasAfter else { return [] }
        let stored = Set(thread.entries.suffix(ThreadState.pageLimit).map(\.message.id))
        return queue.filter { $0.conversation == thread.conversation.id && !stored.contains($0.id) }
            .map { ThreadEntry(Message(pending: $0, by: reader, at: now), isPending: true) }
    }

    /// Scrolls the open thread by lines; positive shows earlier ones.
    mutating func scrollThread(by lines: Int) {
        guard let open = thread else { return }
        let most = max(0, open.lines.count - panes.thread.size.rows)
        thread?.offset = max(0, min(open.offset + lines, most))
        if thread?.offset == 0 { thread?.newBelow = 0 }
    }
}

extension Message {
    /// A message that is still on its way, as its writer sees it.
    init(pending message: OutgoingMessage, by reader: Reader?, at now: Timestamp) {
        self.init(
            id: message.id,
            sequence: 0,
            sender: reader?.id,
            senderType: .agent,
            senderName: reader?.name,
            content: UntrustedText(message.body),
            type: "text",
            isInternal: message.isInternal,
            isAutomated: false,
            attachments: [],
            delivery: nil,
            createdAt: now
        )
    }
}
