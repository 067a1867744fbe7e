import Domain

/// Scrolling the thread, and tracking what has been seen.
extension State {
    /// Lays out the open thread again. Unless the end is shown, the lines on screen stay in place.
    mutating func layOutThread() {
        let pane = panes.thread.size
        guard var open = thread else { return }
        thread = nil
        let layout = ThreadLayout(
            width: pane.columns,
            userID: user?.id,
            clock: clock,
            now: now,
            language: language,
            showsFolded: open.showsFolded,
            unfoldKey: keys(of: .contents(.unfold), in: .thread),
            stays: open.stayNames(in: language),
            resendKey: keys(of: .composer(.resend), in: .thread)
        )
        for index in open.entries.indices { open.entries[index].wrap(to: layout.bodyWidth) }
        let pending = pendingEntries(of: open, layout)
        open.replaceLines(with: layout.lines(of: open, pending: pending, changes: changeLines(of: open)))
        open.laidOutOn = clock.wallTime(at: now).day
        thread = open
        fitThread()
    }

    /// Fits the thread to its pane's height.
    mutating func fitThread() {
        let height = panes.thread.size.rows
        thread?.fit(height: height, at: now)
    }

    /// Scrolls the open thread by lines; positive shows earlier ones.
    mutating func scrollThread(by lines: Int) {
        thread?.offset += lines
        fitThread()
    }

    /// What happened beside the messages of the window; the rest belongs to pages before or after it.
    private func changeLines(of thread: ThreadState) -> ThreadChanges {
        let first = thread.hasBefore ? thread.entries.first?.message.createdAt : nil
        let last = thread.hasAfter ? thread.entries.last?.message.createdAt : nil
        let shown = thread.timeline.lines.filter { line in
            (first.map { line.entry.at >= $0 } ?? true) && (last.map { line.entry.at <= $0 } ?? true)
        }
        let key = keys(of: .panel(.toggleTimeline), in: .thread)
        return ThreadChanges(lines: thread.isLoaded ? shown : [], areFolded: !showsTimeline, key: key)
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

extension ThreadState {
    /// How long a message must have been on the screen to count as seen.
    static let readingTime = Duration.seconds(1)

    /// Clamps the scroll offset to a pane's height, and records what appeared on the screen.
    mutating func fit(height: Int, at now: Timestamp) {
        offset = max(0, min(offset, lines.count - height))
        guard showsEnd, !needsReload else {
            appeared = []
            return
        }
        noteAppeared(upTo: lastSequence, at: now)
    }

    /// Records that messages are on the screen from now on.
    mutating func noteAppeared(upTo sequence: Int64, at now: Timestamp) {
        settleSeen(at: now)
        guard sequence > max(seenUpTo, appeared.last?.sequence ?? 0) else { return }
        appeared.append((sequence, now))
    }

    /// Counts as seen what has been on the screen for long enough.
    mutating func settleSeen(at now: Timestamp) {
        let settled = appeared.prefix { now - $0.at >= Self.readingTime }
        guard let last = settled.last else { return }
        seenUpTo = max(seenUpTo, last.sequence)
        appeared.removeFirst(settled.count)
    }

    /// Scrolls to the target message, once it is in the window: it lands a third from the top.
    mutating func scrollToTarget(height: Int, at now: Timestamp) {
        guard isTargetPending, let target else { return }
        guard let first = lines.firstIndex(where: { $0.sequence == target }) else { return }
        isTargetPending = false
        offset = lines.count - first - height * 2 / 3
        fit(height: height, at: now)
    }

    /// Scrolls to the thread's beginning, once its first page is in the window.
    mutating func scrollToBeginning(height: Int, at now: Timestamp) {
        guard isBeginningPending, isLoaded, !hasBefore, reading == nil else { return }
        isBeginningPending = false
        offset = lines.count
        fit(height: height, at: now)
    }

    /// Replaces the lines. Unless the end is shown, those on screen stay in place.
    fileprivate mutating func replaceLines(with lines: [ThreadLine]) {
        if offset > 0 { offset += linesAdded(in: lines) }
        self.lines = lines
    }

    /// The number of new lines below the last line on screen.
    private func linesAdded(in new: [ThreadLine]) -> Int {
        let last = lines.count - 1 - offset
        guard lines.indices.contains(last) else { return 0 }
        guard let anchor = lines[...last].last(where: { $0.sequence > 0 })?.sequence else { return 0 }
        let oldEnd = lines.lastIndex { $0.sequence == anchor } ?? 0
        guard let newEnd = new.lastIndex(where: { $0.sequence == anchor }) else { return 0 }
        return (new.count - 1 - newEnd) - (lines.count - 1 - oldEnd)
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
