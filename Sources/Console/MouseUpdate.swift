import Screen

/// The mouse: a press selects, the wheel scrolls what it is over.
extension State {
    mutating func take(_ mouse: Mouse, at point: Point) -> [Effect] {
        guard overlay == nil else { return [] }
        let panes = panes
        switch mouse {
        case .wheelUp, .wheelDown:
            let step = mouse == .wheelUp ? -3 : 3
            if panes.thread.contains(point) {
                scrollThread(by: -step)
                return [thread?.readNeighbours(height: panes.thread.size.rows)].compactMap { $0 }
            }
            inbox.select(inbox.selectedIndex + step)
            inbox.scroll(toShowSelectedIn: listCapacity)
            return [inbox.readNeighbours()].compactMap { $0 }
        case .press:
            guard panes.list.contains(point) else {
                if panes.thread.contains(point), composer == nil { focus = .thread }
                return []
            }
            let index = inbox.top + (point.row - panes.list.origin.row) / rowHeight
            guard inbox.rows.indices.contains(index) else { return [] }
            let wasSelected = index == inbox.selectedIndex && focus == .inbox
            focus = .inbox
            inbox.select(index)
            return wasSelected ? openSelected() : []
        }
    }
}
