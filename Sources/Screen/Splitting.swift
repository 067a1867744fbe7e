extension Rect {
    /// The upper `rows` rows and what is left below; the upper part takes what there is when there is less.
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

    /// The lower `rows` rows and what is left above.
    package func splitBottom(_ rows: Int) -> (rest: Rect, bottom: Rect) {
        let parts = splitTop(size.rows - max(0, min(rows, size.rows)))
        return (parts.top, parts.rest)
    }

    /// The left `columns` columns and what is left beside them.
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

    /// The right `columns` columns and what is left before them.
    package func splitRight(_ columns: Int) -> (rest: Rect, right: Rect) {
        let parts = splitLeft(size.columns - max(0, min(columns, size.columns)))
        return (parts.left, parts.rest)
    }

    /// The rectangle without its margins; empty where they use it up.
    package func inset(left: Int = 0, top: Int = 0, right: Int = 0, bottom: Int = 0) -> Rect {
        Rect(
            column: origin.column + left,
            row: origin.row + top,
            columns: size.columns - left - right,
            rows: size.rows - top - bottom
        )
    }

    /// A rectangle of at most this size in the middle of this one.
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

    /// What the two have in common; empty where they don't meet.
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
