/// The visible part of a draft.
package struct EditorFrame: Sendable, Hashable {
    /// The visible rows from the top, at most the field's height, without trailing spaces.
    package let rows: [ArraySlice<Glyph>]

    /// The cursor's row in the field, from 0.
    package let cursorRow: Int

    /// The cursor's column in cells, from 0 and less than the field's width.
    package let cursorColumn: Int

    /// The top row; pass it to the next call for stable scrolling.
    package let top: EditorRow

    /// Whether there is text above the visible part.
    package let hasMoreAbove: Bool

    /// Whether there is text below the visible part.
    package let hasMoreBelow: Bool
}

extension TextEditor {
    /// The visible part of the wrapped draft in a field of `width` cells and `height` rows: starts at `top` and scrolls
    /// only as far as needed to show the cursor and to avoid empty rows.
    package func frame(width: Int, height: Int, top: EditorRow = .first) -> EditorFrame {
        var draft = WrappedDraft(lines, width: width)
        let (cursorRow, cursorColumn) = draft.row(of: cursor)
        let top = draft.scrolled(top, toShow: cursorRow, height: Swift.max(1, height))
        let (places, rows, hasMore) = draft.rows(from: top, height: Swift.max(1, height))
        return EditorFrame(
            rows: rows,
            cursorRow: places.firstIndex(of: cursorRow) ?? 0,
            cursorColumn: cursorColumn,
            top: top,
            hasMoreAbove: top > .first,
            hasMoreBelow: hasMore
        )
    }

    /// The number of rows at this width, counted up to a limit: for a field that grows with its text.
    package func rowCount(width: Int, limit: Int) -> Int {
        var draft = WrappedDraft(lines, width: width)
        var count = 0
        for line in lines.indices where count < limit { count += draft.rows(of: line).count }
        return Swift.min(count, limit)
    }

    /// The visible part of a one-line field and the cursor's column in it. Scrolls horizontally.
    package func lineFrame(width: Int) -> (glyphs: ArraySlice<Glyph>, cursorColumn: Int) {
        let line = lines[cursor.line]
        var start = line.glyphIndex(of: cursor.column)
        var column = 0
        while start > 0, column + line.glyphs[start - 1].width < width {
            start -= 1
            column += line.glyphs[start].width
        }
        return (line.glyphs[start...].prefix(cells: Swift.max(0, width)), column)
    }

    /// The cell of a character in such a field, both from 0; nil if it isn't visible.
    package func cell(ofCharacter character: Int, width: Int) -> Int? {
        let line = lines[cursor.line]
        guard (0...line.count).contains(character) else { return nil }
        let shown = lineFrame(width: width).glyphs
        let glyph = line.glyphIndex(of: character)
        guard shown.startIndex <= glyph, glyph <= shown.endIndex else { return nil }
        let cell = shown[..<glyph].reduce(0) { $0 + $1.width }
        return cell < width ? cell : nil
    }
}

extension WrappedDraft {
    fileprivate mutating func scrolled(_ top: EditorRow, toShow cursor: EditorRow, height: Int) -> EditorRow {
        let lowest = row(lastRow(), movedBy: 1 - height)
        let highest = row(cursor, movedBy: 1 - height)
        let kept = row(min(top, lowest), movedBy: 0)
        return min(max(kept, highest), cursor)
    }

    fileprivate mutating func rows(
        from top: EditorRow,
        height: Int
    ) -> (places: [EditorRow], rows: [ArraySlice<Glyph>], hasMore: Bool) {
        var places: [EditorRow] = []
        var shown: [ArraySlice<Glyph>] = []
        for line in top.line..<lines.count {
            let rows = rows(of: line)
            for row in (line == top.line ? top.row : 0)..<rows.count {
                if shown.count == height { return (places, shown, true) }
                places.append(EditorRow(line: line, row: row))
                shown.append(lines[line].glyphs[rows[row]])
            }
        }
        return (places, shown, false)
    }
}
