/// What a field shows of a draft.
package struct EditorFrame: Sendable, Hashable {
    /// The rows from the top of the field, at most its height; without the spaces at their ends.
    package let rows: [ArraySlice<Glyph>]

    /// The cursor's row in the field and its column in cells, both from 0; always inside the field.
    package let cursorRow: Int
    package let cursorColumn: Int

    /// The row that is at the top of the field: to be kept, and given again, for steady scrolling.
    package let top: EditorRow

    /// True where there is more of the text above, or below, what is shown.
    package let hasMoreAbove: Bool
    package let hasMoreBelow: Bool
}

extension TextEditor {
    /// The part of the draft, wrapped, that a field of this many cells and rows shows: from `top`, scrolled only as far as it takes
    /// to show the cursor and to leave no row empty that text could fill.
    package func frame(width: Int, height: Int, top: EditorRow = .first) -> EditorFrame {
        let height = Swift.max(1, height)
        let (cursorRow, cursorColumn) = row(of: cursor, width: width)
        let top = scrolled(top, toShow: cursorRow, width: width, height: height)
        let (places, rows, hasMore) = rows(from: top, height: height, width: width)
        return EditorFrame(
            rows: rows,
            cursorRow: places.firstIndex(of: cursorRow) ?? 0,
            cursorColumn: cursorColumn,
            top: top,
            hasMoreAbove: top > .first,
            hasMoreBelow: hasMore
        )
    }

    /// How many rows the draft has in a field of this width, counted up to a limit: for a field that grows with it.
    package func rowCount(width: Int, limit: Int) -> Int {
        var count = 0
        for line in lines.indices where count < limit { count += rowCount(of: line, width: width) }
        return Swift.min(count, limit)
    }

    private func scrolled(_ top: EditorRow, toShow cursor: EditorRow, width: Int, height: Int) -> EditorRow {
        let kept = EditorRow(line: Swift.min(Swift.max(0, top.line), lines.count - 1), row: Swift.max(0, top.row))
        let last = EditorRow(line: lines.count - 1, row: rowCount(of: lines.count - 1, width: width) - 1)
        let lowest = row(last, movedBy: 1 - height, width: width)
        let highest = row(cursor, movedBy: 1 - height, width: width)
        let inside = row(Swift.min(kept, lowest), movedBy: 0, width: width)
        return Swift.min(Swift.max(inside, highest), cursor)
    }

    private func rows(
        from top: EditorRow,
        height: Int,
        width: Int
    ) -> (places: [EditorRow], rows: [ArraySlice<Glyph>], hasMore: Bool) {
        var places: [EditorRow] = []
        var shown: [ArraySlice<Glyph>] = []
        for index in top.line..<lines.count {
            let rows = lines[index].rows(cells: cells(in: width))
            for row in (index == top.line ? top.row : 0)..<rows.count {
                if shown.count == height { return (places, shown, true) }
                places.append(EditorRow(line: index, row: row))
                shown.append(lines[index].glyphs[rows[row]])
            }
        }
        return (places, shown, false)
    }
}

extension TextEditor {
    /// The part of a one-line field that shows in so many cells, and the cursor's column in it. Scrolls sideways.
    package func lineFrame(width: Int) -> (glyphs: ArraySlice<Glyph>, cursorColumn: Int) {
        let line = lines[cursor.line]
        let glyph = line.glyphIndex(of: cursor.column)
        var start = glyph
        var column = 0
        while start > 0, column + line.glyphs[start - 1].width < width {
            start -= 1
            column += line.glyphs[start].width
        }
        return (line.glyphs[start...].prefix(cells: Swift.max(0, width)), column)
    }
}
