import Domain

/// The direction in which a view moves within its section.
enum ViewDirection {
    case earlier, later
}

/// Reordering saved views.
extension State {
    /// Moves a view by one place. The list shows it at once, so that the next key continues from there.
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

    /// Records that a move was answered.
    mutating func finishMove(_ request: ViewsRequest) {
        if case .move = request { views.pendingMoveCount = max(0, views.pendingMoveCount - 1) }
    }
}
