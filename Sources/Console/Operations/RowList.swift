import Domain
import Screen

/// Rows with a cursor, read again every few seconds.
struct RowList<Row: Sendable>: Sendable {
    /// The rows; nil until read.
    private(set) var rows: [Row]?
    /// The index of the row under the cursor.
    private(set) var index = 0

    /// The row under the cursor; nil if there is none.
    var selected: Row? { rows.flatMap { $0.indices.contains(index) ? $0[index] : nil } }

    /// The number of rows.
    var count: Int { rows?.count ?? 0 }

    /// Moves the cursor, if the key does that.
    mutating func handleKey(_ key: Key) {
        switch key {
        case .character("g"), .home: index = 0
        case .character("G"), .end: index = max(0, count - 1)
        default: index = max(0, min(index + key.step, count - 1))
        }
    }

    /// Replaces the rows; the cursor stays on the same one, or else on the same line.
    mutating func replace(with rows: [Row], by id: (Row) -> some Hashable) {
        let wanted = selected.map(id)
        self.rows = rows
        index = rows.firstIndex { id($0) == wanted } ?? max(0, min(index, rows.count - 1))
    }

    /// Adds rows below the last one.
    mutating func append(_ rows: [Row]) { self.rows = (self.rows ?? []) + rows }
}
