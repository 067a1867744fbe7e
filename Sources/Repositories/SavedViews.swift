import Domain
import Postgres

/// Requests for saved views.
package enum SavedViews {
    /// The shared views and the user's own, each in their order.
    package static func all(for user: CurrentUser) throws(AccessError) -> Request<[SavedView]> {
        try user.require(.readConversations)
        return Request(reading: Statement("saved_views", SQLFiles.savedViews, planned: .once))
    }

    /// Creates a view, or updates the version read; returns its id. `notFound`: it is gone; `alreadyExists`: the name
    /// is taken; `conflict`: changed since; `invalidInput`: an invalid name, query or position, or too many views.
    package static func save(
        _ content: SavedViewContent,
        over earlier: SavedView? = nil,
        by user: CurrentUser
    ) throws(AccessError) -> Request<Identifier<SavedView>> {
        try require(shared: content.isShared || earlier?.isShared == true, of: user)
        return Request(
            writing: Statement("save_view", SQLFiles.saveView, planned: .once),
            [
                Parameter(earlier?.id), Parameter(earlier?.version), Parameter(content.name), Parameter(content.query),
                Parameter(content.place), Parameter(content.isShared),
            ]
        )
    }

    /// Deletes the version read. `notFound`: it is gone; `conflict`: changed since.
    package static func delete(_ view: SavedView, by user: CurrentUser) throws(AccessError) -> Request<Void> {
        try require(shared: view.isShared, of: user)
        return Request(
            writing: Statement("delete_view", SQLFiles.deleteView, planned: .once),
            [Parameter(view.id), Parameter(view.version)]
        )
    }

    /// Moves a view before another of the same owner, or last if `next` is nil. `notFound`: one of the two is gone.
    package static func move(
        _ view: SavedView,
        before next: SavedView?,
        by user: CurrentUser
    ) throws(AccessError) -> Request<Void> {
        try require(shared: view.isShared, of: user)
        return Request(
            writing: Statement("move_view", SQLFiles.moveView, planned: .once),
            [Parameter(view.id), Parameter(next?.id)]
        )
    }

    private static func require(shared isShared: Bool, of user: CurrentUser) throws(AccessError) {
        guard user.mayChangeView(shared: isShared) else {
            throw AccessError(
                capability: isShared ? .manageShared : .readConversations,
                role: user.role,
                limit: .role
            )
        }
    }
}

extension SavedView: RowDecodable {
    init(row: Row) throws(DecodingError) {
        self.init(
            id: try row[0],
            isShared: try row[1],
            name: try row[2],
            query: try row[3],
            place: try row[4],
            version: try row[5]
        )
    }
}
