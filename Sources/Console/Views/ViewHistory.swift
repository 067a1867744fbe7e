import Domain

/// What the list showed once, and the place in it.
struct ViewVisit: Sendable {
    /// What it showed.
    let query: InboxQuery
    /// Where; nil for the list's beginning.
    let bookmark: InboxBookmark?
}

/// What the list showed one after the other, kept as browsers keep pages: one goes back, forward again, and whatever
/// is new takes the place of what lay ahead.
struct ViewHistory: Sendable {
    /// What was shown before, the latest last.
    private var backStack: [ViewVisit] = []
    /// What one has come back from, the next one last.
    private var forwardStack: [ViewVisit] = []
    /// What was shown just before, in whichever direction it lies.
    private var last: ViewVisit?

    /// So many views one can go back at most.
    private static let limit = 50

    /// Notes what is left for something new.
    mutating func push(_ visit: ViewVisit) {
        backStack.append(visit)
        backStack.removeFirst(max(0, backStack.count - Self.limit))
        forwardStack = []
        last = visit
    }

    /// What was shown before; nil where nothing was.
    mutating func goBack(from visit: ViewVisit) -> ViewVisit? {
        guard let found = backStack.popLast() else { return nil }
        forwardStack.append(visit)
        last = visit
        return found
    }

    /// What one came back from; nil where one didn't.
    mutating func goForward(from visit: ViewVisit) -> ViewVisit? {
        guard let found = forwardStack.popLast() else { return nil }
        backStack.append(visit)
        last = visit
        return found
    }

    /// What was shown just before, shown once more as something new; nil where nothing was.
    mutating func alternate(from visit: ViewVisit) -> ViewVisit? {
        guard let found = last else { return nil }
        push(visit)
        return found
    }

    /// Why a command leads nowhere; nil where it leads somewhere, or has nothing to do with the history.
    func disabledReason(for command: Command) -> OutcomePhrase? {
        if command == .lastView, last == nil { return .noAlternateView }
        if command == .earlierView, backStack.isEmpty { return .noPreviousView }
        if command == .laterView, forwardStack.isEmpty { return .noNextView }
        return nil
    }
}

extension State {
    /// What the list shows now, to come back to.
    var visit: ViewVisit { ViewVisit(query: inbox.query, bookmark: inbox.bookmark) }

    /// Shows what the list showed just before.
    mutating func showAlternateView() -> [Effect] {
        views.history.alternate(from: visit).map { restoreVisit($0) } ?? []
    }

    /// Goes back to what the list showed before.
    mutating func showPreviousView() -> [Effect] { views.history.goBack(from: visit).map { restoreVisit($0) } ?? [] }

    /// Goes forward to what one came back from.
    mutating func showNextView() -> [Effect] { views.history.goForward(from: visit).map { restoreVisit($0) } ?? [] }
}
