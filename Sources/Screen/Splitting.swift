extension Rect {
    /// Splits off the top `rows` rows, or fewer if there aren't as many.
    package func splitTop(_ rows: Int) -> (top: Rect, rest: Rect) {
        let taken = max(0, min(rows, size.rows))
        let top = Rect(column: origin.column, row: origin.row, columns: size.columns, rows: taken)
        let rest = Rect(
            column: origin.column,
            row: origin.row + taken,
            columns: size.columns,
            rows: size.rows - taken
        )
        return (top, rest)
    }

    /// Splits off the bottom `rows` rows.
    package func splitBottom(_ rows: Int) -> (rest: Rect, bottom: Rect) {
        let parts = splitTop(size.rows - max(0, min(rows, size.rows)))
        return (parts.top, parts.rest)
    }

    /// Splits off the left `columns` columns.
    package func splitLeft(_ columns: Int) -> (left: Rect, rest: Rect) {
        let taken = max(0, min(columns, size.columns))
        let left = Rect(column: origin.column, row: origin.row, columns: taken, rows: size.rows)
        let rest = Rect(
            column: origin.column + taken,
            row: origin.row,
            columns: size.columns - taken,
            rows: size.rows
        )
        return (left, rest)
    }

    /// Splits off the right `columns` columns.
    package func splitRight(_ columns: Int) -> (rest: Rect, right: Rect) {
        let parts = splitLeft(size.columns - max(0, min(columns, size.columns)))
        return (parts.left, parts.rest)
    }

    /// The rectangle without margins; empty if they exceed it.
    package func inset(left: Int = 0, top: Int = 0, right: Int = 0, bottom: Int = 0) -> Rect {
        Rect(
            column: origin.column + left,
            row: origin.row + top,
            columns: size.columns - left - right,
            rows: size.rows - top - bottom
        )
    }

    /// A centred rectangle of at most this size.
    package func centred(_ inner: Size) -> Rect {
        let columns = min(inner.columns, size.columns)
        let rows = min(inner.rows, size.rows)
        return Rect(
            column: origin.column + (size.columns - columns) / 2,
            row: origin.row + (size.rows - rows) / 2,
            columns: columns,
            rows: rows
        )
    }

    /// The intersection; empty if the rectangles don't overlap.
    package func intersection(_ other: Rect) -> Rect {
        let left = max(columns.lowerBound, other.columns.lowerBound)
        let top = max(rows.lowerBound, other.rows.lowerBound)
        return Rect(
            column: left,
            row: top,
            columns: min(columns.upperBound, other.columns.upperBound) - left,
            rows: min(rows.upperBound, other.rows.upperBound) - top
        )
    }
}
