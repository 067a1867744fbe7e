import Screen

/// A terminal that is updated only from each frame's scroll and changed columns.
struct SimulatedTerminal {
    private var shown = Canvas(size: Size(columns: 0, rows: 0))

    /// Presents a frame and marks it presented. Returns whether the terminal then shows all of it.
    mutating func shows(_ frame: inout Canvas) -> Bool {
        if shown.size != frame.size { shown = Canvas(size: frame.size) }
        if let scroll = frame.scroll { shown.scroll(scroll.rows, by: scroll.distance) }
        for row in 0..<frame.size.rows {
            guard let columns = frame.changedColumns(row: row, since: shown) else { continue }
            shown.copy(columns, of: row, from: frame)
        }
        shown.cursor = frame.cursor
        frame.markPresented()
        return shown == frame
    }
}
