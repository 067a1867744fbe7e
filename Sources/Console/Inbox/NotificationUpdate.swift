import Domain

/// Reading again what somebody announced, as far as the screen shows it. An announcement reaches every console, so each asks
/// for little: of the open thread at once, of the list gathered.
extension State {
    /// So long the list's announcements are gathered, once the first was asked for.
    private static let debounceInterval = Duration.seconds(1)
    /// So long where each costs a page.
    private static let pageDebounceInterval = Duration.seconds(3)

    mutating func enqueueNotification(_ announced: ChangeNotification) -> [Effect] {
        // Once the line is back all is read anew.
        guard connection == .live else { return [] }
        inbox.countersAreStale = true
        inbox.pendingNotification.add(announced)
        return readThread(of: announced) + readNotifiedConversations()
    }

    /// Asks for what has been gathered, or waits until it is time to.
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
            announced.affectsAll || !canFilterLocally ? inbox.refresh() : .readConversations(announced.ids)
        ].compactMap { $0 }
    }

    /// Takes in the rows of what was announced; whatever isn't among them is out of the user's sight.
    mutating func handleNotifiedRows(
        _ asked: Set<Identifier<Conversation>>,
        _ result: Result<[Conversation], Failure>
    ) -> [Effect] {
        guard case .success(let rows) = result, inbox.isLoaded, canFilterLocally else { return [] }
        switch inbox.reading {
        // Asked for later, it knows better.
        case .replace, .refresh: return []
        case .append, .prepend, nil: break
        }
        inbox.mergeRows(rows.filter(matchesInbox), replacing: asked.union(rows.map(\.id)))
        return [inbox.readNeighbours()].compactMap { $0 }
    }

    /// Whether a row tells if it belongs to the list. Who isn't at the desk isn't told its zone.
    private var canFilterLocally: Bool {
        guard inbox.query.filters.isEmpty else { return false }
        return inbox.query.zones.isEmpty || user?.role.map { Rights.inboxRoles.contains($0) } ?? false
    }

    private func matchesInbox(_ row: Conversation) -> Bool {
        let zone = row.zone.map { label in zones.first { $0.label == label }?.number } ?? 0
        return inbox.query.matches(row, in: zone, for: user?.id)
    }

    private mutating func readThread(of announced: ChangeNotification) -> [Effect] {
        guard let open = thread, announced.affects(open.conversation) else { return [] }
        // What is being read may have been asked for too early.
        thread?.hasPendingNotification = open.reading != nil
        return [.readConversation(open.conversation.id), thread?.refresh()].compactMap { $0 }
    }
}
