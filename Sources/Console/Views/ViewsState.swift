import Domain

/// The views that there are, and when they were asked for.
package struct ViewsState: Sendable {
    /// Those that were saved, shared ones first.
    package var saved: [SavedView] = []
    /// The list of views as it is shown: built-in ones, own ones, shared ones.
    package var items: [ViewItem] = []
    /// What the list showed before what it shows now, and after.
    var history = ViewHistory()
    /// When they were asked for last; nil where they never were.
    var readAt: Timestamp?
    /// How many were moved and have no answer yet.
    var pendingMoveCount = 0
    /// Whether they are being read.
    var isReading = false

    /// Colleagues save views seldom.
    static let readingPause = Duration.seconds(60)

    /// No views yet.
    package init() {}

    /// The view that a digit stands for: those that every console has as their keys say, then the first that were saved.
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
