import Domain

/// Reading again what somebody announced, as far as the screen shows it. An announcement reaches every console, so each asks
/// for little: of the open thread at once, of the list gathered.
extension State {
    /// So long the list's announcements are gathered, once the first was asked for.
    private static let gatheringPause = Duration.seconds(1)
    /// So long where each costs a page.
    private static let gatheringPagesPause = Duration.seconds(3)

    mutating func take(_ announced: Announcements) -> [Effect] {
        // Once the line is back all is read anew.
        guard connection == .live else { return [] }
        inbox.countersAreStale = true
        inbox.announced.add(announced)
        return readThread(of: announced) + readAnnounced()
    }

    /// Asks for what has been gathered, or waits until it is time to.
    mutating func readAnnounced() -> [Effect] {
        guard connection == .live, !inbox.announced.isEmpty else { return [] }
        let pause = canJudge ? Self.gatheringPause : Self.gatheringPagesPause
        if let last = inbox.announcedReadAt, (.zero..<pause).contains(now - last) {
            guard !inbox.isGathering else { return [] }
            inbox.isGathering = true
            return [.wake(after: pause - (now - last))]
        }
        inbox.announcedReadAt = now
        let announced = inbox.announced
        inbox.announced = Announcements()
        return [
            announced.concernsAll || !canJudge ? inbox.refresh() : .readConversations(announced.named)
        ].compactMap { $0 }
    }

    /// Takes in the rows of what was announced; whatever isn't among them is out of the reader's sight.
    mutating func takeAnnounced(
        _ asked: Set<Identifier<Conversation>>,
        _ result: Result<[Conversation], Failure>
    ) -> [Effect] {
        guard case .success(let rows) = result, inbox.isLoaded, canJudge else { return [] }
        switch inbox.reading {
        // Asked for later, it knows better.
        case .replace, .refresh: return []
        case .append, .prepend, nil: break
        }
        inbox.place(rows.filter(belongs), insteadOf: asked.union(rows.map(\.id)))
        return [inbox.readNeighbours()].compactMap { $0 }
    }

    /// Whether a row tells if it belongs to the list. Who isn't at the desk isn't told its zone.
    private var canJudge: Bool {
        guard inbox.query.narrowing.isEmpty else { return false }
        return inbox.query.zones.isEmpty || reader?.role.map { Rights.desk.contains($0) } ?? false
    }

    private func belongs(_ row: Conversation) -> Bool {
        let zone = row.zone.map { label in zones.first { $0.label == label }?.number } ?? 0
        return inbox.query.shows(row, in: zone, to: reader?.id)
    }

    private mutating func readThread(of announced: Announcements) -> [Effect] {
        guard let open = thread, announced.concern(open.conversation) else { return [] }
        // What is being read may have been asked for too early.
        thread?.isStale = open.reading != nil
        return [.readConversation(open.conversation.id), thread?.catchUp()].compactMap { $0 }
    }
}
