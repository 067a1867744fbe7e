import Domain

/// Where a view goes among those of the same owner.
enum ViewDirection {
    case earlier, later
}

/// Putting views in another order.
extension State {
    /// Moves a view by one place. It is shown there at once, so that the next key goes on from there.
    mutating func move(_ view: SavedView, _ direction: ViewDirection) -> [Effect] {
        var peers = views.saved.filter { $0.isShared == view.isShared }
        guard let place = peers.firstIndex(where: { $0.id == view.id }) else { return [] }
        let goal = direction == .later ? place + 1 : place - 1
        guard peers.indices.contains(goal) else { return [] }
        peers.swapAt(place, goal)
        views.saved = views.saved.filter { $0.isShared != view.isShared } + peers
        views.pendingMoveCount += 1
        rebuildViewItems()
        return [.views(.move(view, before: peers.indices.contains(goal + 1) ? peers[goal + 1] : nil))]
    }

    /// Notes that a view that was moved has its answer.
    mutating func finishMove(_ request: ViewsRequest) {
        if case .move = request { views.pendingMoveCount = max(0, views.pendingMoveCount - 1) }
    }
}
