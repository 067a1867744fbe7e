import Domain

/// Reading the list's rows and counters.
extension State {
    mutating func handle(_ event: InboxEvent) -> [Effect] {
        switch event {
        case .pageRead(let read, let result): return handleInboxPage(result, for: read)
        case .countersRead(let result):
            inbox.isCounting = false
            if let asked = inbox.countedAt { inbox.lastCountDuration = now - asked }
            if case .success(let counters) = result { updateCounters(counters) }
            return []
        case .conversationsChanged(let announced): return enqueueNotification(announced)
        case .conversationsRead(let asked, let result): return handleNotifiedRows(asked, result)
        }
    }

    /// Stores the counters and updates the marked count and the views' counts.
    private mutating func updateCounters(_ counters: InboxCounters) {
        inbox.counters = counters
        updateMarkedCount()
        updateViewCounts()
    }

    private mutating func handleInboxPage(_ result: Result<[Conversation], Failure>, for read: InboxPageRequest)
        -> [Effect]
    {
        switch result {
        case .success(let page):
            let before = inbox.rows
            inbox.mergePage(page, for: read)
            // Without a notification, a changed page is the only sign that the counters are stale.
            if read.purpose == .refresh, inbox.rows != before { inbox.countersAreStale = true }
            return [inbox.readNeighbours(), inbox.isCountingDue(at: now) ? readCounters() : nil].compactMap { $0 }
        case .failure(let failure):
            guard read.requestID == inbox.latestRequestID else { return [] }
            inbox.reading = nil
            if failure != .offline { showNotice(OutcomePhrase.failed(failure), severity: .warning) }
            return []
        }
    }

    mutating func readCounters() -> Effect? {
        guard !inbox.isCounting else { return nil }
        inbox.isCounting = true
        inbox.countersAreStale = false
        inbox.countedAt = now
        return .inbox(.readCounters)
    }

    mutating func refreshList() -> [Effect] {
        [inbox.refresh(), readCounters()].compactMap { $0 }
    }
}
