import Domain

/// A query the list has shown, with its scroll position.
struct ViewVisit: Sendable {
    /// The query.
    let query: InboxQuery
    /// The scroll position; nil for the top of the list.
    let bookmark: InboxBookmark?
}

/// The list's history, as in a browser: back, forward, and anything new clears what lay ahead.
struct ViewHistory: Sendable {
    /// Earlier visits, the latest last.
    private var backStack: [ViewVisit] = []
    /// Visits gone back from, the next one last.
    private var forwardStack: [ViewVisit] = []
    /// The previous visit, whichever direction it lies in.
    private var last: ViewVisit?

    /// The maximum number of steps back.
    private static let limit = 50

    /// Records a visit on leaving it for something new.
    mutating func push(_ visit: ViewVisit) {
        backStack.append(visit)
        backStack.removeFirst(max(0, backStack.count - Self.limit))
        forwardStack = []
        last = visit
    }

    /// The earlier visit to return to; nil if there is none.
    mutating func goBack(from visit: ViewVisit) -> ViewVisit? {
        guard let found = backStack.popLast() else { return nil }
        forwardStack.append(visit)
        last = visit
        return found
    }

    /// The visit to go forward to; nil if there is none.
    mutating func goForward(from visit: ViewVisit) -> ViewVisit? {
        guard let found = forwardStack.popLast() else { return nil }
        backStack.append(visit)
        last = visit
        return found
    }

    /// The previous visit, to be shown as a new one; nil if there is none.
    mutating func alternate(from visit: ViewVisit) -> ViewVisit? {
        guard let found = last else { return nil }
        push(visit)
        return found
    }

    /// Why a command is disabled; nil if it is enabled or unrelated to the history.
    func disabledReason(for command: Command.Views) -> OutcomePhrase? {
        switch command {
        case .last: last == nil ? .noAlternateView : nil
        case .earlier: backStack.isEmpty ? .noPreviousView : nil
        case .later: forwardStack.isEmpty ? .noNextView : nil
        case .showOwnZones, .showMine, .showUnassigned, .showOpen, .showFinished, .showFifthView, .showSixthView,
            .showSeventhView,
            .showEighthView, .showNinthView, .choose:
            nil
        }
    }
}

extension State {
    /// What the list shows now, as a visit.
    var visit: ViewVisit { ViewVisit(query: inbox.query, bookmark: inbox.bookmark) }

    /// Switches to the previous view.
    mutating func showAlternateView() -> [Effect] {
        views.history.alternate(from: visit).map { restoreVisit($0) } ?? []
    }

    /// Goes back in the history.
    mutating func showPreviousView() -> [Effect] { views.history.goBack(from: visit).map { restoreVisit($0) } ?? [] }

    /// Goes forward in the history.
    mutating func showNextView() -> [Effect] { views.history.goForward(from: visit).map { restoreVisit($0) } ?? [] }
}
