import Domain

/// Scrolling the thread, and tracking what has been seen.
extension State {
    /// Lays out the open thread again. Unless the end is shown, the lines on screen stay in place.
    mutating func layOutThread() {
        let pane = panes.thread.size
        guard var open = thread else { return }
        thread = nil
        let layout = ThreadLayout(width: pane.columns, userID: user?.id, clock: clock, now: now, language: language)
        let before = open.lines
        for index in open.entries.indices { open.entries[index].wrap(to: layout.bodyWidth) }
        let pending = pendingEntries(of: open, layout)
        open.lines = layout.lines(
            of: open.entries + pending,
            beginsHere: open.isLoaded && !open.hasBefore,
            isMerged: open.conversation.isMerged
        )
        if open.offset > 0 { open.offset += linesAdded(below: before, in: open.lines, offset: open.offset) }
        open.laidOutOn = clock.wallTime(at: now).day
        thread = open
        fitThread()
    }

    /// Clamps the scroll offset after the pane's height changed, and records what has been seen.
    mutating func fitThread() {
        guard let open = thread else { return }
        let most = open.lines.count - panes.thread.size.rows
        thread?.offset = max(0, min(open.offset, most))
        if thread?.showsEnd == true, !open.needsReload { thread?.seenUpTo = max(open.seenUpTo, open.lastSequence) }
    }

    /// Scrolls to the target message, once it is in the window: it lands a third from the top.
    mutating func scrollToTarget() {
        guard let open = thread, open.isTargetPending, let target = open.target else { return }
        guard let first = open.lines.firstIndex(where: { $0.sequence == target }) else { return }
        thread?.isTargetPending = false
        let below = panes.thread.size.rows * 2 / 3
        thread?.offset = open.lines.count - first - below
        fitThread()
    }

    /// Scrolls the open thread by lines; positive shows earlier ones.
    mutating func scrollThread(by lines: Int) {
        thread?.offset += lines
        fitThread()
    }

    /// The number of lines added below the last line on screen.
    private func linesAdded(below before: [ThreadLine], in lines: [ThreadLine], offset: Int) -> Int {
        let last = before.count - 1 - offset
        guard before.indices.contains(last) else { return 0 }
        guard let anchor = before[...last].last(where: { $0.sequence > 0 })?.sequence else { return 0 }
        let oldEnd = before.lastIndex { $0.sequence == anchor } ?? 0
        guard let newEnd = lines.lastIndex(where: { $0.sequence == anchor }) else { return 0 }
        return (lines.count - 1 - newEnd) - (before.count - 1 - oldEnd)
    }

    private func pendingEntries(of thread: ThreadState, _ layout: ThreadLayout) -> [ThreadEntry] {
        guard !thread.hasAfter else { return [] }
        return (thread.storedPending + queuedMessages(to: thread)).map { message in
            let channel = thread.conversation.part(message.conversation)?.channel
            var entry = ThreadEntry(Message(pending: message, on: channel, by: user, at: now), isPending: true)
            entry.wrap(to: layout.bodyWidth)
            return entry
        }
    }

    /// The queued messages not yet in the thread, oldest first.
    func queuedMessages(to thread: ThreadState) -> [OutgoingMessage] {
        let queued = queue.filter { thread.conversation.contains($0.conversation) }
        guard !queued.isEmpty else { return [] }
        // If only the response was lost, a message is both stored and queued for a while.
        let stored = Set(thread.entries.suffix(ThreadState.pageLimit).map(\.message.id))
        return queued.filter { !stored.contains($0.id) }
    }
}

extension Message {
    /// Creates a pending message as its sender sees it; `channel` is that of its conversation.
    init(pending message: OutgoingMessage, on channel: Channel?, by user: CurrentUser?, at now: Timestamp) {
        self.init(
            id: message.id,
            sequence: 0,
            sender: user?.id,
            senderType: .agent,
            senderName: user?.name,
            content: UntrustedText(message.body),
            type: "text",
            isInternal: message.isInternal,
            isAutomated: false,
            attachments: [],
            delivery: nil,
            createdAt: now,
            conversation: message.conversation,
            channel: channel
        )
    }
}
