/// A row of a wrapped draft: the line and the row within it, both from 0.
package struct EditorRow: Sendable, Hashable, Comparable {
    var line: Int
    var row: Int

    /// The first row of the text.
    package static var first: EditorRow { EditorRow(line: 0, row: 0) }

    /// Orders rows from top to bottom.
    package static func < (left: EditorRow, right: EditorRow) -> Bool {
        (left.line, left.row) < (right.line, right.row)
    }
}
