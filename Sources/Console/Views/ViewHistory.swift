import Domain

/// What the list showed once, and the place in it.
struct ViewVisit: Sendable {
    /// What it showed.
    let query: InboxQuery
    /// Where; nil for the list's beginning.
    let place: InboxPlace?
}

/// What the list showed one after the other, kept as browsers keep pages: one goes back, forward again, and whatever
/// is new takes the place of what lay ahead.
struct ViewHistory: Sendable {
    /// What was shown before, the latest last.
    private var earlier: [ViewVisit] = []
    /// What one has come back from, the next one last.
    private var later: [ViewVisit] = []
    /// What was shown just before, in whichever direction it lies.
    private var last: ViewVisit?

    /// So many views one can go back at most.
    private static let limit = 50

    /// Notes what is left for something new.
    mutating func leave(_ visit: ViewVisit) {
        earlier.append(visit)
        earlier.removeFirst(max(0, earlier.count - Self.limit))
        later = []
        last = visit
    }

    /// What was shown before; nil where nothing was.
    mutating func goBack(from visit: ViewVisit) -> ViewVisit? {
        guard let found = earlier.popLast() else { return nil }
        later.append(visit)
        last = visit
        return found
    }

    /// What one came back from; nil where one didn't.
    mutating func goForward(from visit: ViewVisit) -> ViewVisit? {
        guard let found = later.popLast() else { return nil }
        earlier.append(visit)
        last = visit
        return found
    }

    /// What was shown just before, shown once more as something new; nil where nothing was.
    mutating func swap(with visit: ViewVisit) -> ViewVisit? {
        guard let found = last else { return nil }
        leave(visit)
        return found
    }

    /// Why a command leads nowhere; nil where it leads somewhere, or has nothing to do with the history.
    func obstacle(to command: Command) -> OutcomePhrase? {
        if command == .lastView, last == nil { return .noLastView }
        if command == .earlierView, earlier.isEmpty { return .noEarlierView }
        if command == .laterView, later.isEmpty { return .noLaterView }
        return nil
    }
}

extension State {
    /// What the list shows now, to come back to.
    var visit: ViewVisit { ViewVisit(query: inbox.query, place: inbox.place) }

    /// Shows what the list showed just before.
    mutating func showLastView() -> [Effect] { views.history.swap(with: visit).map { show($0) } ?? [] }

    /// Goes back to what the list showed before.
    mutating func showEarlierView() -> [Effect] { views.history.goBack(from: visit).map { show($0) } ?? [] }

    /// Goes forward to what one came back from.
    mutating func showLaterView() -> [Effect] { views.history.goForward(from: visit).map { show($0) } ?? [] }
}
