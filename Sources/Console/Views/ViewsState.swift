import Domain

/// The views, and the state of reading them.
package struct ViewsState: Sendable {
    /// The saved views, shared ones first.
    package var saved: [SavedView] = []
    /// The list of views in display order: built-in, own, shared.
    package var items: [ViewItem] = []
    /// The list's history.
    var history = ViewHistory()
    /// When the views were last requested; nil if never.
    var readAt: Timestamp?
    /// The number of moves not answered yet.
    var pendingMoveCount = 0
    /// Whether a read request is pending.
    var isReading = false

    /// The minimum interval between reads; colleagues rarely save views.
    static let readingPause = Duration.seconds(60)

    /// Creates an empty state.
    package init() {}

    /// Reads the saved views, unless a request for them is pending.
    mutating func read(at now: Timestamp) -> [Effect] {
        guard !isReading else { return [] }
        isReading = true
        readAt = now
        return [.views(.read)]
    }

    /// Applies a saved change locally ahead of the reread, so that the next key acts on the new version.
    mutating func replace(_ earlier: SavedView, with content: SavedViewContent) {
        guard let place = saved.firstIndex(where: { $0.id == earlier.id && $0.version == earlier.version }) else {
            return
        }
        saved[place].name = UntrustedText(content.name)
        saved[place].query = UntrustedText(content.query)
        saved[place].isShared = content.isShared
        saved[place].version += 1
    }

    /// The view of a digit: built-in views first, by their keys, then saved ones.
    func item(at digit: Int) -> ViewItem? {
        items.first { self.digit(of: $0) == digit }
    }

    /// The digit of a view; nil from the tenth on.
    func digit(of line: ViewItem) -> Int? {
        switch line.id {
        case .builtIn(let view):
            return BuiltInView.allCases.firstIndex(of: view)
        case .saved(let id):
            let place = items.filter { $0.saved != nil }.firstIndex { $0.saved?.id == id } ?? 9
            let number = BuiltInView.allCases.count + place
            return number < 10 ? number : nil
        }
    }
}
