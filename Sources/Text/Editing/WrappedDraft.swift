/// A draft wrapped to a width. Lines are wrapped lazily and cached.
struct WrappedDraft {
    let lines: [EditorLine]
    let width: Int
    private var known: [Int: [Range<Int>]] = [:]

    init(_ lines: [EditorLine], width: Int) {
        self.lines = lines
        self.width = width
    }

    /// The rows of a line, as ranges of its glyphs. The last column stays free for the cursor after a full row.
    mutating func rows(of line: Int) -> [Range<Int>] {
        if let rows = known[line] { return rows }
        let rows = lines[line].rows(cells: max(1, width - 1))
        known[line] = rows
        return rows
    }

    /// The last row of the text.
    mutating func lastRow() -> EditorRow {
        EditorRow(line: lines.count - 1, row: rows(of: lines.count - 1).count - 1)
    }

    /// The row of a position, and the position's column in cells.
    mutating func row(of place: TextPosition) -> (row: EditorRow, column: Int) {
        let line = lines[place.line]
        let rows = rows(of: place.line)
        let glyph = line.glyphIndex(of: place.column)
        let index = rows.lastIndex { $0.lowerBound <= glyph } ?? 0
        let column = line.glyphs[min(rows[index].lowerBound, glyph)..<glyph].cellWidth
        return (EditorRow(line: place.line, row: index), min(column, max(0, width - 1)))
    }

    /// The row `distance` rows further down, or up if negative; limited to the first and last row.
    mutating func row(_ row: EditorRow, movedBy distance: Int) -> EditorRow {
        var count = rows(of: row.line).count
        var row = EditorRow(line: row.line, row: min(row.row, count - 1))
        var left = distance
        while left != 0 {
            let step = left < 0 ? max(left, -row.row) : min(left, count - 1 - row.row)
            row.row += step
            left -= step
            let line = row.line + left.signum()
            guard left != 0, lines.indices.contains(line) else { break }
            count = rows(of: line).count
            row = EditorRow(line: line, row: left < 0 ? count - 1 : 0)
            left -= left.signum()
        }
        return row
    }

    /// The position in a row nearest to a column in cells, without exceeding it.
    mutating func place(in row: EditorRow, column: Int) -> TextPosition {
        let line = lines[row.line]
        let rows = rows(of: row.line)
        let isLast = row.row == rows.count - 1
        // The position after a row's last glyph belongs to the next row.
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

extension TextEditor {
    /// The position `distance` rows down (or up, if negative), as close to the goal column as possible; the end of the
    /// text past the last row, the start before the first.
    func vertical(
        _ distance: Int,
        from place: TextPosition,
        width: Int,
        goal: Int?
    ) -> (position: TextPosition, goal: Int) {
        var draft = WrappedDraft(lines, width: width)
        let (row, column) = draft.row(of: place)
        let goal = goal ?? column
        let target = draft.row(row, movedBy: distance)
        if target == row { return (distance < 0 ? .start : end, goal) }
        return (draft.place(in: target, column: goal), goal)
    }
}
