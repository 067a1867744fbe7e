import Screen

/// Mouse input: a press selects, the wheel scrolls the pane under it.
extension State {
    mutating func handleMouse(_ mouse: Mouse, at point: Point) -> [Effect] {
        guard overlay == nil else { return [] }
        switch mouse {
        case .wheelUp: return turnWheel(by: -3, at: point)
        case .wheelDown: return turnWheel(by: 3, at: point)
        case .press: return press(at: point)
        }
    }

    private mutating func turnWheel(by lines: Int, at point: Point) -> [Effect] {
        let panes = panes
        if panes.thread.contains(point) {
            scrollThread(by: -lines)
            return readThreadNeighbours()
        }
        guard panes.list.contains(point) else { return [] }
        // Only in a list with the focus does the selection move: it stays on what is open.
        guard focus == .inbox else { return [inbox.scroll(by: lines)].compactMap { $0 } }
        return [inbox.move(to: inbox.selectedIndex + lines)].compactMap { $0 }
    }

    private mutating func press(at point: Point) -> [Effect] {
        let panes = panes
        if panes.composer.contains(point) {
            focus = .composer
        } else if panes.thread.contains(point) {
            focus = .thread
        } else if panes.sidebar.contains(point) {
            return pressView(row: point.row - panes.sidebar.origin.row)
        } else {
            return panes.list.contains(point) ? press(row: (point.row - panes.list.origin.row) / rowHeight) : []
        }
        return [markRead()].compactMap { $0 }
    }

    private mutating func pressView(row: Int) -> [Effect] {
        let rows = viewRows
        guard rows.indices.contains(row), let line = rows[row].item else { return [] }
        return showView(line)
    }

    private mutating func press(row: Int) -> [Effect] {
        let index = inbox.top + row
        guard inbox.rows.indices.contains(index) else { return [] }
        let wasSelected = inbox.isSelected(index) && focus == .inbox
        focus = .inbox
        let neighbours = [inbox.move(to: index)].compactMap { $0 }
        return wasSelected ? openSelected() + neighbours : neighbours
    }
}
