/// A size in cells.
package struct Size: Hashable, Sendable {
    /// The number of columns, 0 or more.
    package let columns: Int
    /// The number of rows, 0 or more.
    package let rows: Int

    /// Creates a size; negative numbers count as 0.
    package init(columns: Int, rows: Int) {
        self.columns = max(0, columns)
        self.rows = max(0, rows)
    }
}

/// A cell position, from 0 at the top left.
package struct Point: Hashable, Sendable {
    /// Cells from the left.
    package var column: Int
    /// Rows from the top.
    package var row: Int

    /// Creates a position, which may be off screen.
    package init(column: Int, row: Int) {
        self.column = column
        self.row = row
    }
}

/// A rectangle of cells.
package struct Rect: Hashable, Sendable {
    /// The top left cell.
    package var origin: Point
    /// The size.
    package var size: Size

    /// Creates a rectangle from its origin and size.
    package init(origin: Point, size: Size) {
        self.origin = origin
        self.size = size
    }

    /// Creates a rectangle; negative sizes count as 0.
    package init(column: Int, row: Int, columns: Int, rows: Int) {
        origin = Point(column: column, row: row)
        size = Size(columns: columns, rows: rows)
    }

    /// A rectangle that covers a whole screen of this size.
    package init(_ size: Size) {
        origin = Point(column: 0, row: 0)
        self.size = size
    }

    /// The columns that it covers.
    package var columns: Range<Int> { origin.column..<(origin.column + size.columns) }
    /// The rows that it covers.
    package var rows: Range<Int> { origin.row..<(origin.row + size.rows) }
    /// Whether it contains no cells.
    package var isEmpty: Bool { size.columns == 0 || size.rows == 0 }

    /// Returns whether the cell lies inside.
    package func contains(_ point: Point) -> Bool {
        columns.contains(point.column) && rows.contains(point.row)
    }
}
