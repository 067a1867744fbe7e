import Domain

/// The direction in which a view moves within its section.
enum ViewDirection {
    case earlier, later
}

/// Reordering saved views.
extension ViewsState {
    /// Moves a view by one place within its section; nil if it is at that end already.
    mutating func move(_ view: SavedView, _ direction: ViewDirection) -> Effect? {
        var peers = saved.filter { $0.isShared == view.isShared }
        guard let place = peers.firstIndex(where: { $0.id == view.id }) else { return nil }
        let goal = direction == .later ? place + 1 : place - 1
        guard peers.indices.contains(goal) else { return nil }
        peers.swapAt(place, goal)
        saved = saved.filter { $0.isShared != view.isShared } + peers
        pendingMoveCount += 1
        return .views(.move(view, before: peers.indices.contains(goal + 1) ? peers[goal + 1] : nil))
    }

    /// Records that a move was answered.
    mutating func finishMove(_ request: ViewsRequest) {
        if case .move = request { pendingMoveCount = max(0, pendingMoveCount - 1) }
    }
}

extension State {
    /// Moves a view by one place. The list shows it at once, so that the next key continues from there.
    mutating func move(_ view: SavedView, _ direction: ViewDirection) -> [Effect] {
        guard let move = views.move(view, direction) else { return [] }
        rebuildViewItems()
        return [move]
    }
}
