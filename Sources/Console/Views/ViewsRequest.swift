import Domain

/// The requests about saved views.
package enum ViewsRequest: Sendable, Hashable {
    /// Reads the views available to the current user.
    case read
    /// Saves a new view, or replaces one given as it was read.
    case save(SavedViewContent, over: SavedView?)
    /// Deletes a view.
    case delete(SavedView)
    /// Moves a view before another in the same section; nil moves it to the end.
    case move(SavedView, before: SavedView?)

    /// Returns the event for a failure.
    package func event(for failure: Failure) -> ViewsEvent {
        switch self {
        case .read: .read(.failure(failure))
        case .save, .delete, .move: .changed(self, .failure(failure))
        }
    }
}

/// The responses to `ViewsRequest`.
package enum ViewsEvent: Sendable {
    /// All available views.
    case read(Result<[SavedView], Failure>)
    /// The result of a change.
    case changed(ViewsRequest, Result<Void, Failure>)
}
