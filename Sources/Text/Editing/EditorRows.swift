/// A row of a wrapped draft: the line, and the row in it, both from 0.
package struct EditorRow: Sendable, Hashable, Comparable {
    var line: Int
    var row: Int

    /// The first row of the text.
    package static var first: EditorRow { EditorRow(line: 0, row: 0) }

    /// Further up.
    package static func < (left: EditorRow, right: EditorRow) -> Bool {
        (left.line, left.row) < (right.line, right.row)
    }
}

extension TextEditor {
    /// The cells for text in a field: the last column stays free for the cursor behind a full row.
    func cells(in width: Int) -> Int { Swift.max(1, width - 1) }

    /// The row that holds a place, and its column in cells.
    func row(of place: TextPosition, width: Int) -> (row: EditorRow, column: Int) {
        let line = lines[place.line]
        let rows = line.rows(cells: cells(in: width))
        let glyph = line.glyphIndex(of: place.column)
        let index = rows.lastIndex { $0.lowerBound <= glyph } ?? 0
        let column = line.glyphs[Swift.min(rows[index].lowerBound, glyph)..<glyph].cellWidth
        return (EditorRow(line: place.line, row: index), Swift.min(column, Swift.max(0, width - 1)))
    }

    /// The place some rows further down (or up, where negative), as near to the goal column as the row allows.
    func vertical(
        _ distance: Int,
        from place: TextPosition,
        width: Int,
        goal: Int?
    ) -> (position: TextPosition, goal: Int) {
        let (row, column) = row(of: place, width: width)
        let goal = goal ?? column
        let target = self.row(row, movedBy: distance, width: width)
        if target == row { return (distance < 0 ? .start : end, goal) }
        return (position(in: target, column: goal, width: width), goal)
    }

    /// The row so many further down, or up; the last or first where there are not so many.
    func row(_ row: EditorRow, movedBy distance: Int, width: Int) -> EditorRow {
        var row = row
        var left = distance
        var count = rowCount(of: row.line, width: width)
        row.row = Swift.min(row.row, count - 1)
        while left != 0 {
            let step = left < 0 ? Swift.max(left, -row.row) : Swift.min(left, count - 1 - row.row)
            row.row += step
            left -= step
            let line = row.line + left.signum()
            guard left != 0, lines.indices.contains(line) else { break }
            count = rowCount(of: line, width: width)
            row = EditorRow(line: line, row: left < 0 ? count - 1 : 0)
            left -= left.signum()
        }
        return row
    }

    /// The number of rows of a line.
    func rowCount(of line: Int, width: Int) -> Int { lines[line].rows(cells: cells(in: width)).count }

    private func position(in row: EditorRow, column: Int, width: Int) -> TextPosition {
        let line = lines[row.line]
        let rows = line.rows(cells: cells(in: width))
        let isLast = row.row == rows.count - 1
        // The place behind a row's last glyph is the first of the next row.
        let end = isLast ? line.glyphs.count : rows[row.row + 1].lowerBound - 1
        var glyph = rows[row.row].lowerBound
        var cells = 0
        while glyph < end, cells + line.glyphs[glyph].width <= column {
            cells += line.glyphs[glyph].width
            glyph += 1
        }
        return TextPosition(line: row.line, column: line.column(ofGlyph: glyph))
    }
}
