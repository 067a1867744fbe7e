import Screen

/// What a terminal shows that learns of each frame which rows moved and what was touched, and nothing else.
struct SimulatedTerminal {
    private var shown = Canvas(size: Size(columns: 0, rows: 0))

    /// Takes over a frame, with which that is settled. Tells whether the whole of it is seen.
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
