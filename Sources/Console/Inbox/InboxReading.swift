import Domain

/// Reading the list's rows and counters.
extension State {
    mutating func handle(_ event: InboxEvent) -> [Effect] {
        switch event {
        case .pageRead(let read, .success(let page)):
            let wasUnselected = inbox.isUnselected && read.purpose != .replace
            let effects = inbox.merge(page, for: read, at: now)
            keepSelection(wasUnselected: wasUnselected)
            return effects
        case .pageRead(let read, .failure(let failure)):
            guard inbox.drop(read) else { return [] }
            if failure != .offline { showNotice(OutcomePhrase.failed(failure), severity: .warning) }
            return []
        case .countersRead(let result):
            inbox.finishCounting(at: now)
            if case .success(let counters) = result { updateCounters(counters) }
            return []
        case .conversationsChanged(let announced):
            return enqueueNotification(announced)
        case .conversationsRead(let asked, let result):
            return handleNotifiedRows(asked, result)
        }
    }

    /// Keeps the selection on the open conversation while it has the focus, whatever the list does, or no row selected
    /// if none was.
    mutating func keepSelection(wasUnselected: Bool) {
        if let open = thread?.conversation, focus != .inbox || wasUnselected {
            inbox.select(open)
        } else if wasUnselected {
            inbox.unselect()
        }
    }

    /// Stores the counters and updates the marked count and the views' counts.
    private mutating func updateCounters(_ counters: InboxCounters) {
        inbox.counters = counters
        updateMarkedCount()
        views.updateCounts(from: counters)
    }
}

extension InboxState {
    /// Rereads the rows around the screen, and the counters.
    mutating func reread(at now: Timestamp) -> [Effect] {
        [refresh()].compactMap { $0 } + readCounters(at: now)
    }

    /// Reads the counters, unless a request for them is pending.
    mutating func readCounters(at now: Timestamp) -> [Effect] {
        guard !isCounting else { return [] }
        isCounting = true
        countersAreStale = false
        countedAt = now
        return [.inbox(.readCounters)]
    }

    /// Forgets the pending requests after the connection was lost.
    mutating func forgetRequests() {
        reading = nil
        isCounting = false
        countersAreStale = true
    }

    fileprivate mutating func finishCounting(at now: Timestamp) {
        isCounting = false
        if let countedAt { lastCountDuration = now - countedAt }
    }

    fileprivate mutating func merge(_ page: [Conversation], for read: InboxPageRequest, at now: Timestamp) -> [Effect] {
        let before = rows
        mergePage(page, for: read)
        // Without a notification, a changed page is the only sign that the counters are stale.
        if read.purpose == .refresh, rows != before { countersAreStale = true }
        return [readNeighbours()].compactMap { $0 } + (isCountingDue(at: now) ? readCounters(at: now) : [])
    }

    /// Gives up a failed request; returns false if it is outdated.
    fileprivate mutating func drop(_ read: InboxPageRequest) -> Bool {
        guard read.requestID == latestRequestID else { return false }
        reading = nil
        return true
    }
}
