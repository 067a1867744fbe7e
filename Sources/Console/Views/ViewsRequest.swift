import Domain

/// What the console asks the server for about views.
package enum ViewsRequest: Sendable, Hashable {
    /// The views that the person can use.
    case read
    /// A view, new or over one as it was read.
    case save(SavedViewContent, over: SavedView?)
    /// A view to take away.
    case delete(SavedView)
    /// A view to put before another one of the same owner; behind all of them where that is nil.
    case move(SavedView, before: SavedView?)

    /// The answer where it couldn't be done.
    package func response(for failure: Failure) -> ViewsResponse {
        switch self {
        case .read: .read(.failure(failure))
        case .save, .delete, .move: .changed(self, .failure(failure))
        }
    }
}

/// What the server answered.
package enum ViewsResponse: Sendable {
    /// The views as they are.
    case read(Result<[SavedView], Failure>)
    /// A change was made, or wasn't.
    case changed(ViewsRequest, Result<Void, Failure>)
}
