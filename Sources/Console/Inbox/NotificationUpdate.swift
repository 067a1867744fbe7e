import Domain

/// Rereading what a notification reports as changed, as far as it is on screen. Every console gets every notification,
/// so each requests little: the open thread at once, the list debounced.
extension State {
    /// The debounce interval when single rows are reread.
    private static let debounceInterval = Duration.seconds(1)
    /// The debounce interval when a whole page is reread.
    private static let pageDebounceInterval = Duration.seconds(3)

    mutating func enqueueNotification(_ announced: ChangeNotification) -> [Effect] {
        // Reconnecting rereads everything.
        guard connection == .live else { return [] }
        inbox.countersAreStale = true
        inbox.pendingNotification.add(announced)
        return readThread(of: announced) + readNotifiedConversations()
    }

    /// Requests the pending changes, or schedules a wake-up until the debounce interval has passed.
    mutating func readNotifiedConversations() -> [Effect] {
        guard connection == .live, !inbox.pendingNotification.isEmpty else { return [] }
        let pause = canFilterLocally ? Self.debounceInterval : Self.pageDebounceInterval
        if let last = inbox.notificationReadAt, (.zero..<pause).contains(now - last) {
            guard !inbox.isDebouncing else { return [] }
            inbox.isDebouncing = true
            return [.wake(after: pause - (now - last))]
        }
        inbox.notificationReadAt = now
        let announced = inbox.pendingNotification
        inbox.pendingNotification = ChangeNotification()
        return [
            announced.affectsAll || !canFilterLocally ? inbox.refresh() : .inbox(.readConversations(announced.ids))
        ].compactMap { $0 }
    }

    /// Merges the rows requested; a conversation not among them is no longer visible to the current user.
    mutating func handleNotifiedRows(
        _ asked: Set<Identifier<Conversation>>,
        _ result: Result<[Conversation], Failure>
    ) -> [Effect] {
        guard case .success(let rows) = result, inbox.isLoaded, canFilterLocally else { return [] }
        switch inbox.reading {
        // This request is newer than the rows at hand.
        case .replace, .refresh: return []
        case .append, .prepend, nil: break
        }
        let wasUnselected = inbox.isUnselected
        inbox.mergeRows(rows.filter(matchesInbox), replacing: asked.union(rows.map(\.id)))
        keepSelection(wasUnselected: wasUnselected)
        return [inbox.readNeighbours()].compactMap { $0 }
    }

    /// Whether a row's own data tells if it matches the query. Without an inbox role the zones' numbers aren't known.
    private var canFilterLocally: Bool {
        guard inbox.query.filters.isDecidedByRow else { return false }
        return inbox.query.zones.isEmpty || user?.role.map { Rights.inboxRoles.contains($0) } ?? false
    }

    private func matchesInbox(_ row: Conversation) -> Bool {
        let zone = row.zone.map { label in zones.first { $0.label == label }?.number } ?? 0
        return inbox.query.matches(row, in: zone, for: user?.id)
    }

    private mutating func readThread(of announced: ChangeNotification) -> [Effect] {
        guard let open = thread, announced.affects(open.conversation) else { return [] }
        // The pending read may have started before the change.
        thread?.hasPendingNotification = open.reading != nil
        let read = [.thread(.readConversation(open.conversation.id)), thread?.refresh()].compactMap { $0 }
        return read + readLatestDeliveries()
    }
}
