/// The size of a screen or of a part of it, in cells.
package struct Size: Hashable, Sendable {
    /// Cells in a row, 0 or more.
    package let columns: Int
    /// Rows, 0 or more.
    package let rows: Int

    /// A size; negative numbers count as 0.
    package init(columns: Int, rows: Int) {
        self.columns = max(0, columns)
        self.rows = max(0, rows)
    }
}

/// A cell's place, counted from 0 at the top left.
package struct Point: Hashable, Sendable {
    /// Cells from the left.
    package var column: Int
    /// Rows from the top.
    package var row: Int

    /// A place; it may lie outside of any screen.
    package init(column: Int, row: Int) {
        self.column = column
        self.row = row
    }
}

/// A rectangle of cells.
package struct Rect: Hashable, Sendable {
    /// Its top left cell.
    package var origin: Point
    /// Its extent.
    package var size: Size

    /// A rectangle by its corner and its extent.
    package init(origin: Point, size: Size) {
        self.origin = origin
        self.size = size
    }

    /// A rectangle by four numbers; negative extents count as 0.
    package init(column: Int, row: Int, columns: Int, rows: Int) {
        origin = Point(column: column, row: row)
        size = Size(columns: columns, rows: rows)
    }

    /// The whole of a screen of this size.
    package init(_ size: Size) {
        origin = Point(column: 0, row: 0)
        self.size = size
    }

    /// The columns that it covers.
    package var columns: Range<Int> { origin.column..<(origin.column + size.columns) }
    /// The rows that it covers.
    package var rows: Range<Int> { origin.row..<(origin.row + size.rows) }
    /// Whether it has no cell.
    package var isEmpty: Bool { size.columns == 0 || size.rows == 0 }

    /// Whether the cell lies in it.
    package func contains(_ point: Point) -> Bool {
        columns.contains(point.column) && rows.contains(point.row)
    }
}
