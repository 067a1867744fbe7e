/// Wraps words by cell width. Rows break at spaces, after hyphens and slashes and around ideographs; a word longer than
/// a row is split. Spaces at a break belong to no row. A line's indentation stays on its first row, up to just under
/// half of the width. With a width of one, a wide glyph still gets a row of its own.
struct LineWrapper {
    private let glyphs: ContiguousArray<Glyph>
    private let width: Int
    private(set) var rows: [Range<Int>] = []

    init(_ glyphs: ContiguousArray<Glyph>, width: Int) {
        self.glyphs = glyphs
        self.width = max(1, width)
    }

    /// Adds the rows of one line, at least one, in order and without overlap.
    mutating func add(_ line: Range<Int>) {
        var row = firstRow(of: line)
        while row.index < line.upperBound {
            if isBreakingSpace(row.index) {
                consumeSpaces(upTo: line.upperBound, into: &row)
            } else if row.column + glyphs[row.index].width > width, row.index > row.start {
                row = close(row)
            } else {
                consumeGlyph(upTo: line.upperBound, into: &row)
            }
        }
        rows.append(row.start..<trimmed(row.start..<line.upperBound))
    }
}

extension LineWrapper {
    /// The row being filled.
    private struct Row {
        var start: Int
        /// The next glyph to place, and its column.
        var index: Int
        var column = 0
        /// The last possible end of this row, and the start of the next row if it breaks there.
        var breakEnd: Int?
        var breakNext = 0
    }

    private func firstRow(of line: Range<Int>) -> Row {
        var text = line.lowerBound
        while text < line.upperBound, isBreakingSpace(text) { text += 1 }
        let limit = (width - 1) / 2
        let kept = min(text - line.lowerBound, limit)
        // A blank line is one empty row.
        let start = text == line.upperBound ? line.lowerBound : text - kept
        var row = Row(start: start, index: text)
        row.column = glyphs[start..<text].cellWidth
        if row.column > limit { row = Row(start: text, index: text) }
        return row
    }

    private func consumeSpaces(upTo end: Int, into row: inout Row) {
        let start = row.index
        while row.index < end, isBreakingSpace(row.index) {
            row.column += glyphs[row.index].width
            row.index += 1
        }
        if row.index < end, LineBreakRules.mayBreakAtSpaces(after: glyphs[start - 1], before: glyphs[row.index]) {
            row.breakEnd = start
            row.breakNext = row.index
        }
    }

    private func consumeGlyph(upTo end: Int, into row: inout Row) {
        let index = row.index
        row.column += glyphs[index].width
        row.index += 1
        guard row.index < end, !isBreakingSpace(row.index) else { return }
        let before = index > row.start ? glyphs[index - 1] : .space
        if LineBreakRules.mayBreak(after: glyphs[index], following: before, before: glyphs[row.index]) {
            row.breakEnd = row.index
            row.breakNext = row.index
        }
    }

    /// Ends the row at its last break opportunity, or at the current glyph, and returns the next row.
    private mutating func close(_ row: Row) -> Row {
        let next = row.breakEnd == nil ? row.index : row.breakNext
        rows.append(row.start..<trimmed(row.start..<(row.breakEnd ?? row.index)))
        return Row(start: next, index: next)
    }

    private func trimmed(_ range: Range<Int>) -> Int {
        var end = range.upperBound
        while end > range.lowerBound, isBreakingSpace(end - 1) { end -= 1 }
        return end
    }

    private func isBreakingSpace(_ index: Int) -> Bool {
        let base = glyphs[index].base
        return base == 0x20 || base == 0x3000
    }
}
